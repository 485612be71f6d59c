/** One item sold through several channels from one shelf, day by day as the product does it, whatever is planned. */
import { createServiceBook, type Service } from './service-book.ts'

export interface Order {
  channel: number
  units: number
}

export interface Plan {
  reorderPoint: number
  /** Units, by channel. */
  protect: readonly number[]
}

export interface Course {
  channels: number
  /** Of each day, in the order in which they come. */
  orders: readonly (readonly Order[])[]
  /** Days that the nth replenishment takes: 0 is there the next morning. */
  leadTimes: readonly number[]
  reviewDays: number
  /** When protections are filled up to their targets from what is shared: each night too, or only when goods come. */
  refilled: 'nightly' | 'with receipts'
  /** Units of the smallest replenishment, and in what steps more can be had. */
  minimum: number
  multiple: number
}

interface Shelf {
  onHand: number
  /** What is left of each protection, and what is left for all. */
  own: number[]
  shared: number
  /** Backordered units, by channel. The first has the highest priority. */
  owed: number[]
  coming: { day: number; units: number }[]
}

/** Goods come in the morning, then customers order, and in the evening of every so many days somebody looks at what to order. */
export function sellFrom(course: Course, planOf: (day: number) => Plan): Service {
  const none = Array.from({ length: course.channels }, () => 0)
  const full = planOf(0).reorderPoint + course.minimum
  const shelf: Shelf = { onHand: full, own: none, shared: full, owed: [...none], coming: [] }
  protect(shelf, planOf(0))
  const book = createServiceBook(course.channels)
  let replenishments = 0
  for (let day = 0; day < course.orders.length; day++) {
    const plan = planOf(day)
    if (receive(shelf, day, plan)) book.cycleEnds(day)
    for (const order of course.orders[day] ?? []) book.asked(order.channel, order.units, sell(shelf, order))
    const isLook = (day + 1) % course.reviewDays === 0
    const units = isLook ? toOrder(shelf, plan, course) : 0
    if (course.refilled === 'nightly') protect(shelf, plan)
    if (units > 0) {
      const lead = course.leadTimes[replenishments++ % course.leadTimes.length] ?? 0
      shelf.coming.push({ day: day + 1 + lead, units })
    }
    book.dayEnds(shelf.onHand)
  }
  return book.service()
}

const sumOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0)

/** Protection first, then what is shared; the rest is owed. Returns the units that were there. */
function sell(shelf: Shelf, { channel, units }: Order): number {
  const own = Math.min(units, shelf.own[channel] as number)
  const shared = Math.min(units - own, shelf.shared)
  shelf.own[channel] = (shelf.own[channel] as number) - own
  shelf.shared -= shared
  shelf.onHand -= own + shared
  shelf.owed[channel] = (shelf.owed[channel] as number) + units - own - shared
  return own + shared
}

/** What is owed goes first, then protections are filled up; returns whether anything came. */
function receive(shelf: Shelf, day: number, plan: Plan): boolean {
  if (!shelf.coming.some((one) => one.day === day)) return false
  const units = sumOf(shelf.coming.filter((one) => one.day === day).map((one) => one.units))
  shelf.coming = shelf.coming.filter((one) => one.day !== day)
  shelf.onHand += units
  shelf.shared += units
  for (const [channel, owed] of shelf.owed.entries()) {
    const given = Math.min(owed, shelf.shared)
    shelf.owed[channel] = owed - given
    shelf.shared -= given
    shelf.onHand -= given
  }
  protect(shelf, plan)
  return true
}

/** By priority, from what is shared; what is protected beyond the target is shared again. */
function protect(shelf: Shelf, plan: Plan): void {
  for (const [channel, target] of plan.protect.entries()) {
    const more = Math.min(target - (shelf.own[channel] as number), shelf.shared)
    shelf.own[channel] = (shelf.own[channel] as number) + more
    shelf.shared -= more
  }
}

function toOrder({ onHand, owed, coming }: Shelf, { reorderPoint }: Plan, { minimum, multiple }: Course): number {
  const position = onHand + sumOf(coming.map(({ units }) => units)) - sumOf(owed)
  if (position > reorderPoint) return 0
  return Math.ceil(Math.max(minimum, reorderPoint + 1 - position) / multiple) * multiple
}
