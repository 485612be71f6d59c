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
import styles from './state.module.css'

type StateTone = 'plain' | 'ok' | 'warn' | 'bad'

export interface StateKind {
  word: string
  icon: LucideIcon
  tone: StateTone
}

export const STATES = {
  ready: { word: 'Ready', icon: ClipboardList, tone: 'ok' },
  committed: { word: 'Committed', icon: ClipboardList, tone: 'plain' },
  released: { word: 'Picking', icon: ShoppingCart, tone: 'plain' },
  picked: { word: 'Picked', icon: PackageCheck, tone: 'ok' },
  shipped: { word: 'Shipped', icon: Truck, tone: 'ok' },
  backordered: { word: 'Backordered', icon: Clock, tone: 'warn' },
  planned: { word: 'Planned', icon: CalendarClock, tone: 'plain' },
  cancelled: { word: 'Cancelled', icon: CircleSlash, tone: 'plain' },
  'at-risk': { word: 'At risk', icon: TriangleAlert, tone: 'bad' },
  short: { word: 'Short', icon: CircleAlert, tone: 'bad' },
  'in-picking': { word: 'In picking', icon: ShoppingCart, tone: 'plain' },
  'out-of-stock': { word: 'Out of stock', icon: CircleSlash, tone: 'bad' },
  allocated: { word: 'Allocated', icon: PackageCheck, tone: 'plain' },
  'on-hold': { word: 'On hold', icon: CirclePause, tone: 'bad' },
  expired: { word: 'Expired', icon: CalendarX, tone: 'bad' },
  unconfirmed: { word: 'Unconfirmed', icon: CircleHelp, tone: 'warn' },
  done: { word: 'Done', icon: CircleCheck, tone: 'ok' },
  right: { word: 'Right', icon: CircleCheck, tone: 'ok' },
  posted: { word: 'Posted', icon: CircleDot, tone: 'plain' },
  recount: { word: 'Recount asked', icon: RotateCcw, tone: 'warn' },
  'to-decide': { word: 'To decide', icon: CircleAlert, tone: 'bad' },
  approved: { word: 'Approved', icon: CircleDot, tone: 'plain' },
  'ledger-kept': { word: 'Ledger kept', icon: CircleDot, tone: 'plain' },
  disturbed: { word: 'Moved meanwhile', icon: ArrowRightLeft, tone: 'warn' },
  'counted-again': { word: 'Counted again', icon: History, tone: 'plain' },
  undone: { word: 'Undone', icon: Undo2, tone: 'plain' },
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
