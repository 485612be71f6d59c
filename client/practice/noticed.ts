/** What a practice can see of what somebody does: what the device recorded, what the server said yes to, and which screen is open. */
import type { TransactionName } from '../../shared/transactions/index.ts'

export interface Noticed {
  /** Since the practice began, and not undone. */
  recorded: ReadonlySet<TransactionName>
  /** "POST /orders/7/release". */
  answers: readonly string[]
  /** Of the page. */
  path: string
  /** Of the pick list that was begun; null: none was, or it is through. */
  picking: { done: number; of: number } | null
  /** Lists with something left to pick that this device has or may still get. */
  lists: number
}

export interface Step {
  /** What to do next, in one sentence. */
  say(noticed: Noticed): string
  isDone(noticed: Noticed): boolean
}

export interface Task {
  id: string
  /** Who does this for a living. */
  role: string
  title: string
  steps: readonly Step[]
  /** What somebody knows who has done it. */
  learnt: readonly string[]
}

/** The first step that is not done; undefined: all are. A later step that is done stands for those before it. */
export function stepNow({ steps }: Task, noticed: Noticed): number | undefined {
  const last = steps.findLastIndex((step) => step.isDone(noticed))
  return last === steps.length - 1 ? undefined : last + 1
}

export interface Recorded {
  type: TransactionName
  payload: Readonly<Record<string, unknown>>
  id: string
}

/** Without what was taken back. */
export function standing(rows: readonly Recorded[]): Recorded[] {
  const undone = new Set(rows.filter(({ type }) => type === 'reverse').map(({ payload }) => payload.transaction))
  return rows.filter(({ id, type }) => type !== 'reverse' && !undone.has(id))
}

/** The least id that a transaction of that moment can have: ids begin with the time. `at` in milliseconds. */
export function firstIdAt(at: number): string {
  const hex = Math.floor(at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`
}
