/** What a device has seen, as text that it hands back: a place in the feed, or a page of the snapshot before it. */
import { Problem } from '../problem.ts'
import { type FeedHead, GENESIS } from './chain.ts'

export type Cursor =
  | { kind: 'feed'; epoch: string; head: FeedHead }
  /** `after`: the last key of `table` that was sent. The feed is read from `head` on when the pages end. */
  | { kind: 'snapshot'; epoch: string; head: FeedHead; table: number; after: unknown[] | null }

export function writeCursor(cursor: Cursor): string {
  const { position, chain } = cursor.head
  const feed = `${cursor.epoch}.${position}.${chain}`
  if (cursor.kind === 'feed') return feed
  const after = cursor.after === null ? '' : Buffer.from(JSON.stringify(cursor.after)).toString('base64url')
  return `${feed}.${cursor.table}.${after}`
}

/** Undefined where the text is no cursor at all. */
export function readCursor(text: string): Cursor | undefined {
  const [epoch, position, chain, table, after] = text.split('.')
  if (!epoch || !position || !/^\d{1,15}$/.test(position) || !chain || !/^[0-9a-f]{32}$/.test(chain)) return undefined
  const head = { position: Number(position), chain }
  if (table === undefined) return { kind: 'feed', epoch, head }
  if (!/^\d{1,2}$/.test(table)) return undefined
  const keys = readKeys(after ?? '')
  return keys === undefined ? undefined : { kind: 'snapshot', epoch, head, table: Number(table), after: keys }
}

function readKeys(text: string): unknown[] | null | undefined {
  if (text === '') return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(keys) && keys.every((key) => ['string', 'boolean', 'number'].includes(typeof key))
      ? keys
      : undefined
  } catch {
    return undefined
  }
}

export const notACursor = (): Problem =>
  new Problem(400, 'malformed', 'This is not a cursor of a pull. Pull without one.', { field: 'cursor' })

export const startOfFeed = (epoch: string): Cursor => ({ kind: 'feed', epoch, head: GENESIS })
