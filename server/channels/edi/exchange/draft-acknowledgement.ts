/** The 855 of an order, from what stands: what is promised is accepted, what waits for stock is backordered, the rest rejected. */
import type { Tx } from '../../../db/work.ts'
import { type AcknowledgedLine, draftAcknowledgement, type LineAnswer } from '../acknowledgement.ts'
import type { Drafted } from '../draft.ts'
import type { PartnerProfile } from '../profile.ts'
import type { Fault } from '../x12/fault.ts'
import { toldIn } from './measure.ts'
import type { DocumentRow, Scene } from './partner.ts'
import { troubleOf } from './take-order.ts'
import { notWhole, type ToldLine, toldOrder } from './told-order.ts'

/** Until somebody has mapped the item, or said that it stays so, nobody can say whether it will be shipped. */
const WAITS_FOR: ReadonlySet<string> = new Set(['listing-not-mapped', 'order-number-taken'])

export async function orderAnswer(
  tx: Tx,
  scene: Scene,
  document: DocumentRow,
  today: string,
): Promise<Drafted | 'waits'> {
  const externalId = document.externalId ?? ''
  const trouble = await troubleOf(tx, scene.row.id, externalId)
  if (trouble && WAITS_FOR.has(trouble.code)) return 'waits'
  const told = await toldOrder(tx, scene, externalId)
  if (!told) return { ok: false, faults: [] }
  const { standing, order, lines } = told
  const { number, release, date, currency } = standing.order
  const answered = lines
    .filter(({ asked }) => asked !== undefined)
    .map((line) => lineOf(line, order?.shipBy ?? null, standing.cancelled))
  const faults = answered.flatMap((one) => ('fault' in one ? [one.fault] : []))
  if (faults.length > 0) return { ok: false, faults }
  return draftAcknowledgement(
    {
      number,
      ...(release === undefined ? {} : { release }),
      orderDate: date,
      date: today,
      currency,
      lines: answered.flatMap((one) => ('fault' in one ? [] : [one])),
    },
    scene.profile satisfies PartnerProfile,
  )
}

function lineOf(told: ToldLine, shipBy: string | null, isCancelled: boolean): AcknowledgedLine | { fault: Fault } {
  const { line, item, description, measure, asked, price, ours } = told
  const { ordered } = measure
  const quantity = asked?.quantity ?? 0
  const base = quantity * ordered.base
  const open = ours ? ours.committed + ours.allocated + ours.picked + ours.shipped : 0
  const accepted = Math.min(base, open)
  const backordered = Math.min(base - accepted, (ours?.backordered ?? 0) + (ours?.planned ?? 0))
  const rejected = base - accepted - backordered
  const unit = toldIn(measure, [base, accepted, backordered, rejected])
  if (!unit) return { fault: notWhole('ACK', line, accepted, measure) }
  const isOrdered = unit.base === ordered.base
  const answers = answersOf(
    { accepted: accepted / unit.base, backordered: backordered / unit.base, rejected: rejected / unit.base },
    shipBy,
    isCancelled,
  )
  return {
    line,
    quantity: base / unit.base,
    unit: isOrdered ? ordered.unit : unit.unit,
    ...(price && isOrdered ? { unitPrice: price } : {}),
    item,
    ...(description === undefined ? {} : { description }),
    answers,
  }
}

function answersOf(
  parts: { accepted: number; backordered: number; rejected: number },
  shipBy: string | null,
  isCancelled: boolean,
): LineAnswer[] {
  const day = shipBy?.slice(0, 10)
  const on = day === undefined ? {} : { shipOn: day }
  const answers: LineAnswer[] = [
    { status: 'accepted', quantity: parts.accepted, ...on },
    { status: 'backordered', quantity: parts.backordered },
    { status: isCancelled ? 'deleted' : 'rejected', quantity: parts.rejected },
  ]
  const said = answers.filter(({ quantity }) => quantity > 0)
  // Nothing is wanted of it any more.
  return said.length > 0 ? said : [{ status: 'deleted', quantity: 0 }]
}
