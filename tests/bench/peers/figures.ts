/** What the rounds found, in words. */
import { CONNECTIONS } from '../plan.ts'
import { type Figure, median, percentile } from '../report.ts'
import type { Commits } from './lotline.ts'
import { type Contender, type Found, IN_FLIGHT, type Series, TIMES_VENDURE } from './rounds.ts'

const ORDERS = `Beside peers: orders of 1 line, durable, ${CONNECTIONS} connections, one request at a time on each`
const READS = `Beside peers: how much there is of one item, ${CONNECTIONS} at once`
const BESIDE = `Beside peers: GET /inventory/{sku} while orders are placed over ${CONNECTIONS} connections`
const PROOF = 'Beside peers: units by which figures differ from the orders that were answered'

const TIMES_MEDUSA = 3
const READ_WITHIN_MS = 5

export interface Compared {
  lotline: Contender
  onPostgres: Contender
  vendure: Contender
  medusa: Contender
}

export function figuresOf({ lotline, onPostgres, vendure, medusa }: Compared, { many, beside }: Found): Figure[] {
  const times = (a: Series, b: Series) => median(a.rates) / median(b.rates)
  const named = (one: Contender, work: string) => `${one.side.name}: ${work}`
  return [
    ...seriesOf(ORDERS, named(lotline, 'placed and committed, SQLite, by HTTP'), 'orders/s', lotline.placed),
    ...seriesOf(ORDERS, named(lotline, `the same, ${IN_FLIGHT} requests on each`), 'orders/s', many),
    ...seriesOf(ORDERS, named(onPostgres, 'placed and committed, by HTTP'), 'orders/s', onPostgres.placed),
    ...seriesOf(ORDERS, named(vendure, 'placed and allocated, SQLite, by HTTP'), 'orders/s', vendure.placed),
    ...seriesOf(ORDERS, named(medusa, 'reserved, PostgreSQL, in process'), 'lines/s', medusa.placed),
    {
      ...{ part: ORDERS, what: 'Lotline / Vendure', value: times(lotline.placed, vendure.placed), unit: '' },
      target: { min: TIMES_VENDURE },
    },
    {
      ...{ part: ORDERS, what: `Lotline, ${IN_FLIGHT} requests on each / Vendure`, unit: '' },
      value: times(many, vendure.placed),
    },
    {
      ...{ part: ORDERS, what: 'Lotline / Medusa', value: times(lotline.placed, medusa.placed), unit: '' },
      target: { min: TIMES_MEDUSA },
    },
    {
      ...{ part: ORDERS, what: 'Lotline on PostgreSQL / Medusa', unit: '' },
      value: times(onPostgres.placed, medusa.placed),
    },
    ...seriesOf(READS, named(lotline, 'GET /inventory/{sku}, SQLite'), 'reads/s', lotline.read),
    ...seriesOf(READS, named(onPostgres, 'GET /inventory/{sku}'), 'reads/s', onPostgres.read),
    ...seriesOf(READS, named(vendure, 'stock level by its admin API, SQLite'), 'reads/s', vendure.read),
    ...seriesOf(READS, named(medusa, 'available quantity, PostgreSQL, in process'), 'reads/s', medusa.read),
    ...beside.flatMap(({ inFlight, isPaced, reads, orders, commits }): Figure[] => {
      const fast = inFlight === 1 ? 'one order at a time on each' : `${inFlight} orders on the way on each`
      const what = isPaced ? `${TIMES_VENDURE} times Vendure's orders` : fast
      const p99 = percentile(reads.latencies, 99)
      return [
        figure(BESIDE, `${what}: a read, p50`, percentile(reads.latencies, 50), 'ms'),
        { ...figure(BESIDE, `${what}: a read, p99`, p99, 'ms'), target: { max: READ_WITHIN_MS } },
        figure(BESIDE, `${what}: orders meanwhile`, median(orders.rates), 'orders/s', roundsOf(orders)),
        // A read waits for the group of orders that the server is at, and for its commit.
        figure(BESIDE, `${what}: a commit meanwhile, mean`, commits.ms / commits.commits, 'ms', groupsOf(commits)),
      ]
    }),
  ]
}

/** After all rounds, and the audit of Lotline's databases. */
export async function proofOf(contenders: readonly Contender[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { side, books } of contenders) {
    const told = await side.tell()
    const off = books.offBy(side.name, told)
    const isOurs = side.name.startsWith('Lotline')
    if (isOurs && off > 0) throw new Error(`${side.name}'s figures differ by ${off} units from its orders.`)
    figures.push(figure(PROOF, side.name, off, 'units', `${told.orders} orders`))
  }
  return figures
}

const figure = (part: string, what: string, value: number, unit: string, beside?: string): Figure => ({
  ...{ part, what, value, unit },
  ...(beside === undefined ? {} : { beside }),
})

const roundsOf = ({ rates }: Series): string => `rounds ${rates.map(Math.round).join(', ')}`

const groupsOf = ({ commits, units }: Commits): string => `${(units / commits).toFixed(1)} units in each`

const seriesOf = (part: string, what: string, unit: string, one: Series): Figure[] => [
  figure(part, what, median(one.rates), unit, roundsOf(one)),
  figure(part, `${what}, p50`, percentile(one.latencies, 50), 'ms'),
  figure(part, `${what}, p99`, percentile(one.latencies, 99), 'ms'),
]
