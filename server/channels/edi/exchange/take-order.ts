/** An 850 becomes an order here, once for each number that the partner gives; its purpose says what it does to one that is known. */
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { applyOrder } from '../../intake/apply-order.ts'
import type { PurchaseOrder } from '../order.ts'
import type { Took } from './apply.ts'
import { cause } from './outgoing-row.ts'
import type { DocumentRow, Scene } from './partner.ts'
import {
  externalIdOf,
  hashOf,
  platformOrderOf,
  readStanding,
  replacing,
  type Standing,
  standingOf,
} from './standing.ts'

/** BEG01 */
const CANCELS = '01'
const REPLACES = '05'
/** Original, confirmation, duplicate, resubmission: they ask for the same, known or not. */
const ASKS: ReadonlySet<string> = new Set(['00', '06', '07', '15'])

export async function takeOrder(tx: Tx, scene: Scene, document: DocumentRow, order: PurchaseOrder): Promise<Took> {
  const externalId = externalIdOf(order)
  const known = await readStanding(tx, scene.row.id, externalId)
  const took = { externalId, number: order.number }
  if (order.purpose === CANCELS) {
    if (!known) throw unknownOrder(externalId)
    return { ...took, ...(await carryOut(tx, scene, externalId, { ...known.standing, cancelled: true }, document.id)) }
  }
  if (order.purpose === REPLACES && known) {
    const lines = replacing(known.standing.lines, order.lines)
    const standing = { ...standingOf(order), lines, hash: known.standing.hash }
    return { ...took, ...(await carryOut(tx, scene, externalId, standing, document.id)) }
  }
  if (order.purpose !== REPLACES && !ASKS.has(order.purpose)) throw unknownPurpose('BEG01', order.purpose)
  if (known) return { ...took, detail: repeated(known.standing, order, externalId) }
  const standing = standingOf(order)
  const done = await carryOut(tx, scene, externalId, standing, null)
  await takeWaitingChanges(tx, scene.row.id, order.number)
  const unpriced = order.lines.filter(({ unitPrice }) => unitPrice === undefined).map(({ line }) => line)
  const note = unpriced.length === 0 ? {} : { detail: `No price stands on line ${unpriced.join(', ')}.` }
  return { ...took, ...note, ...done }
}

export const unknownOrder = (externalId: string): Problem =>
  new Problem(
    404,
    'order-unknown',
    `Order ${externalId} of this partner is not known here. It is followed by itself as soon as the order comes.`,
  )

export const unknownPurpose = (element: string, purpose: string): Problem =>
  new Problem(
    422,
    'purpose-unknown',
    `${element} is ${purpose}, which is not followed here. Ask the partner what it wants.`,
  )

function repeated({ hash }: Standing, order: PurchaseOrder, externalId: string): string {
  if (hash === hashOf(order)) return 'This order had come before; nothing was changed.'
  throw new Problem(
    409,
    'order-differs',
    `Order ${externalId} came before and asked for something else. Ask the partner which is right: a change comes as an 860, or as an 850 whose BEG01 is 05.`,
  )
}

/** What the order is from now on, followed here. `changedBy`: the document that changes it; null: it is new. */
export async function carryOut(
  tx: Tx,
  scene: Scene,
  externalId: string,
  standing: Standing,
  changedBy: string | null,
): Promise<Pick<Took, 'detail'>> {
  const { row, profile } = scene
  const { orders } = profile
  const known = await readStanding(tx, row.id, externalId)
  const changedAt = Math.max(tx.now, known?.row.changedAt ?? 0)
  await applyOrder(tx, row, await platformOrderOf(tx, scene, externalId, standing, changedAt))
  if (changedBy === null ? orders.acknowledged : orders.changesAcknowledged)
    await cause(tx, row.id, {
      set: '855',
      cause: changedBy === null ? `order ${externalId}` : `change ${changedBy}`,
      number: standing.order.number,
      externalId,
      content: { of: 'order', change: changedBy !== null },
    })
  const trouble = await troubleOf(tx, row.id, externalId)
  return trouble === undefined ? {} : { detail: trouble.detail }
}

/** What of the order could not be followed: it is a failure of the order, beside its document. */
export async function troubleOf(
  { db, t: { channelFailures: f } }: Pick<Tx, 'db' | 't'>,
  connectorId: string,
  externalId: string,
) {
  const [row] = await db
    .select({ code: f.code, detail: f.detail })
    .from(f)
    .where(and(eq(f.connectorId, connectorId), eq(f.about, 'order'), eq(f.subject, externalId), isNull(f.endedAt)))
  return row
}

/** Changes that came before the order, or before the change that they go on from. */
export async function takeWaitingChanges(tx: Tx, connectorId: string, number: string, but?: string): Promise<void> {
  const { ediDocuments: d } = tx.t
  await tx.db
    .update(d)
    .set({ state: 'received' })
    .where(
      and(
        eq(d.connectorId, connectorId),
        eq(d.direction, 'in'),
        eq(d.state, 'failed'),
        eq(d.number, number),
        eq(d.set, '860'),
        but === undefined ? undefined : ne(d.id, but),
      ),
    )
}
