import { ArrowUp, Check, CloudOff, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import styles from './sync-chip.module.css'
import { Tap } from './tap.tsx'
import { words } from './words.ts'

export interface SyncChipProps {
  online: boolean
  /** Transactions on this device that the server has not answered for. */
  waiting: number
  /** Transactions that the server parked and a person must mend. */
  attention: number
  /** Age of the oldest waiting one. */
  oldestMs?: number | undefined
  onPress?: (() => void) | undefined
}

const minuteMs = 60_000

function age(ms: number): string {
  const minutes = Math.floor(ms / minuteMs)
  if (minutes < 60) return words.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? words.hours(hours) : words.days(Math.floor(hours / 24))
}

function say({ online, waiting, attention }: SyncChipProps) {
  if (attention > 0) return { state: 'attention', Icon: TriangleAlert, word: words.attention(attention) }
  if (!online) return { state: 'offline', Icon: CloudOff, word: waiting ? words.offlineSaved(waiting) : words.offline }
  if (waiting > 0) return { state: 'waiting', Icon: ArrowUp, word: words.waiting(waiting) }
  return { state: 'synced', Icon: Check, word: words.synced }
}

/** What is safe where. What needs a person comes first, then being offline, then what is on its way. */
export function SyncChip(props: SyncChipProps) {
  const { state, Icon, word } = say(props)
  const { waiting, oldestMs = 0, onPress } = props
  const old = waiting > 0 && oldestMs >= minuteMs
  return (
    <Tap className={styles.chip} data-state={state} onPress={onPress}>
      <span className={styles.pill}>
        <Icon size={20} strokeWidth={2.75} aria-hidden />
        <span className={styles.words}>
          {word.split(/(?<=·) /).map((part, at) => (
            <Fragment key={part}>
              {at > 0 && ' '}
              <span className={styles.part}>{part}</span>
            </Fragment>
          ))}
          {old && <span className={styles.age}> {words.oldest(age(oldestMs))}</span>}
        </span>
      </span>
    </Tap>
  )
}
