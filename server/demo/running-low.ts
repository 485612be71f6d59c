/**
 * An item that sold through every channel for months, and of which less is left than will be asked for until the next delivery:
 * who is to have it, the office proposes. What it is asked for goes up and down, as it does.
 */
import { CATALOGUE, RUNNING_LOW_SKU } from './catalogue.ts'
import type { DemoChannel } from './channels.ts'

export interface RunningLowSale {
  daysAgo: number
  channel: DemoChannel
  externalId: string
  customer: string
  quantity: number
  /** Cents of a unit. */
  price: number
  /** Cents that its carrier took: larger orders are a share of a truck. */
  shipping: number
}

interface Buying {
  /** The last order was shipped so many days ago, and each one before it so many days earlier. */
  last: number
  every: number
  /** Units of each order, the youngest first. */
  quantities: readonly number[]
  /** Price as a multiple of cost. */
  markup: number
  shipping(units: number): number
  numbered(index: number): string
  customers: readonly [string, ...string[]]
}

const BUYING: Record<DemoChannel, Buying> = {
  greenfield: {
    ...{ last: 4, every: 10, quantities: [40, 40, 20, 60, 40, 40, 20, 40, 60, 40, 20, 40], markup: 1.7 },
    shipping: (units) => units * 32,
    numbered: (index) => `45001186${10 + index}`,
    customers: ['Greenfield DC Columbus', 'Greenfield DC Reno'],
  },
  amazon: {
    ...{ last: 3, every: 10, quantities: [12, 16, 9, 14, 20, 11, 12, 8, 15, 13, 10, 12], markup: 2.6 },
    shipping: (units) => 540 + units * 45,
    numbered: (index) => `113-46${20 + index}731-90${30 + index * 7}468`,
    customers: ['Lakeview Dental', 'Bright Path Nursery', 'Orrin & Daughters'],
  },
  shop: {
    ...{ last: 2, every: 10, quantities: [10, 6, 12, 8, 9, 4, 11, 8, 7, 10, 6, 9], markup: 2.4 },
    shipping: (units) => 520 + units * 40,
    numbered: (index) => `S-${1950 + index}`,
    customers: ['Ada Brennan', 'Leo Fischer', 'Noor Haddad', 'Grace Tan'],
  },
  wholesale: {
    ...{ last: 7, every: 20, quantities: [40, 40, 60, 40, 20, 40], markup: 1.5 },
    shipping: (units) => units * 28,
    numbered: (index) => `W-${731 + index}`,
    customers: ['Corner Pantry Supply', 'Harbor Cafe Group'],
  },
}

/** Oldest first. */
export function salesOfRunningLow(): RunningLowSale[] {
  const cost = CATALOGUE.find(({ sku }) => sku === RUNNING_LOW_SKU)?.cost ?? 0
  return Object.entries(BUYING)
    .flatMap(([channel, { last, every, quantities, markup, shipping, numbered, customers }]) =>
      quantities.map(
        (quantity, index): RunningLowSale => ({
          daysAgo: last + index * every,
          channel: channel as DemoChannel,
          externalId: numbered(quantities.length - index),
          customer: customers[index % customers.length] ?? customers[0],
          quantity,
          price: Math.round(cost * markup),
          shipping: shipping(quantity),
        }),
      ),
    )
    .sort((a, b) => b.daysAgo - a.daysAgo)
}
