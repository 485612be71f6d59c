/**
 * Channels that sell from one shelf, of which a part is kept back for each: what is shared goes first come, first served, and when it
 * is gone each channel has what was kept for it. How much is shared, and how much kept for whom, is found by asking of many times of
 * the past what each would have missed.
 */
import { normalQuantile } from './normal.ts'
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

/** Parts of the times in which what is shared would have been enough, from which the best is taken. */
const SHARED_ENOUGH = [0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.965, 0.98, 0.99, 0.995, 1]
const START = SHARED_ENOUGH.indexOf(0.9)

/** The smallest shelf that was found with which each channel is kept its promise. `weights`: of the times; they sum to 1. */
export function smallestShelf(claims: readonly Claims[], weights: Float64Array): Shelf {
  const [first, ...others] = claims
  // A channel alone shares with nobody.
  if (first === undefined || others.length === 0)
    return { units: first === undefined ? 0 : ownShelf(first, weights), protect: claims.map(() => 0) }
  const past = pastOf(claims, weights)
  const at = (enough: number): Shelf => shelfWith(sharedFor(enough, past), claims, past)
  const found = downhill((nth) => at(SHARED_ENOUGH[nth] as number))
  // Enough for all as often as the highest promise says keeps every promise, with little or nothing kept for anybody.
  const plain = at(Math.max(...claims.map(({ target }) => target.level)))
  return found.units < plain.units ? found : plain
}

/** The more is shared the less is kept: there is a smallest sum on the way down, in both directions. */
function downhill(at: (nth: number) => Shelf): Shelf {
  let best = at(START)
  for (const step of [1, -1])
    for (let nth = START + step; nth >= 0 && nth < SHARED_ENOUGH.length; nth += step) {
      const next = at(nth)
      // Of equal ones the most is shared.
      if (next.units > best.units || (step < 0 && next.units === best.units)) break
      best = next
    }
  return best
}

/** Whole units that one channel needs that has a shelf of its own. */
export const ownShelf = ({ asked, target, cycle }: Claims, weights: Float64Array): number =>
  enoughOf({ units: asked, weights }, target, cycle)

interface Past {
  weights: Float64Array
  /** Units that all ask for together, at each time. */
  totals: Float64Array
  /** Times by how much is asked for, the least first. */
  order: readonly number[]
}

function pastOf(claims: readonly Claims[], weights: Float64Array): Past {
  const totals = new Float64Array(weights.length)
  for (const { asked } of claims)
    for (let time = 0; time < totals.length; time++) totals[time] = (totals[time] as number) + (asked[time] as number)
  const order = Array.from(totals.keys()).sort((a, b) => (totals[a] as number) - (totals[b] as number))
  return { weights, totals, order }
}

/** Whole units that are enough for all in such a part of the times. */
function sharedFor(part: number, { weights, totals, order }: Past): number {
  let sum = 0
  for (const time of order) {
    sum += weights[time] as number
    if (sum >= part - EXACT) return Math.ceil((totals[time] as number) - EXACT)
  }
  return Math.ceil(totals[order.at(-1) ?? 0] ?? 0)
}

const EXACT = 1e-9

function shelfWith(shared: number, claims: readonly Claims[], past: Past): Shelf {
  const protect = claims.map((one, nth) => keptFor(one, nth, shared, past))
  return { units: protect.reduce((sum, one) => sum + one, shared), protect }
}

/** Units asked for, or left to ask for, at some times, and the weights of these. */
interface Rests {
  units: ArrayLike<number>
  weights: ArrayLike<number>
}

function keptFor(claims: Claims, nth: number, shared: number, past: Past): number {
  const [units, weights]: [number[], number[]] = [[], []]
  for (let place = past.order.length - 1; place >= 0; place--) {
    const time = past.order[place] as number
    const total = past.totals[time] as number
    if (total <= shared) break
    const rest = restOf(claims, nth, time, { shared, total })
    if (rest <= 0) continue
    units.push(rest)
    weights.push(past.weights[time] as number)
  }
  return enoughOf({ units, weights }, claims.target, claims.cycle)
}

/** The fewest whole units with which no more is missing than is allowed. */
function enoughOf(rests: Rests, { kind, level }: ServiceTarget, cycle: number): number {
  let most = 0
  for (let nth = 0; nth < rests.units.length; nth++) most = Math.max(most, rests.units[nth] as number)
  const allowed = (1 - level) * (kind === 'fill' ? cycle : 1) + EXACT
  const missing = kind === 'fill' ? missingUnits : missedTimes
  return smallest(most, (kept) => missing(rests, kept) <= allowed)
}

/** The smallest whole number that is enough, of which `most` is. */
function smallest(most: number, isEnough: (units: number) => boolean): number {
  let [low, high] = [-1, Math.ceil(most)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

function missedTimes({ units, weights }: Rests, kept: number): number {
  let sum = 0
  for (let nth = 0; nth < units.length; nth++) if ((units[nth] as number) > kept + EXACT) sum += weights[nth] as number
  return sum
}

function missingUnits({ units, weights }: Rests, kept: number): number {
  let sum = 0
  for (let nth = 0; nth < units.length; nth++)
    if ((units[nth] as number) > kept) sum += (weights[nth] as number) * ((units[nth] as number) - kept)
  return sum
}

/** More orders than that are not drawn one by one. */
const FEW = 6

/**
 * What one channel asks for after what is shared is gone, in the last part of the time: whole orders, drawn evenly; of many the
 * part of the time, give or take what chance makes of it.
 */
function restOf(
  { asked, clump }: Claims,
  nth: number,
  time: number,
  { shared, total }: { shared: number; total: number },
): number {
  const units = asked[time] as number
  if (units >= total) return total - shared
  const late = 1 - shared / total
  const orders = Math.max(1, Math.round(units / clump))
  const place = time * 61 + nth * 1021
  if (orders > FEW) {
    const chance = Math.sqrt(units * clump * late * (1 - late)) * (DEVIATES[place % DRAWN.length] as number)
    return Math.min(units, Math.max(0, units * late + chance))
  }
  let after = 0
  for (let order = 0; order < orders; order++) if ((DRAWN[(place + order) % DRAWN.length] as number) < late) after += 1
  return (units * after) / orders
}

/** Numbers from 0 to 1 that look drawn, and are the same each time: when in the time an order comes. */
const DRAWN = Float64Array.from({ length: 4_099 }, (_, nth) => {
  let mixed = Math.imul(nth + 1, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 4_294_967_296
})
const DEVIATES = DRAWN.map(normalQuantile)
