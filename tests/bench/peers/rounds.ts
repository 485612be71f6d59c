/** The rounds: every system is asked in each, so that a machine that slows down slows them all. */
import { type AskedOrder, takeOrders } from '../orders.ts'
import { median } from '../report.ts'
import { range } from '../warehouse.ts'
import { type Books, openBooks } from './books.ts'
import type { Commits, Lotline, Placing } from './lotline.ts'
import type { Side, Timed } from './side.ts'

const WARM_UP = 1
const ROUNDS = 5
const READ_MS = 2_000
/** Requests on the way on each connection, where a caller does not wait for one answer before it asks again. */
export const IN_FLIGHT = 4
/** Between two reads beside the orders. */
const PAUSE_MS = 5
const BESIDE_MS = 2_000
/** Orders that are sent in one go, until the reads beside them are done. */
const PER_BATCH = 1_200
/** So many times as many orders as Vendure takes are asked for, and reads must be quick beside them. */
export const TIMES_VENDURE = 50

export interface Series {
  rates: number[]
  latencies: number[]
}

export interface Contender<Of extends Side = Side> {
  side: Of
  /** Orders of a round; about as many as it takes in seconds, not minutes. */
  perRound: number
  placed: Series
  read: Series
  books: Books
  nextOrders(count: number): AskedOrder[]
}

/** Reads while orders are placed, and those orders. */
export interface Beside {
  inFlight: number
  /** At the rate that is asked for, instead of as many as the server takes. */
  isPaced: boolean
  reads: Series
  orders: Series
  commits: Commits
}

const series = (): Series => ({ rates: [], latencies: [] })

export function contend<Of extends Side>(side: Of, perRound: number): Contender<Of> {
  const orders = takeOrders()
  const books = openBooks()
  return {
    ...{ side, perRound, books, placed: series(), read: series() },
    nextOrders(count) {
      const asked = range(count).map(() => orders.next(1))
      books.note(asked)
      return asked
    },
  }
}

export interface Found {
  /** Lotline's orders with several on the way on each connection. */
  many: Series
  beside: Beside[]
}

export async function runRounds(
  lotline: Contender<Lotline>,
  others: readonly Contender[],
  vendure: Contender,
): Promise<Found> {
  const contenders = [lotline, ...others]
  const found: Found = {
    many: series(),
    beside: [
      { inFlight: 1, isPaced: true },
      { inFlight: 1, isPaced: false },
      { inFlight: IN_FLIGHT, isPaced: false },
    ].map((how) => ({
      ...{ ...how, reads: series(), orders: series(), commits: { commits: 0, ms: 0, units: 0 } },
    })),
  }
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    // What is measured before the machine is warm is put where nobody looks.
    const keep = (kept: Series, timed: Timed) => note(round < WARM_UP ? series() : kept, timed)
    for (const turn of range(contenders.length)) {
      const { side, perRound, placed, read, nextOrders } = contenders[(round + turn) % contenders.length] as Contender
      keep(placed, await side.place(nextOrders(perRound)))
      keep(read, await side.read(READ_MS))
    }
    keep(found.many, await lotline.side.placeMany(lotline.nextOrders(PER_BATCH), IN_FLIGHT))
    for (const { inFlight, isPaced, reads, orders, commits } of found.beside) {
      const before = await lotline.side.commits()
      // While the machine gets warm nobody has measured what Vendure takes.
      const isAsked = isPaced && round >= WARM_UP
      const pace = isAsked ? { perSecond: TIMES_VENDURE * median(vendure.placed.rates) } : {}
      const timed = await readBesideOrders(lotline, { inFlight, ...pace })
      keep(reads, timed.reads)
      keep(orders, timed.orders)
      if (round >= WARM_UP) add(commits, before, await lotline.side.commits())
    }
  }
  return found
}

function note({ rates, latencies }: Series, { requests, elapsedMs, latenciesMs }: Timed): void {
  rates.push((requests * 1000) / elapsedMs)
  latencies.push(...latenciesMs)
}

function add(commits: Commits, before: Commits, after: Commits): void {
  for (const key of ['commits', 'ms', 'units'] as const) commits[key] += after[key] - before[key]
}

async function readBesideOrders({ side, nextOrders }: Contender<Lotline>, how: Placing) {
  let areReadsDone = false
  const placing = side.placeWhile(
    () => !areReadsDone,
    () => nextOrders(PER_BATCH),
    how,
  )
  const reads = await side.readSlowly(BESIDE_MS, PAUSE_MS).finally(() => {
    areReadsDone = true
  })
  return { reads, orders: await placing }
}
