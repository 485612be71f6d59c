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
import { t } from '../../language/t.ts'
import { type StateKind, StateTag } from '../ui/state.tsx'
import type { WaitsFor as Reason } from './contract.ts'
import { waitsSay, waitsText } from './return-words.ts'
import styles from './returns.module.css'

export const WAITS: Record<Reason, StateKind> = {
  customer: { word: t('Customer'), icon: Truck, tone: 'plain' },
  inspector: { word: t('Inspector'), icon: ClipboardCheck, tone: 'plain' },
  documents: { word: t('Documents'), icon: FileQuestion, tone: 'warn' },
  'second-person': { word: t('Second person'), icon: UsersRound, tone: 'warn' },
  supervisor: { word: t('Supervisor'), icon: UserRound, tone: 'warn' },
  goods: { word: t('Goods'), icon: PackageSearch, tone: 'warn' },
  lot: { word: t('Lot'), icon: Tag, tone: 'warn' },
  quality: { word: t('Quality'), icon: ScanSearch, tone: 'warn' },
}

const ANYTHING_ELSE: StateKind = { word: t('Something else'), icon: Hourglass, tone: 'warn' }

/** So many are always shown; where there is no room for the others they are counted. */
const ALWAYS = 2

export function WaitsFor({ reasons }: { reasons: readonly Reason[] }) {
  const tag = (one: Reason) => (
    <StateTag key={one} kind={WAITS[one] ?? ANYTHING_ELSE} title={t('Waits for {one}', { one: waitsSay(one) })} />
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
