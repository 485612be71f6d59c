/**
 * Channels that sell from one shelf, of which a part is kept back for each: what is shared goes first come, first served, and when it
 * is gone each channel has what was kept for it. How much is shared, and how much kept for whom, is found by asking of many times of
 * the past what each would have missed.
 */
import type { ServiceTarget } from './safety-stock.ts'

export interface Claims {
  target: ServiceTarget
  /** Units asked for, at each time. */
  asked: Float64Array
  /** Units that are asked for at once. */
  clump: number
  /** Units that are asked for from one receipt to the next. */
  cycle: number
}

export interface Shelf {
  units: number
  /** Units kept for each channel: its promise needs them when all that is shared is gone. */
  protect: number[]
}

/** Parts of the times in which what is shared would have been enough. */
const SHARED_ENOUGH = [0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.965, 0.98, 0.99, 0.995, 1]

/** The smallest shelf that was found with which each channel is kept its promise. `weights`: of the times; they sum to 1. */
export function smallestShelf(claims: readonly Claims[], weights: Float64Array): Shelf {
  const totals = totalsOf(claims, weights.length)
  const order = Array.from(totals.keys()).sort((a, b) => (totals[a] as number) - (totals[b] as number))
  let best: Shelf = { units: Number.POSITIVE_INFINITY, protect: [] }
  let [at, sum] = [0, 0]
  for (const enough of SHARED_ENOUGH) {
    while (at < order.length - 1 && sum + (weights[order[at] as number] as number) < enough - EXACT)
      sum += weights[order[at++] as number] as number
    const shared = order.length === 0 ? 0 : (totals[order[at] as number] as number)
    const late = order.slice(at)
    const protect = claims.map((one, nth) => keptFor(one, nth, { shared, late, totals, weights }))
    const units = protect.reduce((all, one) => all + one, shared)
    if (units < best.units - EXACT) best = { units, protect }
  }
  return best
}

const EXACT = 1e-9

function totalsOf(claims: readonly Claims[], times: number): Float64Array {
  const totals = new Float64Array(times)
  for (const { asked } of claims)
    for (let time = 0; time < times; time++) totals[time] = (totals[time] as number) + (asked[time] as number)
  return totals
}

interface Past {
  shared: number
  /** Times at which what is shared is not enough. */
  late: readonly number[]
  totals: Float64Array
  weights: Float64Array
}

/** The fewest units with which no more is missing than is allowed. */
function keptFor(claims: Claims, nth: number, { shared, late, totals, weights }: Past): number {
  const rests: { units: number; weight: number }[] = []
  for (const time of late) {
    const total = totals[time] as number
    const units = total > shared + EXACT ? restOf(claims, nth, time, 1 - shared / total) : 0
    if (units > 0) rests.push({ units, weight: weights[time] as number })
  }
  rests.sort((a, b) => b.units - a.units)
  const allowed = 1 - claims.target.level + EXACT
  return claims.target.kind === 'cycle' ? forCycles(rests, allowed) : forUnits(rests, allowed * claims.cycle)
}

function forCycles(rests: readonly { units: number; weight: number }[], allowed: number): number {
  let missed = 0
  for (const { units, weight } of rests) {
    missed += weight
    if (missed > allowed) return units
  }
  return 0
}

/** Between two rests the missing units grow by the weight of all larger ones. */
function forUnits(rests: readonly { units: number; weight: number }[], allowed: number): number {
  let [missing, weight] = [0, 0]
  for (const [nth, rest] of rests.entries()) {
    weight += rest.weight
    const next = rests[nth + 1]?.units ?? 0
    const more = weight * (rest.units - next)
    if (missing + more > allowed) return rest.units - (allowed - missing) / weight
    missing += more
  }
  return 0
}

/** With more orders the part of them that comes too late is the part of the time. */
const FEW = 12

/** What one channel asks for after what is shared is gone, in the last `late` part of the time: whole orders, drawn evenly. */
function restOf({ asked, clump }: Claims, nth: number, time: number, late: number): number {
  const units = asked[time] as number
  if (units <= 0) return 0
  const orders = Math.max(1, Math.round(units / clump))
  if (orders > FEW) return units * late
  let after = 0
  for (let order = 0; order < orders; order++) if (drawn(time, nth, order) < late) after += 1
  return (units * after) / orders
}

/** The same for the same order at any time it is asked for: a number from 0 to 1 that looks drawn. */
function drawn(time: number, nth: number, order: number): number {
  let mixed = Math.imul(time + 1, 0x9e3779b1) ^ Math.imul(nth + 1, 0x85ebca6b) ^ Math.imul(order + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296
}
