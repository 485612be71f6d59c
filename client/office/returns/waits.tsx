/** What a return waits for, each as word, icon and colour. */
import {
  ClipboardCheck,
  FileQuestion,
  Hourglass,
  PackageSearch,
  ScanSearch,
  Tag,
  Truck,
  UserRound,
  UsersRound,
} from 'lucide-react'
import { type StateKind, StateTag } from '../ui/state.tsx'
import type { WaitsFor as Reason } from './contract.ts'
import { waitsSay, waitsText } from './return-words.ts'
import styles from './returns.module.css'

export const WAITS: Record<Reason, StateKind> = {
  customer: { word: 'Customer', icon: Truck, tone: 'plain' },
  inspector: { word: 'Inspector', icon: ClipboardCheck, tone: 'plain' },
  documents: { word: 'Documents', icon: FileQuestion, tone: 'warn' },
  'second-person': { word: 'Second person', icon: UsersRound, tone: 'warn' },
  supervisor: { word: 'Supervisor', icon: UserRound, tone: 'warn' },
  goods: { word: 'Goods', icon: PackageSearch, tone: 'warn' },
  lot: { word: 'Lot', icon: Tag, tone: 'warn' },
  quality: { word: 'Quality', icon: ScanSearch, tone: 'warn' },
}

const ANYTHING_ELSE: StateKind = { word: 'Something else', icon: Hourglass, tone: 'warn' }

/** So many are always shown; where there is no room for the others they are counted. */
const ALWAYS = 2

export function WaitsFor({ reasons }: { reasons: readonly Reason[] }) {
  const tag = (one: Reason) => (
    <StateTag key={one} kind={WAITS[one] ?? ANYTHING_ELSE} title={`Waits for ${waitsSay(one)}`} />
  )
  const others = reasons.slice(ALWAYS)
  return (
    <span className={styles.states}>
      {reasons.slice(0, ALWAYS).map(tag)}
      {others.length > 0 && (
        <>
          <span className={styles.others}>{others.map(tag)}</span>
          <span className={styles.count} title={waitsText(others)}>
            +{others.length}
          </span>
        </>
      )}
    </span>
  )
}
