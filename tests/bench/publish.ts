/**
 * From the commit of an order to the number in a simulated shop: 5,000 listings, 50 orders a second on items drawn at random,
 * by HTTP, on the real clock. The shop stands in this process and counts its calls by the price of Shopify's basic plan.
 */
import { serve } from '@hono/node-server'
import { createRandom } from '../platforms/shopify/random.ts'
import { createShopify, type Shopify } from '../platforms/shopify/shopify.ts'
import { health, pause, portOf, quiet } from './connected.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const LISTINGS = 5_000
const UNITS = 100
const PER_SECOND = 50
const SECONDS = 30
const QUIET_WITHIN_MS = 120_000
const WITHIN_MS = 2_000
const SEED = 1
const PART = `Publishing: ${LISTINGS.toLocaleString('en-US')} listings at a simulated Shopify, ${PER_SECOND} orders a second for ${SECONDS} s`
const PLANS = {
  'basic plan, 100 points a second': { maximumAvailable: 2_000, restoreRate: 100 },
  'no limit of the platform': { maximumAvailable: 1_000_000, restoreRate: 1_000_000 },
}

/** What the shop is to show, and since when. */
interface Expected {
  units: number
  since: number
}

export async function measurePublish(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [words, plan] of Object.entries(PLANS)) figures.push(...(await measureAt(words, plan)))
  return figures
}

async function measureAt(words: string, plan: { maximumAvailable: number; restoreRate: number }): Promise<Figure[]> {
  const shop = createShopify({
    now: () => Date.now(),
    seed: SEED,
    shop: 'bench.example',
    accessToken: 'bench',
    webhookSecret: 'unused',
    deliver: async () => new Response(),
    plan,
  })
  const lag = watch(shop)
  const listening = serve({ fetch: lag.fetch, port: 0, hostname: '127.0.0.1' })
  const server = await startServer()
  try {
    const items = await connect(server, shop, portOf(listening))
    lag.know(items)
    await quiet({ server, id: 'shop' }, QUIET_WITHIN_MS)
    const queue = await load(server, lag, items)
    await quiet({ server, id: 'shop' }, QUIET_WITHIN_MS)
    lag.look()
    await server.command('audit')
    if (lag.open() > 0) throw new Error(`${lag.open()} changes never came to the shop.`)
    const part = `${PART}; ${words}`
    return [
      { part, what: 'commit to platform, p50', value: median(lag.lags), unit: 'ms' },
      {
        part,
        what: 'commit to platform, p99',
        value: percentile(lag.lags, 99),
        unit: 'ms',
        target: { max: WITHIN_MS },
      },
      { part, what: 'listings waiting at once, at most', value: Math.max(...queue), unit: 'listings' },
      { part, what: 'calls of the platform', value: shop.calls.inventorySetQuantities ?? 0, unit: 'calls' },
    ]
  } finally {
    listening.close()
    await server.close()
  }
}

/** Looks after each call which of the expected numbers the shop shows now. */
function watch(shop: Shopify) {
  const expected = new Map<string, Expected[]>()
  const lags: number[] = []
  let items: string[] = []
  const look = () => {
    for (const [item, waiting] of expected) {
      const shown = shop.available(item)
      const left = waiting.filter(({ units, since }) => {
        if (shown <= units) lags.push(performance.now() - since)
        return shown > units
      })
      if (left.length === 0) expected.delete(item)
      else expected.set(item, left)
    }
  }
  return {
    lags,
    look,
    know: (all: string[]) => {
      items = all
    },
    expect: (index: number, units: number) => {
      const item = items[index] as string
      expected.set(item, [...(expected.get(item) ?? []), { units, since: performance.now() }])
    },
    open: () => [...expected.values()].flat().length,
    fetch: async (request: Request) => {
      const answer = await shop.app.fetch(request)
      look()
      return answer
    },
  }
}

async function connect(server: BenchServer, shop: Shopify, port: number): Promise<string[]> {
  const skus = range(LISTINGS).map((index) => `ITEM-${index}`)
  await importCsv(
    server,
    'items',
    'sku,name,rotation,lotTracked,unit',
    skus.map((sku) => `${sku},${sku},fifo,false,each`),
  )
  await importCsv(server, 'locations', 'code,kind,pickSequence', ['A-01,pick,1'])
  await importCsv(
    server,
    'stock',
    'sku,location,quantity',
    skus.map((sku) => `${sku},A-01,${UNITS}`),
  )
  await server.api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  await server.api('PUT', '/connectors/shop', {
    kind: 'shopify',
    channel: 'shop',
    baseUrl: `http://127.0.0.1:${port}`,
    settings: { location: shop.locationId },
    credentials: { accessToken: 'bench' },
  })
  const items = skus.map((sku) => shop.addVariant({ sku }).inventoryItemId)
  const mappings = items.map((listing, index) => ({ listing, sku: skus[index] }))
  await server.api('PUT', '/connectors/shop/mappings', mappings)
  return items
}

/** Orders at their even rate, however long each takes; returns the length of the queue, looked at once a second. */
async function load(server: BenchServer, lag: ReturnType<typeof watch>, items: readonly string[]): Promise<number[]> {
  const random = createRandom(SEED)
  const left = items.map(() => UNITS)
  const queue: number[] = []
  const placed: Promise<void>[] = []
  const started = performance.now()
  for (let nth = 0; nth < PER_SECOND * SECONDS; nth++) {
    await pause(started + (nth * 1_000) / PER_SECOND - performance.now())
    const index = random.whole(0, items.length - 1)
    left[index] = (left[index] as number) - 1
    placed.push(placeOne(server, lag, index, left[index] as number))
    if (nth % PER_SECOND === 0) queue.push((await health({ server, id: 'shop' })).waiting)
  }
  await Promise.all(placed)
  return queue
}

async function placeOne(server: BenchServer, lag: ReturnType<typeof watch>, index: number, left: number) {
  await server.api('POST', '/orders', {
    externalId: `ORDER-${index}-${left}`,
    channel: 'shop',
    customer: { id: 'C1', name: 'Ada' },
    lines: [{ sku: `ITEM-${index}`, quantity: 1, unitPrice: { amount: 100, currency: 'USD' } }],
  })
  lag.expect(index, left)
}
