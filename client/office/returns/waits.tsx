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
import { waitsSay } from './return-words.ts'
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

export function WaitsFor({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <span className={styles.states}>
      {reasons.map((one) => (
        <StateTag key={one} kind={WAITS[one] ?? ANYTHING_ELSE} title={`Waits for ${waitsSay(one)}`} />
      ))}
    </span>
  )
}
