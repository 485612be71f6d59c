/** Returns that are announced: what a customer is to send back, and what the floor may propose when it comes. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { CHARGEBACK_CATEGORIES, chargebackCategory } from '../../shared/rules/chargeback.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Caller } from '../auth/callers.ts'
import type { Chargeback } from '../db/tables/returns.ts'
import type { Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import type { OrderRow } from '../orders/named-order.ts'
import { Problem } from '../problem.ts'
import { addReturn, linesOfReturn, type ReturnRow, refreshReturn } from './cases.ts'
import { NO_CHARGEBACK, tellIfDue } from './chargebacks.ts'
import { orderNamed } from './order-of-return.ts'
import { outstanding, sentWithOrder } from './shipped.ts'

export const chargebackFacts = {
  reference: v.optional(field.name),
  category: v.optional(
    v.pipe(
      v.string('Give the category as text.'),
      v.transform(chargebackCategory),
      v.picklist(CHARGEBACK_CATEGORIES, `The category is one of ${CHARGEBACK_CATEGORIES.join(', ')}.`),
    ),
  ),
  code: v.optional(field.name),
  amount: v.optional(field.nonNegativeMoney),
  disputeBy: v.optional(field.date),
}

export const returnInput = v.object({
  channel: field.name,
  orderExternalId: v.optional(field.name),
  /** The RMA number, say: one return for each reference of a channel. */
  reference: v.optional(field.name),
  expectedOn: v.optional(field.date),
  note: v.optional(field.note),
  lines: v.pipe(
    v.array(v.object({ sku: field.sku, quantity: field.quantity, reason: field.reason })),
    v.minLength(1, 'A return has at least one line.'),
    v.maxLength(500),
  ),
  chargeback: v.optional(v.object(chargebackFacts)),
})
export type ReturnInput = v.InferOutput<typeof returnInput>

export interface Announced {
  isNew: boolean
  answer: {
    id: string
    state: ReturnRow['state']
    warnings: string[]
    lines: { sku: string; reason: string; expected: number; lots: { lot: string | null; quantity: number }[] }[]
  }
}

export async function expectReturn(tx: Tx, warehouse: string, caller: Caller, input: ReturnInput): Promise<Announced> {
  await requireChannel(tx, input.channel)
  await requireItems(tx, input)
  if (input.reference !== undefined) await tx.lock(`return-of ${input.channel} ${input.reference}`)
  const known = await announcedBefore(tx, warehouse, input)
  if (known) return { isNew: false, answer: await answerOf(tx, known, []) }
  const order = await orderNamed(tx, input)
  const scene = { tx, warehouse }
  const row = await beginReturn(scene, caller, input, order)
  const warnings =
    input.orderExternalId !== undefined && !order ? [`Order ${input.orderExternalId} is not known here.`] : []
  for (const line of linesBySku(input)) warnings.push(...(await addLine(scene, row, order, line)))
  const after = (await refreshReturn(scene, row.id))?.after ?? row
  await tellIfDue(scene, after)
  return { isNew: true, answer: await answerOf(tx, after, warnings) }
}

/** A new one; or the one that goods began which came before anybody had announced them, under this reference. */
async function beginReturn(
  scene: { tx: Tx; warehouse: string },
  caller: Caller,
  input: ReturnInput,
  order: OrderRow | undefined,
): Promise<ReturnRow> {
  const { tx, warehouse } = scene
  const { returns } = tx.t
  const chargeback = input.chargeback ? chargebackOf(input.chargeback) : null
  const { note = null, expectedOn = null, reference = null } = input
  const [begun] =
    reference === null
      ? []
      : await tx.db
          .select()
          .from(returns)
          .where(
            and(
              eq(returns.warehouse, warehouse),
              eq(returns.channel, input.channel),
              eq(returns.reference, reference),
              eq(returns.blind, true),
              ne(returns.state, 'closed'),
            ),
          )
          .orderBy(asc(returns.createdAt), asc(returns.id))
          .limit(1)
  if (begun) {
    const said = {
      blind: false,
      chargeback: chargeback ?? begun.chargeback,
      note: note ?? begun.note,
      expectedOn: expectedOn ?? begun.expectedOn,
      ...(begun.orderId === null && order
        ? { orderId: order.id, customer: { id: order.customer.id, name: order.customer.name } }
        : {}),
      orderExternalId: begun.orderExternalId ?? input.orderExternalId ?? null,
    }
    await tx.db.update(returns).set(said).where(eq(returns.id, begun.id))
    return { ...begun, ...said }
  }
  return addReturn(scene, {
    id: tx.newId(),
    channel: input.channel,
    orderId: order?.id ?? null,
    orderExternalId: input.orderExternalId ?? null,
    customer: order ? { id: order.customer.id, name: order.customer.name } : null,
    reference,
    blind: false,
    chargeback,
    note,
    expectedOn,
    by: caller.name,
  })
}

const chargebackOf = (facts: NonNullable<ReturnInput['chargeback']>): Chargeback => ({
  ...NO_CHARGEBACK,
  ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
})

async function requireChannel({ db, t: { channels } }: Tx, channel: string): Promise<void> {
  const [known] = await db.select({ channel: channels.channel }).from(channels).where(eq(channels.channel, channel))
  if (!known) throw new Problem(422, 'unknown-channel', `There is no channel ${channel}.`, { field: 'channel' })
}

async function requireItems({ db, t: { items } }: Tx, { lines }: ReturnInput): Promise<void> {
  const skus = [...new Set(lines.map(({ sku }) => sku))]
  const known = new Set(
    (await db.select({ sku: items.sku }).from(items).where(inArray(items.sku, skus))).map(({ sku }) => sku),
  )
  const index = lines.findIndex(({ sku }) => !known.has(sku))
  if (index !== -1)
    throw new Problem(422, 'unknown-sku', `There is no item ${lines[index]?.sku}.`, { field: `lines[${index}].sku` })
}

/** The same reference again is the same return, as long as it says the same. */
async function announcedBefore(tx: Tx, warehouse: string, input: ReturnInput): Promise<ReturnRow | undefined> {
  if (input.reference === undefined) return undefined
  const { returns } = tx.t
  const [row] = await tx.db
    .select()
    .from(returns)
    .where(and(eq(returns.channel, input.channel), eq(returns.reference, input.reference), eq(returns.blind, false)))
  if (!row) return undefined
  const lines = await linesOfReturn(tx, row.id)
  const said = linesBySku(input)
  const isSame =
    row.warehouse === warehouse &&
    [row.orderExternalId, undefined].includes(input.orderExternalId) &&
    said.every(({ sku, quantity }) => lines.some((line) => line.sku === sku && line.expected === quantity)) &&
    lines.filter(({ expected }) => expected > 0).length === said.length
  if (isSame) return row
  throw new Problem(
    409,
    'return-differs',
    `${input.channel} has announced ${input.reference} before, with other goods.`,
    {
      field: 'reference',
      id: row.id,
    },
  )
}

/** An item stands on one line, with the reason that was given first. */
function linesBySku({ lines }: ReturnInput): ReturnInput['lines'] {
  const bySku = new Map<string, ReturnInput['lines'][number]>()
  for (const line of lines) {
    const known = bySku.get(line.sku)
    bySku.set(line.sku, known ? { ...known, quantity: known.quantity + line.quantity } : line)
  }
  return [...bySku.values()]
}

/** Returns what is odd about it: a request for a return is taken all the same, for the goods will come. */
async function addLine(
  { tx, warehouse }: { tx: Tx; warehouse: string },
  { id }: ReturnRow,
  order: OrderRow | undefined,
  { sku, quantity, reason }: ReturnInput['lines'][number],
): Promise<string[]> {
  const sent = order ? await sentWithOrder(tx, order.id, sku) : []
  const lots = sent
    .map(({ lot, shipped, returned }) => ({ lot, quantity: shipped - returned }))
    .filter((one) => one.quantity > 0)
  const { returnLines } = tx.t
  const [line] = await tx.db
    .insert(returnLines)
    .values({ returnId: id, sku, reason, expected: quantity, received: 0, lots })
    .onConflictDoUpdate({ target: [returnLines.returnId, returnLines.sku], set: { reason, expected: quantity, lots } })
    .returning()
  if (line) emit(tx, 'returnLines', warehouse, line)
  if (!order) return []
  const left = Math.max(0, outstanding(sent))
  return quantity > left
    ? [`Order ${order.externalId} has ${left} of ${sku} that can come back; ${quantity} are announced.`]
    : []
}

async function answerOf(tx: Tx, { id, state }: ReturnRow, warnings: string[]): Promise<Announced['answer']> {
  const lines = (await linesOfReturn(tx, id)).map(({ sku, reason, expected, lots }) => ({
    sku,
    reason,
    expected,
    lots: lots.map(({ lot, quantity }) => ({ lot: lot === '' ? null : lot, quantity })),
  }))
  return { id, state, warnings, lines }
}
