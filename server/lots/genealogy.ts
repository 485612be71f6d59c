/** Follows lots through transformations: forward to what they became, backward to what went into them. */
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
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

export const linkKey = ({ transactionId, from, into }: Link): string =>
  [transactionId, lotKey(from.sku, from.lot), lotKey(into.sku, into.lot)].join('\n')

/** The lines of every transformation that has one of the lots on this side: two lines of one lot count as one. */
async function linksOf(
  { db, t }: Pick<Reader, 'db' | 't'>,
  lots: readonly LotName[],
  direction: Direction,
): Promise<Link[]> {
  const { transformationLines: lines } = t
  const side = direction === 'forward' ? 'consumed' : 'produced'
  const links: Link[] = []
  for (let first = 0; first < lots.length; first += GROUP) {
    const asked = lots.slice(first, first + GROUP)
    const theirs = db
      .select({ transactionId: lines.transactionId })
      .from(lines)
      .where(and(eq(lines.side, side), anyOf(lines, asked)))
    const rows = await db
      .select({
        transactionId: lines.transactionId,
        side: lines.side,
        sku: lines.sku,
        lot: lines.lot,
        quantity: sql<number>`sum(${lines.quantity})`.mapWith(Number),
      })
      .from(lines)
      .where(inArray(lines.transactionId, theirs))
      .groupBy(lines.transactionId, lines.side, lines.sku, lines.lot)
    links.push(...linked(rows, direction, new Set(asked.map(({ sku, lot }) => lotKey(sku, lot)))))
  }
  return links
}

interface Line extends LotName {
  transactionId: string
  side: 'consumed' | 'produced'
  quantity: number
}

/** Each of the asked lots with each on the other side of its transformation. */
function linked(lines: readonly Line[], direction: Direction, asked: ReadonlySet<string>): Link[] {
  const byTransaction = grouped(lines, ({ transactionId }) => transactionId)
  const isAsked = ({ sku, lot }: LotName) => asked.has(lotKey(sku, lot))
  return [...byTransaction].flatMap(([transactionId, all]) => {
    const [consumed, produced] = (['consumed', 'produced'] as const).map((side) =>
      all.filter((line) => line.side === side).map(({ sku, lot, quantity }) => ({ sku, lot, quantity })),
    ) as [Link['from'][], Link['into'][]]
    return consumed.flatMap((from) =>
      produced
        .filter((into) => isAsked(direction === 'forward' ? from : into))
        .map((into) => ({ transactionId, from, into })),
    )
  })
}

/** Lots grouped by item: `(sku = ? and lot in (…)) or …`. */
function anyOf(columns: Schema['transformationLines'], lots: readonly LotName[]): SQL | undefined {
  const bySku = grouped(lots, ({ sku }) => sku)
  return or(
    ...[...bySku].map(([sku, named]) =>
      and(
        eq(columns.sku, sku),
        inArray(
          columns.lot,
          named.map(({ lot }) => lot),
        ),
      ),
    ),
  )
}
