/** The plan of one item: what to order, when, for whom and why. `GET /replenishment` answers these. */
import { eq, sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { expiring } from '../../shared/rules/replenishment/expiring.ts'
import {
  type ChannelFacts,
  type ChannelFigures,
  type ItemFigures,
  planItem,
} from '../../shared/rules/replenishment/plan-item.ts'
import { targetOf } from '../../shared/rules/replenishment/policy.ts'
import type { ServiceTarget } from '../../shared/rules/safety-stock.ts'
import { type ChannelInventory, inventoryOf } from '../availability/inventory.ts'
import { beginOf, daysLater } from '../availability/local-date.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { dateOf, dayNumber } from './days.ts'
import type { DemandEvent } from './events.ts'
import { readHistory, type Series } from './history.ts'
import { type Coming, comingOf, lotsOnShelf, originOf } from './item-facts.ts'
import { type LeadTimes, leadTimesOf } from './lead-times.ts'
import type { Channel, PlanningScene } from './scene.ts'
import { readPolicy } from './settings.ts'
import { partsOut, seesStock, stockOutsOf } from './stock-outs.ts'
import { methodText, reasonsOf, withheldText } from './words.ts'

export type ItemPlan = Awaited<ReturnType<typeof planOf>>['plan']

/** `series`: what is known of its demand already; left out: it is read. Throws not-found. */
export async function planOf(reader: Reader, scene: PlanningScene, sku: string, known?: readonly Series[]) {
  const { place, now, today, settings } = scene
  const item = await itemOf(reader, sku)
  const inventory = await inventoryOf(reader, place.code, sku, now)
  const { policy, keepsProtected } = await readPolicy(reader, place.code, sku)
  const series = known ?? (await readHistory(reader, place, sku, now))
  const origin = await originOf(reader, sku, place.timeZone)
  const coming = await comingOf(reader, place.code, sku)
  const lots = await lotsOnShelf(reader, place.code, sku, { standardCost: item.standardCost, today })
  const itemClass = await scene.classOf(reader, sku)
  const supplier = policy.supplier ?? origin.supplier ?? coming[0]?.supplier ?? null
  const leadTime = leadTimesOf(
    policy.leadTimeDays === null && supplier !== null ? await scene.leadTimes(reader, supplier) : [],
    policy.leadTimeDays ?? item.leadTimeDays,
    settings.leadTimeDays,
  )
  const reviewDays = policy.reviewDays ?? settings.reviewDays
  const special = specialDays(scene, sku, leadTime.mean + reviewDays)
  const channels: (ChannelFacts & { about: About })[] = []
  const outs = await stockOutsOf(reader, place.code, sku, beginOfHistory(series, scene))
  for (const about of aboutChannels(scene, inventory, series)) {
    const own = series.find((one) => one.channel === about.channel)
    const worth = about.isProduction ? { margin: null, penalty: 0 } : await scene.worthOf(reader, sku, about.channel)
    channels.push({
      about,
      channel: about.channel,
      history: historyOf(own, scene, sku, about, outs),
      target: targetOf(about.channel, { policy, ofChannel: about.service, itemClass, settings }),
      minShelfLifeDays: about.minShelfLifeDays,
      special: special.filter(({ event }) => event.channel === null || event.channel === about.channel),
      availableToPromise: about.availableToPromise,
      ...worth,
    })
  }
  const onOrder = coming.reduce((sum, one) => sum + one.units, 0)
  // Also what is promised against receipts to come: they are counted, too.
  const owed = inventory.channels.reduce((sum, one) => sum + openUnits(one), 0)
  const stock = { sellable: inventory.sellable, onOrder, owed }
  const terms = {
    reviewDays,
    minimum: policy.minimum ?? 1,
    multiple: policy.multiple ?? 1,
    shelfLifeDays: policy.shelfLifeDays ?? origin.shelfLifeDays,
  }
  const figures = planItem({
    ...{ channels, leadTime, stock },
    ...terms,
    overstockDays: settings.overstockDays,
    soonDays: settings.soonDays,
  })
  const asks = new Set(channels.map(({ channel }) => channel))
  const own = special.filter(({ event }) => event.channel === null || asks.has(event.channel))
  const events = own.map(({ event, uplift }) => ({ event, uplift: uplift ?? upliftBefore(figures) }))
  const told = { figures, leadTime, ...terms, stock, events }
  const minDays = Math.min(...channels.map((one) => one.minShelfLifeDays), Number.POSITIVE_INFINITY)
  const leaving = figures.isKnown ? expiring(lots, today, figures.perDay, Number.isFinite(minDays) ? minDays : 0) : []
  const valued = worthOfUnits(lots)
  const plan = {
    ...{
      sku,
      name: item.name,
      unit: item.unit,
      class: itemClass,
      supplier,
      isMade: origin.isMade,
      currency: place.currency,
    },
    computedAt: new Date(now).toISOString(),
    through: daysLater(today, -1),
    demand: figures.perDay,
    variability: figures.deviation,
    onHand: inventory.onHand,
    ...stock,
    position: figures.position,
    leadTime: leadTimeAnswer(leadTime),
    ...terms,
    safetyStock: figures.safetyStock,
    reorderPoint: figures.reorderPoint,
    aloneSafetyStock: figures.aloneSafetyStock,
    pooled: figures.pooled,
    suggestion: figures.need === 'now' ? figures.quantity : 0,
    order: {
      need: figures.need,
      quantity: figures.quantity,
      by: figures.inDays === null ? null : daysLater(today, figures.inDays),
      expectedOn: figures.inDays === null ? null : daysLater(today, figures.inDays + Math.round(leadTime.mean)),
      reasons: reasonsOf(told),
      withheld: withheldText(told, terms.minimum),
    },
    daysOfCover: figures.daysOfCover,
    without: { perDay: Math.round(figures.withoutPerDay) },
    overstock: { units: figures.overstock, value: valued(figures.overstock), afterDays: settings.overstockDays },
    expiring: {
      units: leaving.reduce((sum, { units }) => sum + units, 0),
      value: sumOrNull(leaving.map(({ units, unitCost }) => (unitCost === null ? null : units * unitCost))),
      lots: leaving.map(({ lot, expiresOn, units }) => ({ lot, expiresOn, units })),
    },
    sure: figures.sure,
    channels: figures.channels.map((one, nth) => channelPlan(one, channels[nth] as ChannelFacts & { about: About })),
  }
  return { plan, series, figures, coming, policy, keepsProtected }
}

const statements = ((db, { items }) => ({
  item: prepared(
    'planned_item',
    db
      .select()
      .from(items)
      .where(eq(items.sku, sql.placeholder('sku'))),
  ),
})) satisfies Statements<unknown>

async function itemOf(reader: Reader, sku: string) {
  const [item] = await reader.statements(statements).item.execute({ sku })
  if (!item) throw notFound(`item ${sku}`)
  return item
}

const openUnits = ({ committed, allocated, backordered, planned }: ChannelInventory): number =>
  committed + allocated + backordered + planned

interface About {
  channel: string
  name: string
  kind: Channel['kind'] | 'production'
  isProduction: boolean
  service: ServiceTarget | null
  minShelfLifeDays: number
  availableToPromise: number
  protected: number
}

/** Those that asked for it, or hold a claim on it; what production uses up stands beside them. */
function aboutChannels(
  { channels }: PlanningScene,
  inventory: Awaited<ReturnType<typeof inventoryOf>>,
  series: readonly Series[],
): About[] {
  const sold = channels.flatMap((channel): About[] => {
    const figures = inventory.channels.find((one) => one.channel === channel.channel)
    const asked = series.some((one) => one.channel === channel.channel)
    const claims = figures !== undefined && figures.protected + openUnits(figures) > 0
    if (!asked && !claims) return []
    return [
      {
        ...{ channel: channel.channel, name: channel.name, kind: channel.kind, isProduction: false },
        service: serviceOf(channel),
        minShelfLifeDays: channel.minShelfLifeDays,
        availableToPromise: figures?.availableToPromise ?? 0,
        protected: figures?.protected ?? 0,
      },
    ]
  })
  if (!series.some((one) => one.channel === PRODUCTION)) return sold
  const used: About = {
    ...{ channel: PRODUCTION, name: 'Production', kind: 'production', isProduction: true, service: null },
    ...{ minShelfLifeDays: 0, availableToPromise: Math.max(0, inventory.free), protected: 0 },
  }
  return [...sold, used]
}

/** As its channel says it: a part of 1 of the cycles, or with its kind. */
function serviceOf({ settings }: Channel): ServiceTarget | null {
  const stated = settings.serviceLevel
  if (typeof stated === 'number') return { kind: 'cycle', level: stated }
  return (stated as ServiceTarget | null | undefined) ?? null
}

interface Special {
  event: DemandEvent
  days: number
  uplift: number | null
}

/** What falls into the time that an order of today must last. */
function specialDays({ events, today }: PlanningScene, sku: string, within: number): Special[] {
  const last = daysLater(today, Math.max(0, Math.ceil(within) - 1))
  return events
    .filter((event) => event.to >= today && event.from <= last && (event.sku === null || event.sku === sku))
    .map((event) => {
      const from = event.from < today ? today : event.from
      const to = event.to > last ? last : event.to
      return { event, days: dayNumber(to) - dayNumber(from) + 1, uplift: event.uplift }
    })
}

const upliftBefore = ({ channels }: ItemFigures): number | null =>
  channels.reduce<number | null>(
    (most, { clean }) => (clean.uplift === null ? most : Math.max(most ?? 0, clean.uplift)),
    null,
  )

function beginOfHistory(series: readonly Series[], { place, now }: PlanningScene): number {
  const first = series.map(({ from }) => from).sort()[0]
  return first === undefined ? now : beginOf(first, place.timeZone)
}

/** Without today, which is not over, unless it was told whole. */
function historyOf(
  series: Series | undefined,
  { place, now, events }: PlanningScene,
  sku: string,
  { channel, kind }: About,
  outs: Awaited<ReturnType<typeof stockOutsOf>>,
): ChannelFacts['history'] {
  if (series === undefined) return { units: [], out: [], special: [] }
  const units = series.isTodayWhole ? series.units : series.units.slice(0, -1)
  const first = dayNumber(series.from)
  const own = events.filter(
    (event) => (event.channel === null || event.channel === channel) && (event.sku === null || event.sku === sku),
  )
  const isSpecial = (day: string) => own.some(({ from, to }) => from <= day && day <= to)
  const hidden = kind !== 'production' && seesStock(kind) ? outs.filter((out) => out.channel === channel) : []
  return {
    units,
    out:
      hidden.length === 0
        ? new Array<number>(units.length).fill(0)
        : partsOut(hidden, beginOf(series.from, place.timeZone), units.length, now),
    special: own.length === 0 ? [] : units.map((_, nth) => isSpecial(dateOf(first + nth))),
  }
}

const leadTimeAnswer = ({ mean, deviation, p90, observed, from }: LeadTimes) => ({
  ...{ days: mean, deviation, p90, observed, from },
})

/** Of units of a mean lot; null: no lot has a cost. */
function worthOfUnits(lots: readonly { units: number; unitCost: number | null }[]): (units: number) => number | null {
  const known = lots.filter((lot): lot is { units: number; unitCost: number } => lot.unitCost !== null)
  const units = known.reduce((sum, lot) => sum + lot.units, 0)
  const value = known.reduce((sum, lot) => sum + lot.units * lot.unitCost, 0)
  return (of) => (units === 0 ? (of === 0 ? 0 : null) : Math.round((of * value) / units))
}

const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value === null)
    ? null
    : Math.round(values.reduce<number>((sum, value) => sum + (value ?? 0), 0))

function channelPlan(figures: ChannelFigures, facts: ChannelFacts & { about: About }) {
  const { clean, pattern } = figures
  const { about, target, margin, penalty } = facts
  return {
    ...{ channel: about.channel, name: about.name, kind: about.kind },
    demand: figures.perDay,
    variability: figures.deviation,
    pattern: pattern.pattern,
    interval: pattern.interval,
    variation: pattern.variation,
    method: methodText(figures.method, figures.parameters),
    error: figures.error,
    floorError: figures.floorError,
    expected: figures.expected,
    quantiles: figures.quantiles,
    target: target as ReturnType<typeof targetOf>,
    alone: figures.alone,
    safetyStock: figures.safetyStock,
    /** What to protect for it, so that its promise is kept also when the rest is gone. */
    protect: figures.protect,
    reorderPoint: figures.reorderPoint,
    suggestion: figures.suggestion,
    partOfOrder: figures.partOfOrder,
    shareOfSafety: figures.shareOfSafety,
    shareOfDemand: figures.shareOfDemand,
    availableToPromise: about.availableToPromise,
    daysOfCover: figures.daysOfCover,
    protected: about.protected,
    without: { perDay: Math.round(figures.withoutPerDay), marginPerUnit: margin, penaltyPerUnit: penalty },
    history: {
      days: facts.history.units.length,
      ...{ outOfStockDays: clean.outOfStockDays, eventDays: clean.eventDays },
      ...{ gapDays: clean.gapDays, returnDays: clean.returnDays },
    },
    sure: figures.sure,
  }
}

export type { Coming }
