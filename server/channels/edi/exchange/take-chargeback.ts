/**
 * An 812 says that money goes one way or the other. A debit is a chargeback: it stands against a return of its order, so that
 * the same evidence answers it. It announces no goods: a return that it begins waits for none.
 */
import { and, desc, eq } from 'drizzle-orm'
import { plainMoney } from '../../../../shared/rules/money.ts'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { endReturn } from '../../../returns/end-return.ts'
import { expectReturn } from '../../../returns/expect.ts'
import { giveDocuments } from '../../../returns/give-documents.ts'
import type { ChargebackDocument } from '../chargeback.ts'
import type { Took } from './apply.ts'
import type { Scene } from './partner.ts'
import { callerOf, meantGoods } from './take-return.ts'

export async function takeChargeback(tx: Tx, scene: Scene, document: ChargebackDocument): Promise<Took> {
  const { number, direction, amount, order } = document
  const took = { number, ...(order === undefined ? {} : { externalId: order }) }
  if (direction === 'credit')
    return {
      ...took,
      detail: `A credit of ${plainMoney(amount)} ${amount.currency} to us: there is nothing to dispute.`,
    }
  const known = await returnOf(tx, scene, document)
  if (known === 'charged') return { ...took, detail: 'This chargeback had come before; nothing was changed.' }
  if (known !== undefined) await giveDocuments(tx, scene.row.warehouse, known, { chargeback: factsOf(document) })
  else await beginCase(tx, scene, document)
  return took
}

const factsOf = ({ number, category, reason, amount, disputeBy }: ChargebackDocument) => ({
  reference: number,
  category,
  ...(reason === undefined ? {} : { code: reason }),
  amount,
  ...(disputeBy === undefined ? {} : { disputeBy }),
})

/** The newest return of its order that no chargeback stands against. */
async function returnOf(
  tx: Tx,
  { row }: Scene,
  { number, order }: ChargebackDocument,
): Promise<string | 'charged' | undefined> {
  const { returns } = tx.t
  const [own] = await tx.db
    .select({ id: returns.id })
    .from(returns)
    .where(and(eq(returns.channel, row.channel), eq(returns.reference, number)))
  if (own) return 'charged'
  if (order === undefined) return undefined
  const rows = await tx.db
    .select({ id: returns.id, chargeback: returns.chargeback })
    .from(returns)
    .where(
      and(eq(returns.channel, row.channel), eq(returns.orderExternalId, order), eq(returns.warehouse, row.warehouse)),
    )
    .orderBy(desc(returns.createdAt), desc(returns.id))
  if (rows.some(({ chargeback }) => chargeback?.reference === number)) return 'charged'
  return rows.find(({ chargeback }) => chargeback === null)?.id
}

async function beginCase(tx: Tx, scene: Scene, document: ChargebackDocument): Promise<void> {
  const { row } = scene
  const { number, order, category } = document
  const { answer } = await expectReturn(tx, row.warehouse, callerOf(scene), {
    channel: row.channel,
    ...(order === undefined ? {} : { orderExternalId: order }),
    reference: number,
    note: `Chargeback ${number} by EDI, for ${category}.`,
    lines: await goodsOf(tx, scene, document),
    chargeback: factsOf(document),
  })
  await endReturn(tx, row.warehouse, answer.id, 'A chargeback announces no goods.')
}

/** What it names; else what its order was for. */
async function goodsOf(tx: Tx, scene: Scene, { number, order, lines, category }: ChargebackDocument) {
  const reason = `Chargeback ${number}: ${category}`
  const named = lines.filter(({ ids, quantity }) => ids.length > 0 && (quantity ?? 0) > 0)
  if (named.length > 0)
    return meantGoods(
      tx,
      scene,
      named.map(({ quantity = 0, unit = scene.profile.unit, ...line }) => ({ ...line, quantity, unit, reason })),
    )
  const { orders, orderLines } = tx.t
  const ordered =
    order === undefined
      ? []
      : await tx.db
          .select({ sku: orderLines.sku, quantity: orderLines.quantity })
          .from(orderLines)
          .innerJoin(orders, eq(orders.id, orderLines.orderId))
          .where(and(eq(orders.channel, scene.row.channel), eq(orders.externalId, order)))
          .orderBy(orderLines.position)
          .limit(MOST_LINES)
  if (ordered.length > 0) return ordered.map((line) => ({ ...line, reason }))
  throw new Problem(
    422,
    'chargeback-without-goods',
    `Chargeback ${number} names no item, and ${order === undefined ? 'no order' : `order ${order} is not known here`}. Announce its return by hand, with the chargeback.`,
  )
}

/** Of a return. */
const MOST_LINES = 500
