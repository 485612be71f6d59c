import { Delete } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './keypad.module.css'
import { Tap } from './tap.tsx'
import { words } from './words.ts'

export interface KeypadProps {
  onDigit: (digit: number) => void
  onBackspace: () => void
  onClear: () => void
  /** +N keys. The first takes the corner, where Clear is without packs; the others get a row of their own. */
  packs?: readonly number[] | undefined
  onAdd?: ((pack: number) => void) | undefined
  /** Four columns in three rows, where the height goes to something else too. Low screens do so by themselves. */
  low?: boolean | undefined
}

const digits = [7, 8, 9, 4, 5, 6, 1, 2, 3] as const

/** Bare keys, no soft keyboard: the screen keeps its height and a scan still lands where it should. */
export function Keypad({ onDigit, onBackspace, onClear, packs = [], onAdd, low }: KeypadProps) {
  const [corner, ...others] = packs
  return (
    <div className={styles.pad} data-low={low || undefined}>
      {others.length > 0 && (
        <div className={styles.packs}>
          {others.map((pack) => (
            <Key key={pack} word onPress={() => onAdd?.(pack)}>
              {words.add(pack)}
            </Key>
          ))}
        </div>
      )}
      <div className={styles.keys}>
        {digits.map((digit) => (
          <Key key={digit} onPress={() => onDigit(digit)}>
            {digit}
          </Key>
        ))}
        <span className={styles.corner}>
          {corner === undefined ? (
            <Key word onPress={onClear}>
              {words.clear}
            </Key>
          ) : (
            <Key word onPress={() => onAdd?.(corner)}>
              {words.add(corner)}
            </Key>
          )}
        </span>
        <span className={styles.zero}>
          <Key onPress={() => onDigit(0)}>0</Key>
        </span>
        <span className={styles.back}>
          <Key label={words.backspace} onPress={onBackspace}>
            <Delete size={30} aria-hidden />
          </Key>
        </span>
      </div>
    </div>
  )
}

interface KeyProps {
  children: ReactNode
  label?: string
  word?: boolean
  onPress: () => void
}

function Key({ children, label, word, onPress }: KeyProps) {
  return (
    <Tap className={styles.key} data-word={word} aria-label={label} onPress={onPress}>
      {children}
    </Tap>
  )
}
