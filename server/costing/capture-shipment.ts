/** What a shipment brings and costs, line by line: revenue, the lots that really left, fees, freight, packaging. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { apportion } from '../../shared/rules/apportion.ts'
import { chargeOf } from '../../shared/rules/carrier-rates.ts'
import { type Fee, type FeeRule, feesOf } from '../../shared/rules/fees.ts'
import { partUpTo } from '../../shared/rules/margin.ts'
import type { Money } from '../../shared/rules/money.ts'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Effect, Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { lotCost } from '../lots/unit-cost.ts'
import { readCarrierRates } from './carrier-settings.ts'
import { categoryOf, readFeeCategories } from './fee-categories.ts'
import { type Costing, openCosting, type Told } from './scene.ts'
import { readLabour } from './settings.ts'

type Order = Schema['orders']['$inferSelect']
type Line = Schema['orderLines']['$inferSelect']
type Shipment = Schema['shipments']['$inferSelect']

/** A line of which something left with this shipment. */
interface Left {
  line: Line
  units: number
  /** Units that had left before. */
  before: number
}

export async function captureShipment(tx: Tx, transactionId: string, effects: readonly Effect[]): Promise<void> {
  const [shipment] = await tx.db.select().from(tx.t.shipments).where(eq(tx.t.shipments.transactionId, transactionId))
  // It was undone before anybody looked.
  if (!shipment) return
  const [order] = await tx.db.select().from(tx.t.orders).where(eq(tx.t.orders.id, shipment.orderId))
  // To another warehouse: nobody pays for it, and the goods are not spent.
  if (!order || order.transferTo !== null) return
  const costing = await openCosting(tx, shipment.warehouse, transactionId, shipment.shippedAt)
  const left = await linesLeft(tx, transactionId, effects)
  const all = await tx.db
    .select()
    .from(tx.t.orderLines)
    .where(eq(tx.t.orderLines.orderId, order.id))
    .orderBy(asc(tx.t.orderLines.position))
  await costing.tell(left.flatMap((one) => broughtBy(order, all, one)))
  await tellGoods(tx, costing, transactionId, left)
  await costing.tell(await feesOfLines(tx, costing, order, all, left))
  await tellFreight(tx, costing, shipment, left)
  await tellPackaging(tx, costing, shipment, left)
}

async function linesLeft(tx: Tx, transactionId: string, effects: readonly Effect[]): Promise<Left[]> {
  const units = new Map<string, number>()
  for (const effect of effects)
    if (effect.kind === 'line' && (effect.delta.shipped ?? 0) > 0)
      units.set(effect.lineId, (units.get(effect.lineId) ?? 0) + (effect.delta.shipped ?? 0))
  const found: Left[] = []
  for (const [lineId, left] of units) {
    const [line] = await tx.db.select().from(tx.t.orderLines).where(eq(tx.t.orderLines.id, lineId))
    if (line) found.push({ line, units: left, before: await unitsBefore(tx, transactionId, lineId) })
  }
  return found
}

/** What was entered before this shipment was, also where it is looked at again: its parts are the same each time. */
async function unitsBefore(
  { db, t: { marginEntries: e } }: Tx,
  transactionId: string,
  lineId: string,
): Promise<number> {
  const rows = await db
    .select({ id: e.id, source: e.source, units: e.units })
    .from(e)
    .where(and(eq(e.orderLineId, lineId), eq(e.kind, 'revenue')))
  const own = rows.find(({ source }) => source === transactionId)
  return rows.reduce((sum, { id, units }) => (own && id >= own.id ? sum : sum + units), 0)
}

const ofLine = ({ line }: Left) => ({
  sku: line.sku,
  channel: line.channel,
  orderId: line.orderId,
  orderLineId: line.id,
})

/** The part of a whole line's amount that falls on the units that left now: all parts sum to the whole. */
const partNow = (whole: number, { line, units, before }: Left): number =>
  partUpTo(whole, before + units, line.quantity) - partUpTo(whole, before, line.quantity)

function broughtBy(order: Order, all: readonly Line[], left: Left): Told[] {
  const { line, units } = left
  const { currency } = line.unitPrice
  const carriage = shareOfCarriage(order, all, line)
  const parts: (readonly [Told['kind'], Money, string])[] = [
    ['revenue', { amount: line.unitPrice.amount * units, currency }, `${units} at the price of the order`],
    ['discount', { amount: -partNow(line.discount?.amount ?? 0, left), currency }, 'The line\u2019s discount'],
    ['tax', { amount: partNow(line.tax?.amount ?? 0, left), currency }, 'Collected for others'],
    [
      'shipping-income',
      { amount: partNow(carriage.amount, left), currency: carriage.currency },
      'What the customer paid for carriage, by the value of the lines',
    ],
  ]
  return parts.map(([kind, money, because]) => ({
    ...ofLine(left),
    kind,
    money,
    known: kind === 'shipping-income' ? 'allocated' : 'actual',
    because,
    units: kind === 'revenue' ? units : 0,
  }))
}

function shareOfCarriage({ shippingPaid }: Order, all: readonly Line[], line: Line): Money {
  if (!shippingPaid) return { amount: 0, currency: line.unitPrice.currency }
  const shares = apportion(
    shippingPaid.amount,
    all.map(({ unitPrice, quantity }) => unitPrice.amount * quantity),
  )
  return { amount: shares[all.findIndex(({ id }) => id === line.id)] ?? 0, currency: shippingPaid.currency }
}

interface Goods {
  sku: string
  lot: string
  /** One for each line of the item; undefined: nobody has said what the lot costs. */
  told: Told[] | undefined
}

async function tellGoods(tx: Tx, costing: Costing, transactionId: string, left: readonly Left[]): Promise<void> {
  for (const { sku, lot, told } of await goodsLeft(tx, costing, transactionId, left))
    if (told) await costing.tell(told)
    else await costing.miss(`${sku} ${lot} cogs`, `Nobody has said what ${sku} ${lot} costs. Give its standard cost.`)
}

/** The same, of a shipment that was looked at before. */
export const goodsOfShipment = async (
  tx: Tx,
  costing: Costing,
  transactionId: string,
  effects: readonly Effect[],
): Promise<Goods[]> => goodsLeft(tx, costing, transactionId, await linesLeft(tx, transactionId, effects))

/** The lots that left, at what each really cost; spread over the lines of their item. */
async function goodsLeft(tx: Tx, costing: Costing, transactionId: string, left: readonly Left[]): Promise<Goods[]> {
  const { movements, items, lots } = tx.t
  const gone = await tx.db
    .select({
      sku: movements.sku,
      lot: movements.lot,
      units: sql<number>`sum(${movements.quantity})`.mapWith(Number),
    })
    .from(movements)
    .where(and(eq(movements.transactionId, transactionId), eq(movements.toLocation, CUSTOMER)))
    .groupBy(movements.sku, movements.lot)
  const goods: Goods[] = []
  for (const { sku, lot, units } of gone) {
    const ofSku = left.filter(({ line }) => line.sku === sku)
    if (ofSku.length === 0) continue
    const [item] = await tx.db.select().from(items).where(eq(items.sku, sku))
    const [known] = await tx.db
      .select()
      .from(lots)
      .where(and(eq(lots.sku, sku), eq(lots.lot, lot)))
    const cost = item && costOf(item, known, units)
    const own = cost && { ...cost, money: await costing.own(cost.money) }
    goods.push({ sku, lot, told: own && costsOfLines(ofSku, lot, units, own) })
  }
  return goods
}

function costsOfLines(ofSku: readonly Left[], lot: string, units: number, { money, known }: Cost): Told[] {
  const shares = apportion(
    money.amount,
    ofSku.map((one) => one.units),
  )
  return ofSku.map((one, nth) => ({
    ...ofLine(one),
    kind: 'cogs',
    money: { amount: -(shares[nth] ?? 0), currency: money.currency },
    known,
    because: `${units} of ${lot === '' ? one.line.sku : `lot ${lot}`} at ${known === 'actual' ? 'what they were received for' : 'standard cost'}`,
    of: lot,
  }))
}

type Item = Schema['items']['$inferSelect']
type Lot = Schema['lots']['$inferSelect']

interface Cost {
  money: Money
  known: 'actual' | 'rule'
}

/** Of all of them together, so that no cent is lost by the unit. */
function costOf(item: Item, lot: Lot | undefined, units: number): Cost | undefined {
  const own = lotCost(lot, units)
  if (own) return { money: own, known: 'actual' }
  const each = item.standardCost
  return each ? { money: { amount: each.amount * units, currency: each.currency }, known: 'rule' } : undefined
}

const MILLION = 1_000_000

/** A fee is of the whole line, or order: a part has what its units add to it, so that a fixed one is taken once. */
async function feesOfLines(
  tx: Tx,
  costing: Costing,
  order: Order,
  all: readonly Line[],
  left: readonly Left[],
): Promise<Told[]> {
  const { feeRules, items } = tx.t
  const rows = await tx.db.select().from(feeRules).where(eq(feeRules.channel, order.channel))
  const rules: FeeRule[] = rows.map(({ rule }) => rule)
  if (rules.length === 0) return []
  const categories = await readFeeCategories(tx, order.channel)
  const shares = apportion(
    MILLION,
    all.map(({ unitPrice, quantity, cancelled }) => unitPrice.amount * (quantity - cancelled)),
  )
  const told: Told[] = []
  for (const one of left) {
    const { line, units, before } = one
    const [item] = await tx.db.select({ group: items.group }).from(items).where(eq(items.sku, line.sku))
    const category = categoryOf(categories, line.sku, item?.group ?? null)
    const place = all.findIndex(({ id }) => id === line.id)
    const share = shares[place] ?? 0
    const sharesBefore = shares.slice(0, Math.max(0, place)).reduce((sum, one) => sum + one, 0)
    const feesUpTo = (done: number): Fee[] => {
      const paid = line.unitPrice.amount * done - partUpTo(line.discount?.amount ?? 0, done, line.quantity)
      return done === 0 ? [] : feesOf(rules, { day: costing.day, category, units: done, paid, share, sharesBefore })
    }
    const taken = new Map(feesUpTo(before).map(({ kind, amount }) => [kind, amount]))
    const settled = await settledKinds(tx, line.id)
    // What the platform has said already is not reckoned any more.
    for (const { kind, amount, ruleId } of feesUpTo(before + units))
      if (!settled.has(kind))
        told.push({
          ...ofLine(one),
          kind: kind === 'payment' ? 'payment-fee' : 'platform-fee',
          money: { amount: (taken.get(kind) ?? 0) - amount, currency: line.unitPrice.currency },
          known: 'rule',
          because: ruleWords(
            rules.find(({ id }) => id === ruleId),
            kind,
          ),
          of: kind,
        })
  }
  return told
}

/** Begins with its kind: what a settlement replaces is found by that. */
const ruleWords = (rule: FeeRule | undefined, kind: string): string =>
  `${kind} by the rule from ${rule?.from ?? 'then'}${rule?.category ? ` for ${rule.category}` : ''}`

async function settledKinds({ db, t: { marginEntries } }: Tx, lineId: string): Promise<Set<string>> {
  const rows = await db
    .select({ because: marginEntries.because })
    .from(marginEntries)
    .where(
      and(
        eq(marginEntries.orderLineId, lineId),
        inArray(marginEntries.kind, ['platform-fee', 'payment-fee']),
        eq(marginEntries.known, 'actual'),
      ),
    )
  return new Set(rows.map(({ because }) => because.split(' ', 1)[0] ?? ''))
}

async function tellFreight(tx: Tx, costing: Costing, shipment: Shipment, left: readonly Left[]): Promise<void> {
  const { cost, carrier } = shipment
  if (cost) {
    const because = `What ${carrier ?? 'the carrier'} charged, by the value of the goods`
    await costing.tell(spread(await costing.own(cost), left, 'shipping', 'actual', because))
    return
  }
  // Fetched by the customer, or sent by a carrier of the customer's own.
  if (carrier === null) return
  const charge = await chargeByTable(tx, costing, shipment, left)
  if (typeof charge === 'string') return costing.miss('shipping', charge)
  await costing.tell(spread(charge.money, left, 'shipping', 'rule', charge.because))
}

/** A sentence where something is missing for it. */
async function chargeByTable(tx: Tx, costing: Costing, shipment: Shipment, left: readonly Left[]) {
  const { carrier, service, zone, units } = shipment
  const tables = await readCarrierRates(tx)
  if (tables.length === 0)
    return `Nobody has said what ${carrier} charged. Give shippingCost with the shipment, or rates with PUT /settings/carrier-rates.`
  let [grams, cubicCm] = [0, 0]
  for (const { line, units: gone } of left) {
    const [item] = await tx.db.select().from(tx.t.items).where(eq(tx.t.items.sku, line.sku))
    if (item?.weightGrams == null) return `Nobody has said what ${line.sku} weighs. Give its weightGrams.`
    grams += item.weightGrams * gone
    cubicCm += (item.cubicCm ?? 0) * gone
  }
  const parcels = Math.max(1, units.length)
  const parcel = { grams: Math.ceil(grams / parcels), cubicCm: Math.ceil(cubicCm / parcels) }
  const charge = chargeOf(tables, { carrier: carrier ?? '', service, zone, day: costing.day, ...parcel })
  if (!charge)
    return `No rate table has a parcel of ${parcel.grams} g by ${[carrier, service, zone && `zone ${zone}`].filter(Boolean).join(', ')}.`
  return {
    money: { amount: charge.amount * parcels, currency: costing.currency },
    because: `${parcels} × ${charge.billedGrams} g by table ${charge.tableId}`,
  }
}

async function tellPackaging(tx: Tx, costing: Costing, { units }: Shipment, left: readonly Left[]): Promise<void> {
  const each = (await readLabour(tx))?.packagingPerParcel
  if (!each) return
  const parcels = Math.max(1, units.length)
  const money = { amount: each.amount * parcels, currency: each.currency }
  await costing.tell(
    spread(
      await costing.own(money),
      left,
      'packaging',
      'rule',
      `Packaging of ${parcels} parcels, by the value of the goods`,
    ),
  )
}

/** A cost of the whole parcel, on its lines. */
function spread(
  { amount, currency }: Money,
  left: readonly Left[],
  kind: Told['kind'],
  known: Told['known'],
  because: string,
): Told[] {
  const shares = apportion(
    amount,
    left.map(({ line, units }) => line.unitPrice.amount * units),
  )
  return left.map((one, nth) => ({
    ...ofLine(one),
    kind,
    money: { amount: -(shares[nth] ?? 0), currency },
    known: left.length > 1 ? 'allocated' : known,
    because,
  }))
}
