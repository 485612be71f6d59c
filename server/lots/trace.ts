/** The whole way of one lot: from whom, what it was made from and into, where it is, and who has it. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { consignmentsOf } from './consignments.ts'
import { follow, type Link, type LotName, linkKey } from './genealogy.ts'
import { type LotRow, lotsNamed } from './read-lots.ts'
import { shipmentsOfLot } from './shipments-of-lot.ts'
import { type Source, sourcesOf } from './sources.ts'
import { graphOf } from './trace-graph.ts'
import { whereaboutsOf } from './whereabouts.ts'

export async function traceOf(reader: Reader, sku: string, number: string) {
  const name: LotName = { sku, lot: number }
  const backward = await follow(reader, [name], 'backward')
  const forward = await follow(reader, [name], 'forward')
  // Where lots were made in a circle, both ways meet the same link.
  const links = [...new Map([...backward.links, ...forward.links].map((link) => [linkKey(link), link])).values()]
  const known = await lotsNamed(reader, [...backward.lots, ...forward.lots])
  const lot = known.get(lotKey(sku, number))
  if (!lot) throw notFound(`lot ${number} of ${sku}`)
  const sources = await sourcesOf(reader, backward.lots, known)
  const consignments = await consignmentsOf(reader, forward.lots)
  const own = <Row extends LotName>(rows: readonly Row[]) => rows.filter((row) => row.sku === sku && row.lot === number)
  const received = own(sources)
  const whereabouts = (await whereaboutsOf(reader, [name])).get(lotKey(sku, number))
  if (!whereabouts) throw new Error('A lot that was asked for has no whereabouts.')
  const { onHand, places, inTransit, scrapped, adjusted } = whereabouts
  const steps = await stepsOf(reader, name, links)
  return {
    lot: { ...factsOf(lot), holds: await holdsOf(reader, name) },
    received: received.map(receiptAnswer),
    onHand: { quantity: onHand, places },
    inTransit,
    scrapped,
    adjusted: adjusted - sum(received.filter(({ imported }) => imported)),
    shipped: await shipmentsOfLot(reader, name, own(consignments)),
    returned: own(consignments).reduce((units, one) => units + one.returned, 0),
    ...steps,
    graph: graphOf({ known, sources, consignments, links }),
  }
}

const sum = (rows: readonly { quantity: number }[]): number => rows.reduce((units, { quantity }) => units + quantity, 0)

const factsOf = (lot: LotRow) => ({
  sku: lot.sku,
  lot: lot.lot,
  name: lot.name,
  supplier: lot.supplier,
  supplierLot: lot.supplierLot,
  tlcSource: lot.tlcSource,
  producedOn: lot.producedOn,
  expiresOn: lot.expiresOn,
  receivedAt: new Date(lot.receivedAt).toISOString(),
  confirmed: lot.confirmed,
  hold: lot.holdReason,
})

const receiptAnswer = (source: Source) => ({
  supplier: source.supplier,
  supplierLot: source.supplierLot,
  reference: source.reference,
  quantity: source.quantity,
  warehouse: source.warehouse,
  location: source.location,
  at: new Date(source.at).toISOString(),
  transaction: source.transaction,
})

/** Those in force first, then the newest. */
async function holdsOf({ db, t }: Reader, { sku, lot }: LotName) {
  const rows = await db
    .select()
    .from(t.holds)
    .where(and(eq(t.holds.sku, sku), eq(t.holds.lot, lot)))
    .orderBy(asc(t.holds.placedAt), asc(t.holds.id))
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return rows
    .reverse()
    .sort((a, b) => Number(a.liftedAt !== null) - Number(b.liftedAt !== null))
    .map(({ reason, source, by, placedAt, liftedAt, liftedBy, liftReason }) => ({
      reason,
      source,
      by,
      placedAt: instant(placedAt),
      liftedAt: instant(liftedAt),
      liftedBy,
      liftReason,
    }))
}

/** What went straight into the lot, and what was made straight from it. */
async function stepsOf({ db, t }: Reader, name: LotName, links: readonly Link[]) {
  const is = (one: LotName) => one.sku === name.sku && one.lot === name.lot
  const direct = links.filter(({ from, into }) => is(from) || is(into))
  const ids = [...new Set(direct.map(({ transactionId }) => transactionId))]
  const rows =
    ids.length === 0
      ? []
      : await db.select().from(t.transformations).where(inArray(t.transformations.transactionId, ids))
  const byId = new Map(rows.map((row) => [row.transactionId, row]))
  const step = ({ transactionId }: Link, { sku, lot, quantity }: Link['from']) => {
    const made = byId.get(transactionId)
    return {
      sku,
      lot,
      quantity,
      transaction: transactionId,
      kind: made?.kind ?? 'production',
      at: new Date(made?.occurredAt ?? 0).toISOString(),
    }
  }
  const inOrder = <Step extends { at: string }>(steps: Step[]) => steps.sort((a, b) => a.at.localeCompare(b.at))
  return {
    madeFrom: inOrder(direct.filter(({ into }) => is(into)).map((link) => step(link, link.from))),
    madeInto: inOrder(direct.filter(({ from }) => is(from)).map((link) => step(link, link.into))),
  }
}
