/** A 180 announces goods that come back: they are expected at the dock, once for each reference. */
import { and, eq } from 'drizzle-orm'
import type { Caller } from '../../../auth/callers.ts'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { linesOfReturn } from '../../../returns/cases.ts'
import { endReturn } from '../../../returns/end-return.ts'
import { expectReturn } from '../../../returns/expect.ts'
import type { ProductId } from '../product-ids.ts'
import type { ReturnAuthorisation } from '../return-authorisation.ts'
import type { Took } from './apply.ts'
import type { Scene } from './partner.ts'
import { listingsOf, meantBy } from './standing.ts'
import { unknownPurpose } from './take-order.ts'

/** BGN01 */
const CANCELS = '01'
const ANNOUNCES: ReadonlySet<string> = new Set(['00', '06', '07', '11', '13', '15'])

/** Longer ones are cut: the document has them whole. */
const REASON_CHARACTERS = 200

export async function takeReturn(tx: Tx, scene: Scene, document: ReturnAuthorisation): Promise<Took> {
  const { row } = scene
  const { reference, order, purpose, number } = document
  const took = { number, ...(order === undefined ? {} : { externalId: order }) }
  if (purpose === CANCELS) return { ...took, ...(await callOff(tx, scene, reference)) }
  if (!ANNOUNCES.has(purpose)) throw unknownPurpose('BGN01', purpose)
  const { isNew, answer } = await expectReturn(tx, row.warehouse, callerOf(scene), {
    channel: row.channel,
    ...(order === undefined ? {} : { orderExternalId: order }),
    reference,
    ...(document.expectedOn === undefined ? {} : { expectedOn: document.expectedOn }),
    lines: await meantGoods(tx, scene, document.lines),
  })
  const said = isNew ? answer.warnings.join(' ') : 'This return had come before; nothing was changed.'
  return { ...took, ...(said === '' ? {} : { detail: said }) }
}

/** Whoever reads what was written down sees which connector wrote it. */
export const callerOf = ({ row }: Scene): Caller => ({
  kind: 'token',
  id: row.id,
  name: `connector ${row.id}`,
  roles: [],
})

interface Goods {
  ids: ProductId[]
  gtin?: string
  quantity: number
  unit: string
  reason: string
}

/** In base units of our items; throws a Problem that names what must be mapped first. */
export async function meantGoods(tx: Tx, { row, profile }: Scene, lines: readonly Goods[]) {
  const listed = await listingsOf(tx, row.id, lines, profile)
  return lines.map((line) => {
    const { listing, factor } = meantBy(line, listed, profile)
    const means = listing === null ? undefined : listed.get(listing)
    if (!means)
      throw new Problem(
        422,
        'listing-not-mapped',
        `${line.quantity} ${line.unit} of ${listing ?? 'an item without a name'} are named, and no item here is mapped to it. Map it.`,
      )
    return {
      sku: means.sku,
      quantity: line.quantity * factor * means.packQuantity,
      reason: line.reason.slice(0, REASON_CHARACTERS),
    }
  })
}

/** What has come already is seen to; no more of it is waited for. */
async function callOff(tx: Tx, { row }: Scene, reference: string): Promise<Pick<Took, 'detail'>> {
  const { returns } = tx.t
  const [known] = await tx.db
    .select()
    .from(returns)
    .where(and(eq(returns.channel, row.channel), eq(returns.reference, reference)))
  if (!known)
    throw new Problem(
      404,
      'return-unknown',
      `Return ${reference} is called off, and is not known here. Ignore this, or ask the partner.`,
    )
  if (known.endedAt !== null) return { detail: 'This return had been called off before.' }
  await endReturn(tx, row.warehouse, known.id, 'The partner has called it off.')
  const came = (await linesOfReturn(tx, known.id)).some(({ received }) => received > 0)
  return came ? { detail: 'Some of it had come back already.' } : {}
}
