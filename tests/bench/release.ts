/** Releasing an order by HTTP, its lots chosen among 100,000: all of one item, and spread over many items. */
import { writeDeepStock } from './deep-stock.ts'
import { type Figure, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const PART = 'Release: an order gets its lots, bins and tasks, by HTTP, one after the other'
const WARM_UP = 20
const RELEASES = 200
const BINS = 200
const WIDE_SKUS = 1_000
const WIDE_LOTS = 100
const DEEP_LOTS = 100_000
/** Units of a lot; an order line of 25 takes three of them. */
const LOT_QUANTITY = 10
const LINE_QUANTITY = 25

export async function measureRelease(): Promise<Figure[]> {
  const deep = await measureAmong(['DEEP'], DEEP_LOTS, () => ['DEEP'])
  const wideSkus = range(WIDE_SKUS).map((index) => `WIDE-${index}`)
  const wide = await measureAmong(wideSkus, WIDE_LOTS, (order) =>
    range(3).map((line) => wideSkus[(order * 3 + line) % WIDE_SKUS] as string),
  )
  return [
    ...figuresOf('1 line, 3 of 100,000 lots of one item', deep),
    ...figuresOf('3 lines, 9 of 100,000 lots of 1,000 items', wide),
  ]
}

interface Times {
  place: number[]
  release: number[]
}

async function measureAmong(
  skus: readonly string[],
  lotsPerSku: number,
  lines: (order: number) => string[],
): Promise<Times> {
  const server = await startServer()
  try {
    await importCsv(
      server,
      'items',
      'sku,name,rotation,lotTracked,unit',
      skus.map((sku) => `${sku},${sku},fefo,true,each`),
    )
    const bins = range(BINS).map((index) => `B-${String(index).padStart(3, '0')}`)
    await importCsv(server, 'locations', 'code,kind,pickSequence', [
      ...bins.map((bin) => `${bin},pick,0`),
      'STAGE,staging,1',
    ])
    await server.api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await server.stop()
    writeDeepStock(server.databaseFile, { skus, lotsPerSku, quantity: LOT_QUANTITY, bins })
    await server.start()
    const times = await releaseOrders(server, lines)
    await server.command('audit')
    return times
  } finally {
    await server.close()
  }
}

async function releaseOrders(server: BenchServer, lines: (order: number) => string[]): Promise<Times> {
  const times: Times = { place: [], release: [] }
  for (let order = 0; order < WARM_UP + RELEASES; order++) {
    const started = performance.now()
    const { id } = await server.api<{ id: string }>('POST', '/orders', orderOf(order, lines(order)))
    const placed = performance.now()
    const released = await server.api<{ tasks: unknown[]; short: unknown[] }>('POST', `/orders/${id}/release`)
    const done = performance.now()
    if (released.short.length > 0 || released.tasks.length < 3 * lines(order).length)
      throw new Error(`An order did not get its lots: ${JSON.stringify(released)}`)
    if (order < WARM_UP) continue
    times.place.push(placed - started)
    times.release.push(done - placed)
  }
  return times
}

const orderOf = (order: number, skus: readonly string[]) => ({
  externalId: `BENCH-${order}`,
  channel: 'shop',
  customer: { id: 'C-1', name: 'Customer' },
  lines: skus.map((sku) => ({ sku, quantity: LINE_QUANTITY, unitPrice: { amount: 499, currency: 'USD' } })),
})

function figuresOf(what: string, { place, release }: Times): Figure[] {
  const figure = (name: string, value: number, beside?: string): Figure => ({
    part: PART,
    what: name,
    value,
    unit: 'ms',
    ...(beside === undefined ? {} : { beside }),
  })
  return [
    figure(`${what}: release p50`, percentile(release, 50), 'Medusa reserves a line in 20 in process'),
    figure(`${what}: release p99`, percentile(release, 99), 'Medusa 42'),
    figure(`${what}: placing p50`, percentile(place, 50), 'Vendure 22 in process, 225 by HTTP'),
    figure(`${what}: placing p99`, percentile(place, 99), 'Vendure 450 by HTTP'),
  ]
}
