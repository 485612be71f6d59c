/** A plan in plain sentences. */
import type { Method } from '../../shared/rules/forecast/candidates.ts'
import type { ItemFigures } from '../../shared/rules/replenishment/plan-item.ts'
import type { DemandEvent } from './events.ts'
import type { LeadTimes } from './lead-times.ts'

const METHODS: Record<Method, string> = {
  naive: 'The last day again',
  'seasonal-naive': 'The last week again',
  smoothing: 'Exponential smoothing',
  trend: 'Smoothing with a damped trend',
  season: 'Seasonal smoothing by weekday',
  sba: 'Croston, corrected (SBA)',
  tsb: 'Croston with obsolescence (TSB)',
}

export const methodText = (method: Method, parameters: string): string =>
  parameters === '' ? METHODS[method] : `${METHODS[method]} (${parameters})`

const whole = (units: number): string => Math.round(units).toLocaleString('en')
const some = (units: number): string => (units >= 10 ? whole(units) : String(Math.round(units * 10) / 10))
const days = (count: number): string => (Math.round(count) === 1 ? '1 day' : `${whole(count)} days`)

export interface Told {
  figures: ItemFigures
  leadTime: LeadTimes
  reviewDays: number
  shelfLifeDays: number | null
  stock: { sellable: number; onOrder: number; owed: number }
  events: readonly { event: DemandEvent; uplift: number | null }[]
}

export function reasonsOf({ figures, leadTime, reviewDays, stock, events }: Told): string[] {
  const { perDay, position, reorderPoint, safetyStock, inDays } = figures
  if (perDay <= 0 && position >= 0) return ['Nothing is expected to be asked for, so there is nothing to order.']
  const { sellable, onOrder, owed } = stock
  if (perDay <= 0)
    return [
      `${whole(owed)} are owed to orders, and ${whole(sellable)} are sellable and ${whole(onOrder)} on order. Beyond that nothing is expected to be asked for.`,
    ]
  const parts = `${whole(sellable)} sellable + ${whole(onOrder)} on order − ${whole(owed)} owed`
  const reasons = [
    position <= reorderPoint
      ? `The position of ${whole(position)} (${parts}) is not above the reorder point of ${whole(reorderPoint)}.`
      : `The position of ${whole(position)} (${parts}) is ${whole(position - reorderPoint)} above the reorder point of ${whole(reorderPoint)}${inDays === null ? '' : `, which is reached in about ${days(inDays)}`}.`,
    `${some(perDay)} a day are expected, goods come after ${days(leadTime.mean)}, and it is looked at every ${days(reviewDays)}: ${whole(reorderPoint - safetyStock)} until then, and ${whole(safetyStock)} of safety stock for what cannot be foreseen.`,
  ]
  for (const { event, uplift } of events)
    reasons.push(
      uplift === null
        ? `${event.name} (${event.from} to ${event.to}) falls into that time; how much more is asked for then nobody has said, and no day like it is known.`
        : `${event.name} (${event.from} to ${event.to}) falls into that time: ${some(uplift)} times what is usual.`,
    )
  return reasons
}

export function withheldText(
  { figures, shelfLifeDays }: Pick<Told, 'figures' | 'shelfLifeDays'>,
  minimum: number,
): string | null {
  if (figures.withheld === null) return null
  const life = `Goods live ${days(shelfLifeDays ?? 0)}`
  return figures.withheld === 'expires'
    ? `${whole(figures.wanted)} would be wanted. ${life}, and no more than ${whole(figures.quantity)} would be sold before they expire.`
    : `${whole(figures.wanted)} would be wanted. ${life}, and the least that can be ordered, ${whole(Math.max(1, minimum))}, would not be sold before it expires.`
}
