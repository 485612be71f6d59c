/** What the sample's channels take and what its work costs; its past is reckoned like anything that is shipped. */
import * as v from 'valibot'
import { captureCosts } from '../costing/capture.ts'
import { costInput, takeCost } from '../costing/costs.ts'
import { feesInput, putFees } from '../costing/fee-rules.ts'
import { labourSettings, putLabour } from '../costing/settings.ts'
import { putShortageCosts, shortageCosts } from '../costing/shortage-costs.ts'
import type { Work } from '../db/work.ts'
import type { DemoChannel } from './channels.ts'
import { DEMO_TIME_ZONE, DEMO_WAREHOUSE } from './warehouse.ts'

const LONG_AGO = '2020-01-01'

const FEES: Partial<Record<DemoChannel, unknown[]>> = {
  amazon: [
    { kind: 'commission', rate: 0.15, minimum: 30, per: 'unit', from: LONG_AGO },
    { kind: 'commission', category: 'TEA', rate: 0.08, minimum: 30, per: 'unit', from: LONG_AGO },
  ],
  shop: [{ kind: 'payment', rate: 0.029, amount: 30, from: LONG_AGO }],
}

/** A grocer takes back money for what it does not get. */
const MISSING: { channel: DemoChannel; cents: number } = { channel: 'greenfield', cents: 90 }

const usd = (amount: number) => ({ amount, currency: 'USD' })

/** Before anything has happened: from then on it is reckoned. */
export async function beginCosting(work: Work): Promise<void> {
  await captureCosts(work)
  await work.run([], async (tx) => {
    await putLabour(tx, v.parse(labourSettings, { wagePerHour: usd(2_150), packagingPerParcel: usd(48) }))
    for (const [channel, rules] of Object.entries(FEES)) await putFees(tx, channel, v.parse(feesInput, rules))
    await putShortageCosts(tx, MISSING.channel, v.parse(shortageCosts, { missing: usd(MISSING.cents) }))
  })
}

/** `today`: ISO date. */
export async function reckonPast(work: Work, today: string): Promise<void> {
  await captureCosts(work)
  const place = { code: DEMO_WAREHOUSE, currency: 'USD', timeZone: DEMO_TIME_ZONE }
  const period = { from: `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`, to: today }
  const spent = [
    { kind: 'advertising', channel: 'amazon', period, amount: usd(640), note: 'Sponsored products, oat bars' },
    { kind: 'advertising', channel: 'shop', period, amount: usd(210), note: 'Newsletter' },
  ]
  await work.run([], async (tx) => {
    for (const cost of spent) await takeCost(tx, place, 'demo', v.parse(costInput, cost))
  })
}
