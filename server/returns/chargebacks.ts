/** Chargebacks against returns: what is known of them, how they were answered, and which must be answered soon. */

import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { ChargebackState } from '../../shared/rules/chargeback.ts'
import { plainMoney } from '../../shared/rules/money.ts'
import { daysLater, todayIn } from '../availability/local-date.ts'
import type { Chargeback } from '../db/tables/returns.ts'
import type { Reader, Work } from '../db/work.ts'
import { closeException, openException } from '../exceptions/open.ts'
import { notFound, Problem } from '../problem.ts'
import { goodsOfReturn, type InWarehouse, type ReturnRow, readReturn } from './cases.ts'
import { readReturnSettings } from './settings.ts'

export const NO_CHARGEBACK: Chargeback = {
  reference: null,
  category: null,
  code: null,
  amount: null,
  disputeBy: null,
  state: 'open',
}

/** Of this warehouse; throws a Problem where there is none. */
export async function requireReturn({ tx, warehouse }: InWarehouse, id: string): Promise<ReturnRow> {
  await tx.lock(`return ${id}`)
  const row = await readReturn(tx, id)
  if (row?.warehouse !== warehouse) throw notFound(`return ${id}`)
  return row
}

export async function setChargebackState(scene: InWarehouse, id: string, state: ChargebackState): Promise<void> {
  const row = await requireReturn(scene, id)
  if (row.chargeback === null) throw new Problem(409, 'no-chargeback', 'No chargeback stands against this return.')
  await saveChargeback(scene, row, { ...row.chargeback, state })
}

export async function saveChargeback(scene: InWarehouse, row: ReturnRow, chargeback: Chargeback): Promise<void> {
  const { returns } = scene.tx.t
  await scene.tx.db.update(returns).set({ chargeback }).where(eq(returns.id, row.id))
  await tellIfDue(scene, { ...row, chargeback })
}

/** Opens the exception when its last day is near and nobody has answered; closes it when somebody has. */
export async function tellIfDue(scene: InWarehouse, row: ReturnRow): Promise<void> {
  const { tx, warehouse } = scene
  const { chargeback } = row
  if (chargeback === null) return
  if (chargeback.state !== 'open')
    return closeException(tx, warehouse, 'chargeback-due', row.id, `It is ${chargeback.state}.`)
  const { disputeDays } = await readReturnSettings(tx)
  const today = await todayIn(tx, warehouse, tx.now)
  if (!isDue(chargeback, daysLater(today, disputeDays)))
    return closeException(tx, warehouse, 'chargeback-due', row.id, 'It need not be answered yet.')
  const goods = (await goodsOfReturn(tx, row.id))[0]
  await openException(tx, warehouse, {
    type: 'chargeback-due',
    subject: row.id,
    detail: dueWords(row, chargeback, today),
    sku: goods?.sku,
    lot: goods?.lot,
    orderId: row.orderId ?? undefined,
  })
}

function dueWords(row: ReturnRow, { reference, disputeBy, amount }: Chargeback, today: string): string {
  const name = reference ?? row.reference ?? row.orderExternalId ?? row.id
  const worth = amount === null ? '' : ` over ${plainMoney(amount)} ${amount.currency}`
  const missing = row.documents === 'missing' ? ' Its documents are not complete.' : ''
  const when = (disputeBy ?? '') < today ? `could be disputed until ${disputeBy}` : `can be disputed until ${disputeBy}`
  return `Chargeback ${name} of ${row.channel}${worth} ${when}.${missing}`
}

/** Nobody has answered it, and its last day is not after `last`. */
const isDue = (chargeback: Chargeback | null, last: string): boolean =>
  chargeback?.state === 'open' && chargeback.disputeBy !== null && chargeback.disputeBy <= last

/** By the clock: those whose last day has come near since somebody last looked. */
export async function tellDueChargebacks(work: Work, warehouse: string, now: number): Promise<void> {
  const due = await work.read((reader) => untoldAndDue(reader, warehouse, now))
  for (const id of due)
    await work.run([], async (tx) => {
      const scene = { tx, warehouse }
      await tellIfDue(scene, await requireReturn(scene, id))
    })
}

async function untoldAndDue(reader: Reader, warehouse: string, now: number): Promise<string[]> {
  const { db, t } = reader
  const { returns, exceptions } = t
  const rows = await db
    .select({ id: returns.id, chargeback: returns.chargeback, told: exceptions.id })
    .from(returns)
    .leftJoin(
      exceptions,
      and(
        eq(exceptions.warehouse, warehouse),
        eq(exceptions.type, 'chargeback-due'),
        eq(exceptions.subject, returns.id),
        sql`${exceptions.state} = 'open'`,
      ),
    )
    .where(and(eq(returns.warehouse, warehouse), isNotNull(returns.chargeback)))
    .orderBy(asc(returns.id))
  const last = daysLater(await todayIn(reader, warehouse, now), (await readReturnSettings(reader)).disputeDays)
  return rows.filter(({ chargeback, told }) => told === null && isDue(chargeback, last)).map(({ id }) => id)
}
