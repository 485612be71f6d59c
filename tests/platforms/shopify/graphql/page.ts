/** Pages of a connection. A cursor names the last item's place in the order, so that it holds while items come and go. */
import { FieldFault } from './problem.ts'

/** What a connection is cut from: items in order, each with a key that sorts as the list is sorted. */
export interface Listing {
  items: { key: string; node: unknown }[]
}

export interface Page {
  nodes: { cursor: string; node: unknown }[]
  hasNextPage: boolean
  hasPreviousPage: boolean
}

const MOST = 250

const encode = (key: string) => Buffer.from(JSON.stringify({ last: key })).toString('base64url')

function decode(cursor: unknown): string {
  try {
    const { last } = JSON.parse(Buffer.from(String(cursor), 'base64url').toString()) as { last: unknown }
    if (typeof last === 'string') return last
  } catch {}
  throw new FieldFault(`'after' is not a valid cursor: ${String(cursor)}`, 'BAD_REQUEST')
}

/** The page that `first` and `after` ask for. Throws FieldFault. */
export function pageOf({ items }: Listing, args: Record<string, unknown>): Page {
  const first = Number(args.first)
  if (!Number.isInteger(first) || first < 0) throw new FieldFault('first must be a whole number', 'BAD_REQUEST')
  if (first > MOST) throw new FieldFault(`first cannot exceed ${MOST}`, 'BAD_REQUEST')
  const after = args.after === undefined || args.after === null ? '' : decode(args.after)
  const from = after === '' ? 0 : items.findIndex(({ key }) => key > after)
  const start = from < 0 ? items.length : from
  const part = items.slice(start, start + first)
  return {
    nodes: part.map(({ key, node }) => ({ cursor: encode(key), node })),
    hasNextPage: start + part.length < items.length,
    hasPreviousPage: start > 0,
  }
}

/** A listing in the order of numeric ids; only the items of the page are ever viewed. */
export const byId = <T>(all: Iterable<T>, idOf: (item: T) => number, view: (item: T) => unknown): Listing => ({
  items: [...all].map((item) => ({
    key: String(idOf(item)).padStart(20, '0'),
    get node() {
      return view(item)
    },
  })),
})
