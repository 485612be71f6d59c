/** What is known of each channel that asks for an item: its history with what hid or swelled it, and the service that it was promised. */
import { PRODUCTION } from '../../shared/rules/places.ts'
import type { ChannelFacts } from '../../shared/rules/replenishment/plan-item.ts'
import { type ResolvedTarget, targetOf } from '../../shared/rules/replenishment/policy.ts'
import type { ServiceTarget } from '../../shared/rules/safety-stock.ts'
import type { ChannelInventory, Inventory } from '../availability/inventory.ts'
import { beginOf, daysLater } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { dateOf, dayNumber } from './days.ts'
import type { DemandEvent } from './events.ts'
import type { Series } from './history.ts'
import type { Known } from './knowledge.ts'
import type { Channel, PlanningScene } from './scene.ts'
import { partsOut, type StockOut, seesStock, stockOutsOf } from './stock-outs.ts'

export interface PlannedChannel extends ChannelFacts {
  about: About
  target: ResolvedTarget
}

export async function channelFacts(
  reader: Reader,
  scene: PlanningScene,
  { sku, series, inventory, policy, itemClass, special }: Known,
): Promise<PlannedChannel[]> {
  const { place, settings } = scene
  const outs = await stockOutsOf(reader, place.code, sku, beginOfHistory(series, scene))
  const facts: PlannedChannel[] = []
  for (const about of aboutChannels(scene, inventory, series)) {
    const { channel, isProduction, service, minShelfLifeDays, availableToPromise } = about
    const own = series.find((one) => one.channel === channel)
    const worth = isProduction ? { margin: null, penalty: 0 } : await scene.worthOf(reader, sku, channel)
    facts.push({
      ...{ about, channel, minShelfLifeDays, availableToPromise, ...worth },
      history: historyOf(own, scene, sku, about, outs),
      target: targetOf(channel, { policy, ofChannel: service, itemClass, settings }),
      special: special.filter(({ event }) => event.channel === null || event.channel === channel),
    })
  }
  return facts
}

export const openUnits = ({ committed, allocated, backordered, planned }: ChannelInventory): number =>
  committed + allocated + backordered + planned

export interface About {
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
function aboutChannels({ channels }: PlanningScene, inventory: Inventory, series: readonly Series[]): About[] {
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

export interface Special {
  event: DemandEvent
  days: number
  uplift: number | null
}

/** What falls into the time that an order of today must last. */
export function specialDays({ events, today }: PlanningScene, sku: string, within: number): Special[] {
  const last = daysLater(today, Math.max(0, Math.ceil(within) - 1))
  return events
    .filter((event) => event.to >= today && event.from <= last && (event.sku === null || event.sku === sku))
    .map((event) => {
      const from = event.from < today ? today : event.from
      const to = event.to > last ? last : event.to
      return { event, days: dayNumber(to) - dayNumber(from) + 1, uplift: event.uplift }
    })
}

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
  outs: readonly StockOut[],
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
