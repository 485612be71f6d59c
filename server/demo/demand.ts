/** What the sample maker's channels asked for in the past, and how long its suppliers took: what replenishment is planned from. */

import { NO_POLICY } from '../../shared/rules/replenishment/policy.ts'
import type { Tx, Work } from '../db/work.ts'
import { addEvent } from '../replenishment/events.ts'
import { putPolicy } from '../replenishment/settings.ts'
import { CATALOGUE, UNEVEN_SKU } from './catalogue.ts'
import type { DemoChannel } from './channels.ts'
import { daysAfter } from './dates.ts'
import { type Dice, throwDice } from './dice.ts'
import type { OpeningStock } from './stock.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const SEED = 20_250_217
const DAYS = 400
/** Every so many items of the catalogue has a history, packaging left out; the others are new. */
const EVERY = 2
const ROWS_A_STATEMENT = 500
const DAY_MS = 86_400_000

/** A sale of a week on one channel, some time ago; another is to come. */
const SALE = { name: 'Pantry week', channel: 'amazon', ago: 60, days: 7, times: 3, inDays: 4 }

interface Asking {
  channel: DemoChannel
  /** Of what the item sells. */
  part: number
  asks: (mean: number, weekday: number, dice: Dice) => number
}

/** How each channel asks for an item. */
const CHANNELS: readonly Asking[] = [
  // On its own days, the same amount give or take.
  {
    channel: 'greenfield',
    part: 0.45,
    asks: (mean, weekday, dice) => (weekday % 3 === 1 ? spread(mean * 3.5, 0.12, dice) : 0),
  },
  { channel: 'shop', part: 0.25, asks: (mean, weekday, dice) => spread(mean * (weekday >= 5 ? 1.5 : 0.8), 0.9, dice) },
  { channel: 'amazon', part: 0.2, asks: (mean, _, dice) => spread(mean, 0.5, dice) },
  // Seldom, and then by the pallet.
  {
    channel: 'wholesale',
    part: 0.1,
    asks: (mean, _, dice) => (dice.whole(1, 18) === 1 ? spread(mean * 18, 0.6, dice) : 0),
  },
]

/** Its own dice: the others fall as they fell before. */
const UNEVEN = {
  seed: 10,
  perDay: 30,
  channels: [
    { channel: 'greenfield', part: 0.6, asks: (mean, _, dice) => spread(mean, 0.12, dice) },
    // Little on most days; then a picture of it goes round.
    {
      channel: 'shop',
      part: 0.4,
      asks: (mean, _, dice) => spread(dice.whole(1, 7) === 1 ? mean * 5 : mean / 3, 0.4, dice),
    },
  ] satisfies Asking[],
}

const spread = (mean: number, part: number, dice: Dice): number =>
  Math.max(0, Math.round(mean * (1 + (part * dice.whole(-100, 100)) / 100)))

/** The days that suppliers took, from order to dock. */
const LEAD_TIMES: readonly { supplier: string; days: readonly number[] }[] = [
  { supplier: 'Prairie Mill Foods', days: [9, 10, 10, 11, 10, 12, 9, 10] },
  { supplier: 'Lakeside Co-Packing', days: [6, 7, 14, 7, 9, 21, 8, 7] },
  { supplier: 'Northern Pantry', days: [7, 8, 7, 7] },
]

export async function rememberDemand(work: Work, now: number, today: string, { stock }: OpeningStock): Promise<void> {
  const dice = throwDice(SEED)
  const onHand = new Map<string, number>()
  for (const { sku, quantity } of stock) onHand.set(sku, (onHand.get(sku) ?? 0) + quantity)
  const items = CATALOGUE.filter(({ sku }, nth) => sku === UNEVEN_SKU || (nth % EVERY === 0 && !sku.startsWith('PKG')))
  const rows = items.flatMap(({ sku }) =>
    sku === UNEVEN_SKU
      ? historyOf(sku, UNEVEN.perDay, UNEVEN.channels, today, throwDice(UNEVEN.seed))
      : historyOf(sku, (onHand.get(sku) ?? 0) / dice.whole(6, 80), CHANNELS, today, dice),
  )
  await work.run([], async (tx) => {
    for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT)
      await tx.db.insert(tx.t.demandTold).values(rows.slice(first, first + ROWS_A_STATEMENT))
    await rememberReceipts(tx, now, today)
    const { name, channel, ago, days, inDays } = SALE
    const sale = (from: number) => ({
      ...{ name, channel },
      kind: 'promotion' as const,
      from: daysAfter(today, from),
      to: daysAfter(today, from + days - 1),
    })
    await addEvent(tx, DEMO_WAREHOUSE, sale(-ago))
    await addEvent(tx, DEMO_WAREHOUSE, sale(inDays))
    // What comes in cases is ordered in layers of them.
    for (const { sku, caseQuantity } of items)
      await putPolicy(tx, DEMO_WAREHOUSE, sku, { ...NO_POLICY, multiple: caseQuantity, minimum: caseQuantity * 4 })
  })
}

function historyOf(sku: string, perDay: number, channels: readonly Asking[], today: string, dice: Dice) {
  return channels.flatMap(({ channel, part, asks }) =>
    Array.from({ length: DAYS }, (_, nth) => {
      const ago = DAYS - nth
      const date = daysAfter(today, -ago)
      const asked = asks(perDay * part, new Date(`${date}T00:00:00Z`).getUTCDay(), dice)
      const isSale = channel === SALE.channel && ago <= SALE.ago && ago > SALE.ago - SALE.days
      return { warehouse: DEMO_WAREHOUSE, sku, channel, date, units: isSale ? asked * SALE.times : asked }
    }),
  )
}

/** Long closed: only how long they took matters. */
async function rememberReceipts(tx: Tx, now: number, today: string): Promise<void> {
  for (const { supplier, days } of LEAD_TIMES)
    for (const [nth, took] of days.entries()) {
      const came = 20 + 25 * nth
      await tx.db.insert(tx.t.receipts).values({
        id: tx.newId(),
        warehouse: DEMO_WAREHOUSE,
        supplier,
        reference: `PO-${9_000 + nth}`,
        state: 'closed',
        expectedOn: daysAfter(today, -came),
        orderedOn: daysAfter(today, -came - took),
        createdAt: now - (came + took) * DAY_MS,
        firstReceivedAt: now - came * DAY_MS,
      })
    }
}
