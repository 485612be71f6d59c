/**
 * At a platform's limit: 500 listings at a simulated Amazon that takes five numbers a second, 50 orders a second on the real
 * clock. What sells out is told first; the rest waits, each listing for its latest number only.
 */
import { serve } from '@hono/node-server'
import { createAmazon } from '../platforms/amazon/amazon.ts'
import { CLIENT, MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { createRandom } from '../platforms/shopify/random.ts'
import { type Connected, health, pause, portOf, quiet } from './connected.ts'
import { type Figure, median, percentile } from './report.ts'
import { startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const LISTINGS = 500
const UNITS = 200
const PER_SECOND = 50
const SECONDS = 30
/** Of the orders, those that take all that is there. */
const EVERY_SELLS_OUT = 25
const SEED = 1
const PART = `Publishing at the limit: ${LISTINGS.toLocaleString('en-US')} listings at a simulated Amazon, 5 numbers a second, ${PER_SECOND} orders a second for ${SECONDS} s`

interface Watched {
  since: number
  isSoldOut: boolean
}

export async function measureUrgent(): Promise<Figure[]> {
  const amazon = createAmazon({
    ...CLIENT,
    now: Date.now,
    seed: SEED,
    sellerId: SELLER,
    marketplaceId: MARKETPLACE,
    notify: async () => undefined,
  })
  const waiting = new Map<string, Watched & { units: number }>()
  const lags = { soldOut: [] as number[], others: [] as number[] }
  const look = () => {
    for (const [sku, { units, since, isSoldOut }] of waiting)
      if (amazon.shown(sku) <= units) {
        lags[isSoldOut ? 'soldOut' : 'others'].push(performance.now() - since)
        waiting.delete(sku)
      }
  }
  const fetch = async (request: Request) => {
    const answer = await amazon.app.fetch(request)
    look()
    return answer
  }
  const listening = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  const server = await startServer()
  try {
    const connected: Connected = { server, id: 'amazon' }
    await connect(connected, amazon, `http://127.0.0.1:${portOf(listening)}`)
    // Minutes, by the rates of the platform.
    await quiet(connected, 900_000)
    const queue = await load(connected, (sku, units, isSoldOut) => {
      const since = waiting.get(sku)?.since ?? performance.now()
      waiting.set(sku, { units, isSoldOut, since: isSoldOut ? performance.now() : since })
    })
    await quiet(connected, 900_000)
    look()
    await server.command('audit')
    if (waiting.size > 0) throw new Error(`${waiting.size} numbers never came to Amazon.`)
    return [
      { part: PART, what: 'sold out, to the platform, p50', value: median(lags.soldOut), unit: 'ms' },
      {
        part: PART,
        what: 'sold out, to the platform, p99',
        value: percentile(lags.soldOut, 99),
        unit: 'ms',
        target: { max: 2_000 },
      },
      { part: PART, what: 'others, to the platform, p50', value: median(lags.others), unit: 'ms' },
      { part: PART, what: 'listings waiting at once, at most', value: Math.max(...queue), unit: 'listings' },
    ]
  } finally {
    listening.close()
    await server.close()
  }
}

const skus = range(LISTINGS).map((index) => `ITEM-${index}`)

async function connect({ server, id }: Connected, amazon: ReturnType<typeof createAmazon>, baseUrl: string) {
  const header = 'sku,name,rotation,lotTracked,unit'
  await importCsv(
    server,
    'items',
    header,
    skus.map((sku) => `${sku},${sku},fifo,false,each`),
  )
  await importCsv(server, 'locations', 'code,kind,pickSequence', ['A-01,pick,1'])
  await importCsv(
    server,
    'stock',
    'sku,location,quantity',
    skus.map((sku) => `${sku},A-01,${UNITS}`),
  )
  // What stands there already need not be told: the measurement is of what comes after.
  for (const sku of skus) amazon.addListing({ sku, quantity: UNITS })
  await server.api('PUT', '/channels/amazon', { name: 'Amazon', kind: 'marketplace', priority: 1 })
  await server.api('PUT', `/connectors/${id}`, {
    kind: 'amazon',
    channel: 'amazon',
    baseUrl,
    settings: { sellerId: SELLER, marketplaceId: MARKETPLACE, tokenUrl: `${baseUrl}/auth/o2/token` },
    credentials: CLIENT,
  })
  const mappings = skus.map((sku) => ({ listing: sku, sku }))
  await server.api('PUT', `/connectors/${id}/mappings`, mappings)
}

/** Orders at their even rate; returns the length of the queue, looked at once a second. */
async function load(
  connected: Connected,
  expect: (sku: string, units: number, isSoldOut: boolean) => void,
): Promise<number[]> {
  const random = createRandom(SEED)
  const left = new Map(skus.map((sku) => [sku, UNITS]))
  const queue: number[] = []
  const placed: Promise<void>[] = []
  const started = performance.now()
  for (let nth = 0; nth < PER_SECOND * SECONDS; nth++) {
    await pause(started + (nth * 1_000) / PER_SECOND - performance.now())
    const sku = skus[random.whole(0, LISTINGS - 1)] as string
    const there = left.get(sku) ?? 0
    const isSoldOut = nth % EVERY_SELLS_OUT === 0
    const quantity = Math.min(there, isSoldOut ? there : 1)
    if (quantity === 0) continue
    left.set(sku, there - quantity)
    placed.push(
      connected.server
        .api('POST', '/orders', {
          externalId: `ORDER-${nth}`,
          channel: 'amazon',
          customer: { id: 'C1', name: 'Ada' },
          lines: [{ sku, quantity, unitPrice: { amount: 100, currency: 'USD' } }],
        })
        .then(() => expect(sku, there - quantity, isSoldOut || there === quantity)),
    )
    if (nth % PER_SECOND === 0) queue.push((await health(connected)).waiting)
  }
  await Promise.all(placed)
  return queue
}
