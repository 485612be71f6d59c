/** An 860 changes an order that is known. Only the difference is carried out, and what has left stays shipped. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { emit } from '../../../feed/emit.ts'
import { isClosed } from '../../../orders/status.ts'
import { Problem } from '../../../problem.ts'
import type { LineChange, OrderChange } from '../order-change.ts'
import type { Took } from './apply.ts'
import type { DocumentRow, Scene } from './partner.ts'
import { externalIdOf, readStanding, type Standing, type StandingLine, withKey } from './standing.ts'
import { carryOut, takeWaitingChanges, unknownOrder, unknownPurpose } from './take-order.ts'

/** BCH01 */
const CANCELS = '01'
const REPLACES = '05'
const CHANGES: ReadonlySet<string> = new Set(['00', '04', REPLACES])

/** POC02: they ask for nothing of the line any more. */
const DELETES: ReadonlySet<string> = new Set(['DI', 'OA'])
const ADDS = 'AI'

export async function takeChange(tx: Tx, scene: Scene, document: DocumentRow, change: OrderChange): Promise<Took> {
  const { number, release } = change
  // Some partners name the release in changes of orders that have none.
  const names = [...new Set([externalIdOf({ number, ...(release === undefined ? {} : { release }) }), number])]
  for (const externalId of names) {
    const known = await readStanding(tx, scene.row.id, externalId)
    if (!known) continue
    const standing = changed(known.standing, change)
    const done = await carryOut(tx, scene, externalId, standing, document.id)
    await takeWaitingChanges(tx, scene.row.id, number, document.id)
    await followShipBy(tx, known.row.orderId, change.shipBy)
    return { externalId, number, ...done }
  }
  throw unknownOrder(number)
}

function changed(standing: Standing, change: OrderChange): Standing {
  const sequence = sequenceOf(change)
  if (change.purpose === CANCELS) return { ...standing, cancelled: true, ...by(sequence) }
  if (!CHANGES.has(change.purpose)) throw unknownPurpose('BCH01', change.purpose)
  const isReplaced = change.purpose === REPLACES && !isOlder(sequence, standing.changedBy)
  const kept = isReplaced ? standing.lines.map((line) => ({ ...line, quantity: 0, ...by(sequence) })) : standing.lines
  const lines = change.lines.reduce((before, one) => lineChanged(before, one, change.currency, sequence), [...kept])
  const { shipBy, shipNotBefore, deliverBy, cancelAfter } = change
  const dates = Object.entries({ shipBy, shipNotBefore, deliverBy, cancelAfter }).filter(
    ([, date]) => date !== undefined,
  )
  return {
    ...standing,
    order: { ...standing.order, ...Object.fromEntries(dates) },
    lines,
    ...(isReplaced ? by(sequence) : {}),
  }
}

/** BCH05 counts the changes of an order; where it does not, the one that comes later counts. */
const sequenceOf = ({ sequence }: OrderChange): number | undefined =>
  sequence !== undefined && /^\d{1,8}$/.test(sequence) ? Number(sequence) : undefined

const by = (sequence: number | undefined) => (sequence === undefined ? {} : { changedBy: sequence })

const isOlder = (sequence: number | undefined, than: number | undefined): boolean =>
  sequence !== undefined && than !== undefined && sequence < than

function lineChanged(
  lines: StandingLine[],
  change: LineChange,
  currency: string,
  sequence: number | undefined,
): StandingLine[] {
  const at = placeOf(lines, change)
  const line = lines[at]
  if (!line) {
    if (change.change === ADDS) return [...lines, added(change, lines, sequence)]
    throw new Problem(
      422,
      'line-unknown',
      `The change names line ${change.line}, which the order does not have. Ask the partner which line it means.`,
    )
  }
  if (isOlder(sequence, line.changedBy)) return lines
  if (change.unit !== undefined && change.quantity !== undefined && change.unit !== line.unit)
    throw new Problem(
      422,
      'unit-differs',
      `Line ${line.line} was ordered in ${line.unit}, and is changed in ${change.unit}. Ask the partner to change it in ${line.unit}.`,
    )
  const { unitPrice } = change
  const isPriced = unitPrice?.currency === currency
  const quantity = DELETES.has(change.change) ? 0 : (change.quantity ?? line.quantity)
  const stores = quantity === line.quantity ? line.stores : []
  const next = { ...line, quantity, stores, ...(unitPrice && isPriced ? { unitPrice } : {}), ...by(sequence) }
  return lines.map((one, index) => (index === at ? next : one))
}

/** By its number; by what it names, where the partner numbers changes and not lines. */
function placeOf(lines: readonly StandingLine[], { line, ids, change }: LineChange): number {
  const names = (one: StandingLine) =>
    ids.some(({ qualifier, id }) => one.ids.some((own) => own.qualifier === qualifier && own.id === id))
  const named = lines.flatMap((one, index) => (one.line === line ? [index] : []))
  const exact =
    named.find((index) => ids.length === 0 || names(lines[index] as StandingLine)) ??
    (change === ADDS ? undefined : named[0])
  if (exact !== undefined) return exact
  const same = lines.flatMap((one, index) => (names(one) ? [index] : []))
  return change !== ADDS && same.length === 1 ? (same[0] ?? -1) : -1
}

function added(change: LineChange, lines: readonly StandingLine[], sequence: number | undefined): StandingLine {
  const { line, ids, sku, gtin, quantity = 0, unit = 'EA', unitPrice, references, dates } = change
  const made = withKey(
    {
      line,
      ids,
      ...(sku === undefined ? {} : { sku }),
      ...(gtin === undefined ? {} : { gtin }),
      quantity,
      unit,
      ...(unitPrice ? { unitPrice } : {}),
      stores: [],
      references,
      dates,
      parties: [],
    },
    lines,
  )
  return { ...made, ...by(sequence) }
}

/** What is to leave sooner is promised and picked in another order. */
async function followShipBy(tx: Tx, orderId: string | null, shipBy: string | undefined): Promise<void> {
  if (orderId === null || shipBy === undefined) return
  const { orders } = tx.t
  const [order] = await tx.db.select().from(orders).where(eq(orders.id, orderId))
  if (!order || order.shipBy === shipBy || isClosed(order.status)) return
  await tx.db.update(orders).set({ shipBy }).where(eq(orders.id, orderId))
  emit(tx, 'orders', order.warehouse, { ...order, shipBy })
}
