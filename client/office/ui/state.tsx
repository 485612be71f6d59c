import {
  ArrowRightLeft,
  CalendarClock,
  CalendarX,
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleSlash,
  ClipboardList,
  Clock,
  History,
  type LucideIcon,
  PackageCheck,
  RotateCcw,
  ShoppingCart,
  TriangleAlert,
  Truck,
  Undo2,
} from 'lucide-react'
import { t } from '../../language/t.ts'
import styles from './state.module.css'

type StateTone = 'plain' | 'ok' | 'warn' | 'bad'

export interface StateKind {
  word: string
  icon: LucideIcon
  tone: StateTone
}

export const STATES = {
  ready: { word: t('Ready'), icon: ClipboardList, tone: 'ok' },
  committed: { word: t('Committed'), icon: ClipboardList, tone: 'plain' },
  released: { word: t('Picking'), icon: ShoppingCart, tone: 'plain' },
  picked: { word: t('Picked'), icon: PackageCheck, tone: 'ok' },
  shipped: { word: t('Shipped'), icon: Truck, tone: 'ok' },
  backordered: { word: t('Backordered'), icon: Clock, tone: 'warn' },
  planned: { word: t('Planned'), icon: CalendarClock, tone: 'plain' },
  cancelled: { word: t('Cancelled'), icon: CircleSlash, tone: 'plain' },
  'at-risk': { word: t('At risk'), icon: TriangleAlert, tone: 'bad' },
  short: { word: t('Short'), icon: CircleAlert, tone: 'bad' },
  'in-picking': { word: t('In picking'), icon: ShoppingCart, tone: 'plain' },
  'out-of-stock': { word: t('Out of stock'), icon: CircleSlash, tone: 'bad' },
  allocated: { word: t('Allocated'), icon: PackageCheck, tone: 'plain' },
  'on-hold': { word: t('On hold'), icon: CirclePause, tone: 'bad' },
  expired: { word: t('Expired'), icon: CalendarX, tone: 'bad' },
  unconfirmed: { word: t('Unconfirmed'), icon: CircleHelp, tone: 'warn' },
  done: { word: t('Done'), icon: CircleCheck, tone: 'ok' },
  right: { word: t('Right'), icon: CircleCheck, tone: 'ok' },
  posted: { word: t('Posted'), icon: CircleDot, tone: 'plain' },
  recount: { word: t('Recount asked'), icon: RotateCcw, tone: 'warn' },
  'to-decide': { word: t('To decide'), icon: CircleAlert, tone: 'bad' },
  approved: { word: t('Approved'), icon: CircleDot, tone: 'plain' },
  'ledger-kept': { word: t('Ledger kept'), icon: CircleDot, tone: 'plain' },
  disturbed: { word: t('Moved meanwhile'), icon: ArrowRightLeft, tone: 'warn' },
  'counted-again': { word: t('Counted again'), icon: History, tone: 'plain' },
  undone: { word: t('Undone'), icon: Undo2, tone: 'plain' },
} as const satisfies Record<string, StateKind>

export type StateName = keyof typeof STATES

/** State is always word, icon and colour. */
export function State({ name, count }: { name: StateName; count?: number | undefined }) {
  return <StateTag kind={STATES[name]} count={count} />
}

export interface StateTagProps {
  kind: StateKind
  count?: number | undefined
  /** What the word means here, where it can be hovered. */
  title?: string | undefined
}

/** The same look for words that only one screen has. */
export function StateTag({ kind: { word, icon: Icon, tone }, count, title }: StateTagProps) {
  return (
    <span className={styles.state} data-tone={tone} title={title}>
      <Icon size={14} aria-hidden />
      {word}
      {count !== undefined && ` ${count}`}
    </span>
  )
}
