/** The plan of one item: what to order, when, for whom and why. `GET /replenishment` answers these. */
import { expiring } from '../../shared/rules/replenishment/expiring.ts'
import { type ChannelFigures, type ItemFigures, planItem } from '../../shared/rules/replenishment/plan-item.ts'
import { daysLater } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { channelFacts, type PlannedChannel } from './channel-facts.ts'
import type { Series } from './history.ts'
import { type Known, knowledgeOf } from './knowledge.ts'
import type { LeadTimes } from './lead-times.ts'
import type { PlanningScene } from './scene.ts'
import { methodText, reasonsOf, type Told, withheldText } from './words.ts'

export type ItemPlan = ReturnType<typeof answerOf>

/** `series`: what is known of its demand already; left out: it is read. Throws not-found. */
export async function planOf(reader: Reader, scene: PlanningScene, sku: string, series?: readonly Series[]) {
  const known = await knowledgeOf(reader, scene, sku, series)
  const channels = await channelFacts(reader, scene, known)
  const { leadTime, stock, terms } = known
  const { overstockDays, soonDays } = scene.settings
  const figures = planItem({ channels, leadTime, stock, ...terms, overstockDays, soonDays })
  return { plan: answerOf(scene, known, channels, figures), figures, known }
}

function answerOf(scene: PlanningScene, known: Known, channels: readonly PlannedChannel[], figures: ItemFigures) {
  const { place, now, today, settings } = scene
  const { sku, item, itemClass, supplier, isMade, inventory, stock, terms, leadTime } = known
  const { perDay, deviation, position, safetyStock, reorderPoint, aloneSafetyStock, pooled, daysOfCover } = figures
  return {
    ...{ sku, name: item.name, unit: item.unit, class: itemClass, supplier, isMade, currency: place.currency },
    computedAt: new Date(now).toISOString(),
    through: daysLater(today, -1),
    demand: perDay,
    variability: deviation,
    onHand: inventory.onHand,
    ...stock,
    position,
    leadTime: leadTimeAnswer(leadTime),
    ...terms,
    ...{ safetyStock, reorderPoint, aloneSafetyStock, pooled },
    suggestion: figures.need === 'now' ? figures.quantity : 0,
    order: orderAnswer(scene, known, channels, figures),
    daysOfCover,
    without: { perDay: Math.round(figures.withoutPerDay) },
    overstock: {
      units: figures.overstock,
      value: worthOfUnits(known.lots)(figures.overstock),
      afterDays: settings.overstockDays,
    },
    expiring: expiringAnswer(scene, known, channels, figures),
    sure: figures.sure,
    channels: figures.channels.map((one, nth) => channelPlan(one, channels[nth] as PlannedChannel)),
  }
}

function orderAnswer(
  { today }: PlanningScene,
  { leadTime, terms, stock, special }: Known,
  channels: readonly PlannedChannel[],
  figures: ItemFigures,
) {
  const { need, quantity, inDays } = figures
  const asks = new Set(channels.map(({ channel }) => channel))
  const events = special
    .filter(({ event }) => event.channel === null || asks.has(event.channel))
    .map(({ event, uplift }) => ({ event, uplift: uplift ?? upliftBefore(figures) }))
  const told: Told = { figures, leadTime, ...terms, stock, events }
  return {
    ...{ need, quantity },
    by: inDays === null ? null : daysLater(today, inDays),
    expectedOn: inDays === null ? null : daysLater(today, inDays + Math.round(leadTime.mean)),
    reasons: reasonsOf(told),
    withheld: withheldText(told, terms.minimum),
  }
}

const upliftBefore = ({ channels }: ItemFigures): number | null =>
  channels.reduce<number | null>(
    (most, { clean }) => (clean.uplift === null ? most : Math.max(most ?? 0, clean.uplift)),
    null,
  )

/** What will not be sold in time, as the least demanding channel wants it. */
function expiringAnswer(
  { today }: PlanningScene,
  { lots }: Known,
  channels: readonly PlannedChannel[],
  { isKnown, perDay }: ItemFigures,
) {
  const minDays = channels.length === 0 ? 0 : Math.min(...channels.map((one) => one.minShelfLifeDays))
  const leaving = isKnown ? expiring(lots, today, perDay, minDays) : []
  return {
    units: leaving.reduce((sum, { units }) => sum + units, 0),
    value: sumOrNull(leaving.map(({ units, unitCost }) => (unitCost === null ? null : units * unitCost))),
    lots: leaving.map(({ lot, expiresOn, units }) => ({ lot, expiresOn, units })),
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

function channelPlan(figures: ChannelFigures, facts: PlannedChannel) {
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
    target,
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
