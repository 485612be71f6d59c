/** Follows lots through transformations: forward to what they became, backward to what went into them. */
import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'

export interface LotName {
  sku: string
  lot: string
}

/** One step: so much of `from` went in where so much of `into` came out. */
export interface Link {
  transactionId: string
  from: LotName & { quantity: number }
  into: LotName & { quantity: number }
}

export type Direction = 'forward' | 'backward'

export interface Descent {
  /** The lots begun with and all that were reached, each once, nearest first. */
  lots: (LotName & { depth: number })[]
  links: Link[]
}

/** Lots are asked for in groups, so that a statement stays within the parameters that databases take. */
const GROUP = 200

export async function follow(
  reader: Pick<Reader, 'db' | 't'>,
  start: readonly LotName[],
  direction: Direction,
): Promise<Descent> {
  const reached = new Map<string, LotName & { depth: number }>()
  const links = new Map<string, Link>()
  let frontier: LotName[] = []
  const reach = (lot: LotName, depth: number) => {
    const key = lotKey(lot.sku, lot.lot)
    if (reached.has(key)) return
    reached.set(key, { sku: lot.sku, lot: lot.lot, depth })
    frontier.push(lot)
  }
  for (const lot of start) reach(lot, 0)
  for (let depth = 1; frontier.length > 0; depth++) {
    const asked = frontier
    frontier = []
    for (const link of await linksOf(reader, asked, direction)) {
      links.set(linkKey(link), link)
      reach(direction === 'forward' ? link.into : link.from, depth)
    }
  }
  return { lots: [...reached.values()], links: [...links.values()] }
}

const linkKey = ({ transactionId, from, into }: Link): string =>
  [transactionId, lotKey(from.sku, from.lot), lotKey(into.sku, into.lot)].join('\n')

async function linksOf(
  { db, t }: Pick<Reader, 'db' | 't'>,
  lots: readonly LotName[],
  direction: Direction,
): Promise<Link[]> {
  const here = alias(t.transformationLines, 'here')
  const there = alias(t.transformationLines, 'there')
  const [side, other] =
    direction === 'forward' ? (['consumed', 'produced'] as const) : (['produced', 'consumed'] as const)
  const found: Link[] = []
  for (let first = 0; first < lots.length; first += GROUP) {
    const rows = await db
      .select({
        transactionId: here.transactionId,
        here: { sku: here.sku, lot: here.lot, quantity: here.quantity },
        there: { sku: there.sku, lot: there.lot, quantity: there.quantity },
      })
      .from(here)
      .innerJoin(there, and(eq(there.transactionId, here.transactionId), eq(there.side, other)))
      .where(and(eq(here.side, side), anyOf(here, lots.slice(first, first + GROUP))))
    for (const row of rows)
      found.push(
        direction === 'forward'
          ? { transactionId: row.transactionId, from: row.here, into: row.there }
          : { transactionId: row.transactionId, from: row.there, into: row.here },
      )
  }
  return found
}

/** Lots grouped by item: `(sku = ? and lot in (…)) or …`. */
function anyOf(
  columns: { sku: never; lot: never } | { sku: unknown; lot: unknown },
  lots: readonly LotName[],
): SQL | undefined {
  const bySku = new Map<string, string[]>()
  for (const { sku, lot } of lots) bySku.set(sku, [...(bySku.get(sku) ?? []), lot])
  const { sku: skuColumn, lot: lotColumn } = columns as { sku: never; lot: never }
  return or(...[...bySku].map(([sku, names]) => and(eq(skuColumn, sku), inArray(lotColumn, names))))
}
