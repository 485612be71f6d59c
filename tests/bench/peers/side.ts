/** One of those that are measured beside each other: each is asked for the same orders, in the same order. */
import type { AskedOrder } from '../orders.ts'

/** As a load generator answers. */
export interface Timed {
  requests: number
  elapsedMs: number
  latenciesMs: number[]
}

/** What a system says itself of what it took. */
export interface Told {
  orders: number
  /** Units promised to orders, by item. */
  units: Record<string, number>
}

export interface Side {
  name: string
  /** Orders taken at least one by one on each connection; each is proven to be taken as it was asked for. */
  place(orders: readonly AskedOrder[]): Promise<Timed>
  /** How much of one item there is, item by item over all connections. */
  read(forMs: number): Promise<Timed>
  /** Asked when nothing is under way. */
  tell(): Promise<Told>
  close(): Promise<void>
}

/** Every connection gets its turn. */
export const dealt = <One>(all: readonly One[], connections: number): One[][] =>
  Array.from({ length: connections }, (_, connection) => all.filter((_, index) => index % connections === connection))
