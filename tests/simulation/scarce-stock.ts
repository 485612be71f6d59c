/**
 * Channels that sell from too little stock for a period, under three ways of sharing it out: first come first served, split by
 * what each asked for before, and protected as proposed. Who asks for what is drawn anew for each period; the proposal knows the
 * periods before and nothing else.
 */
import { apportion } from '../../shared/rules/apportion.ts'
import { protectScarce } from '../../shared/rules/protect-scarce.ts'
import { createRandom, type Random } from './random.ts'

interface Seller {
  channel: string
  /** Minor units. */
  margin: number
  penalty: number
  /** Units asked for in one period. */
  asks: (random: Random) => number
  /** Units of one order, at most. */
  orderSize: number
}

export interface Market {
  name: string
  sellers: readonly Seller[]
}

/** Sum of twelve draws: near enough to a normal distribution, and never below nothing. */
const smooth =
  (mean: number, deviation: number) =>
  (random: Random): number => {
    let sum = -6
    for (let nth = 0; nth < 12; nth++) sum += random.next()
    return Math.max(0, Math.round(mean + deviation * sum))
  }

/** Mostly quiet, and now and then a flash sale. */
const spiky =
  (mean: number, peak: number, chance: number) =>
  (random: Random): number =>
    random.chance(chance) ? random.whole(Math.round(peak / 2), peak) : smooth(mean, mean / 4)(random)

/** Nothing in most periods, and much in one. */
const lumpy =
  (size: number, chance: number) =>
  (random: Random): number =>
    random.chance(chance) ? random.whole(Math.round(size / 2), size) : 0

export const MARKETS: readonly Market[] = [
  {
    name: 'equal margins',
    sellers: [
      { channel: 'shop', margin: 800, penalty: 0, asks: smooth(60, 15), orderSize: 3 },
      { channel: 'amazon', margin: 800, penalty: 0, asks: smooth(90, 20), orderSize: 2 },
    ],
  },
  {
    name: 'wholesale earns 35 %, Amazon 18 %',
    sellers: [
      { channel: 'wholesale', margin: 700, penalty: 0, asks: smooth(60, 12), orderSize: 24 },
      { channel: 'amazon', margin: 360, penalty: 0, asks: smooth(90, 25), orderSize: 2 },
    ],
  },
  {
    name: 'flash sales against a retailer with chargebacks',
    sellers: [
      { channel: 'retail', margin: 300, penalty: 900, asks: smooth(80, 8), orderSize: 40 },
      { channel: 'shop', margin: 600, penalty: 0, asks: spiky(40, 240, 0.2), orderSize: 3 },
    ],
  },
  {
    name: 'lumpy wholesale, smooth marketplaces',
    sellers: [
      { channel: 'wholesale', margin: 900, penalty: 0, asks: lumpy(160, 0.3), orderSize: 160 },
      { channel: 'shop', margin: 650, penalty: 0, asks: smooth(50, 12), orderSize: 3 },
      { channel: 'amazon', margin: 300, penalty: 150, asks: smooth(70, 20), orderSize: 2 },
    ],
  },
  {
    name: 'four channels, one at a loss',
    sellers: [
      { channel: 'retail', margin: 250, penalty: 500, asks: smooth(50, 10), orderSize: 30 },
      { channel: 'wholesale', margin: 500, penalty: 0, asks: lumpy(90, 0.5), orderSize: 90 },
      { channel: 'shop', margin: 700, penalty: 0, asks: spiky(30, 120, 0.15), orderSize: 3 },
      { channel: 'outlet', margin: -60, penalty: 0, asks: smooth(40, 15), orderSize: 2 },
    ],
  },
]

/** Stock, as a part of what is asked for on average. */
export const SCARCITIES = [0.4, 0.7, 0.9] as const
const HISTORY = 26

export interface Result {
  market: string
  scarcity: number
  /** Mean contribution of a period, minor units. */
  firstCome: number
  proportional: number
  proposed: number
  /** Standard errors of what the proposal brings more, the same periods compared. */
  errors: { firstCome: number; proportional: number }
}

export function compare(market: Market, scarcity: number, periods: number, seed: number): Result {
  const random = createRandom(seed)
  const brought: Record<'firstCome' | 'proportional' | 'proposed', number[]> = {
    firstCome: [],
    proportional: [],
    proposed: [],
  }
  for (let period = 0; period < periods; period++) {
    const claimants = market.sellers.map(({ channel, margin, penalty, asks }) => ({
      ...{ channel, margin, penalty },
      demand: Array.from({ length: HISTORY }, () => asks(random)),
    }))
    const means = claimants.map(({ demand }) => demand.reduce((sum, one) => sum + one, 0))
    const units = Math.round((scarcity * means.reduce((sum, one) => sum + one, 0)) / HISTORY)
    const orders = ordersOf(market, random)
    const ways = {
      firstCome: market.sellers.map(() => 0),
      proportional: apportion(units, means),
      proposed: protectScarce(units, claimants).shares.map(({ protect }) => protect),
    }
    for (const way of ['firstCome', 'proportional', 'proposed'] as const)
      brought[way].push(sell(market, orders, ways[way], units))
  }
  const { firstCome, proportional, proposed } = brought
  return {
    ...{ market: market.name, scarcity },
    firstCome: meanOf(firstCome),
    proportional: meanOf(proportional),
    proposed: meanOf(proposed),
    errors: { firstCome: errorOf(proposed, firstCome), proportional: errorOf(proposed, proportional) },
  }
}

interface Order {
  place: number
  units: number
}

/** All of the period, at random times. */
function ordersOf({ sellers }: Market, random: Random): Order[] {
  const orders: (Order & { at: number })[] = []
  for (const [place, { asks, orderSize }] of sellers.entries())
    for (let left = asks(random); left > 0; ) {
      const units = Math.min(left, random.whole(1, orderSize))
      orders.push({ place, units, at: random.next() })
      left -= units
    }
  return orders.sort((a, b) => a.at - b.at)
}

/** Each order takes of its channel's protection first, then of what is shared; what is not there is missing. */
function sell({ sellers }: Market, orders: readonly Order[], protect: readonly number[], units: number): number {
  const own = [...protect]
  let shared = units - protect.reduce((sum, one) => sum + one, 0)
  let contribution = 0
  for (const { place, units: asked } of orders) {
    const protectedUnits = Math.min(asked, own[place] ?? 0)
    const others = Math.min(asked - protectedUnits, shared)
    own[place] = (own[place] ?? 0) - protectedUnits
    shared -= others
    const sold = protectedUnits + others
    const { margin, penalty } = sellers[place] as Seller
    contribution += margin * sold - penalty * (asked - sold)
  }
  return contribution
}

const meanOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length

function errorOf(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, nth) => value - (other[nth] ?? 0))
  const mean = meanOf(differences)
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1)
  return Math.sqrt(variance / differences.length)
}
