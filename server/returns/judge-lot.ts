/** A lot that comes back more often than others may be a bad one: somebody is told, and can hold it. */
import { and, eq, gt, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { judgeRate, type LotReturns } from '../../shared/rules/return-rate.ts'
import { type ReturnSettings, speaksAgainstGoods } from '../../shared/rules/return-settings.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { raiseState, type Scene } from '../ledger/scene.ts'
import { cameOfKnown } from './not-archived.ts'
import { readReturnSettings } from './settings.ts'

interface Judged {
  sku: string
  lot: string
  reason: string
}

export async function judgeLot(scene: Scene, { sku, lot, reason }: Judged): Promise<void> {
  const settings = await readReturnSettings(scene.tx)
  if (!speaksAgainstGoods(settings, reason)) return
  // What is on hold is not sold: nobody needs to be told to hold it.
  if ((await scene.ground.lot(sku, lot))?.holdReason != null) return
  const figures = await returnsOfLot(scene.tx, settings, sku, lot)
  const { rate, expectedRate, standsOut } = judgeRate(figures, settings.quality)
  if (!standsOut) return
  await raiseState(scene, {
    type: 'quality-suspect',
    subject: lotKey(sku, lot),
    detail: `${figures.returned} of ${figures.shipped} units of lot ${lot} of ${sku} came back for a fault (${percent(rate)}) in ${figures.returns} ${figures.returns === 1 ? 'return' : 'returns'}; ${percent(expectedRate)} are expected. Hold the lot and look at it.`,
    sku,
    lot,
  })
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** In every warehouse: a lot belongs to the company. */
export async function returnsOfLot(
  reader: Reader,
  settings: ReturnSettings,
  sku: string,
  lot: string,
): Promise<LotReturns> {
  const { db, t } = reader
  const { consigned, returnedGoods } = t
  const harmless = settings.reasons.filter(({ quality }) => !quality).map(({ code }) => code)
  const sum = (units: SQL) => sql<number>`coalesce(sum(${units}), 0)`.mapWith(Number)
  const ownLot = (units: SQL, is: SQL | undefined) => sum(sql`case when ${is} then ${units} else 0 end`)
  const [sent] = await db
    .select({
      own: ownLot(sql`${consigned.shipped}`, eq(consigned.lot, lot)),
      others: ownLot(sql`${consigned.shipped}`, and(ne(consigned.lot, lot), ne(consigned.lot, ''))),
    })
    .from(consigned)
    .where(eq(consigned.sku, sku))
  const units = sql`${returnedGoods.quantity}`
  const [came] = await db
    .select({
      own: ownLot(units, eq(returnedGoods.lot, lot)),
      returns:
        sql<number>`count(distinct case when ${eq(returnedGoods.lot, lot)} then ${returnedGoods.returnId} end)`.mapWith(
          Number,
        ),
      others: ownLot(units, and(ne(returnedGoods.lot, lot), ne(returnedGoods.lot, ''))),
    })
    .from(returnedGoods)
    .where(
      and(
        eq(returnedGoods.sku, sku),
        gt(returnedGoods.quantity, 0),
        await cameOfKnown(reader),
        harmless.length === 0 ? undefined : notInArray(returnedGoods.reason, harmless),
      ),
    )
  return {
    shipped: sent?.own ?? 0,
    returned: came?.own ?? 0,
    returns: came?.returns ?? 0,
    othersShipped: sent?.others ?? 0,
    othersReturned: came?.others ?? 0,
  }
}
