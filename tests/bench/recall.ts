/**
 * A recall of one lot forward through three transformations to 50,000 shipments, and the allocation of an order of 100 lines, by
 * HTTP in databases that grow fifty times: what a lot's past and an item's lots have to do with it must not grow with the rest.
 */
import { BINS, CHAIN, CHANNELS, ITEMS, oldestLot, SHIPMENTS, skuAt, UNITS, writePast } from './past.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const SIZES = [
  { words: '10⁵ movements', movements: 100_000, lots: 4_000 },
  { words: '10⁶ movements', movements: 1_000_000, lots: 40_000 },
  { words: '5·10⁶ movements', movements: 5_000_000, lots: 200_000 },
] as const
const PART = `Recall through 3 transformations to ${SHIPMENTS.toLocaleString('en-US')} shipments, and FIFO of a 100-line order, by HTTP; 25 movements a lot, 2,000 items`
const DRILLS = 9
const RECALLS = 5
const WARM_UP_ORDERS = 10
const ORDERS = 60
const LINES = 100
const LINE_QUANTITY = 5
/** Larger ones are filled by the same statements; to audit five million movements takes longer than all the rest. */
const AUDITED = 1_000_000

const WITHIN_MS = 1_000
const ALLOCATED_WITHIN_MS = 50
/** Fifty times the data may not cost twice the time. */
const FLAT = 2

interface Measured {
  firstDrill: number
  drills: number[]
  recalls: number[]
  traces: number[]
  placed: number[]
  released: number[]
}

export async function measureRecall(): Promise<Figure[]> {
  const measured: Measured[] = []
  for (const size of SIZES) measured.push(await measureAt(size))
  return [...SIZES.flatMap(({ words }, index) => figuresOf(words, measured[index] as Measured)), ...growthOf(measured)]
}

async function measureAt(size: (typeof SIZES)[number]): Promise<Measured> {
  const server = await startServer()
  try {
    await openWarehouse(server)
    await server.stop()
    writePast(server.databaseFile, size)
    await server.start()
    const [firstDrill = 0, ...drills] = await times(1 + DRILLS, () => recall(server, true))
    const traces = await times(3, () => server.api('GET', `/lots/${CHAIN.flour.sku}/${CHAIN.flour.lot}/trace`))
    const { placed, released } = await allocate(server, oldestLot(size.lots))
    const recalls: number[] = []
    for (let run = 0; run < RECALLS; run++) {
      recalls.push(...(await times(1, () => recall(server, false))))
      await releaseLots(server)
    }
    if (size.movements <= AUDITED) await server.command('audit')
    return { firstDrill, drills, recalls, traces, placed, released }
  } finally {
    await server.close()
  }
}

async function openWarehouse(server: BenchServer): Promise<void> {
  const chained = Object.values(CHAIN).map(({ sku }) => sku)
  const items = [...range(ITEMS).map(skuAt), ...chained].map((sku) => `${sku},${sku},fifo,true,each`)
  await importCsv(server, 'items', 'sku,name,rotation,lotTracked,unit', items)
  const bins = range(BINS).map((index) => `B-${String(index).padStart(3, '0')},pick,${index}`)
  await importCsv(server, 'locations', 'code,kind,pickSequence', ['DOCK,dock,0', ...bins])
  for (const [index, code] of CHANNELS.entries())
    await server.api('PUT', `/channels/${code}`, { name: code, kind: 'dtc', priority: index + 1 })
}

/** Milliseconds of each run, one after the other, until the whole answer has arrived. */
async function times(runs: number, run: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < runs; index++) {
    const started = performance.now()
    await run()
    found.push(performance.now() - started)
  }
  return found
}

interface RecallAnswer {
  lots: { sku: string; lot: string; depth: number; held: boolean }[]
  backward: { suppliers: { supplier: string }[] }
  quantities: { onHand: number; shipped: number }
  consignees: { customers: { orders: unknown[] }[] }[]
  holds: unknown[]
}

const LOTS = 1 + 1 + CHAIN.bread.lots.length + CHAIN.packs.lots.length
const ON_HAND =
  CHAIN.flour.onHand + CHAIN.bread.onHand * CHAIN.bread.lots.length + CHAIN.packs.onHand * CHAIN.packs.lots.length

/** Throws unless the answer is all of it. */
async function recall(server: BenchServer, drill: boolean): Promise<void> {
  const { sku, lot } = CHAIN.flour
  const answer = await server.api<RecallAnswer>('POST', '/recalls', { lots: [{ sku, lot }], reason: 'Metal', drill })
  const orders = answer.consignees.reduce(
    (sum, { customers }) => sum + customers.reduce((some, customer) => some + customer.orders.length, 0),
    0,
  )
  const isWhole =
    orders === SHIPMENTS &&
    answer.lots.length === LOTS &&
    answer.lots.at(-1)?.depth === 3 &&
    answer.quantities.shipped === SHIPMENTS * UNITS &&
    answer.quantities.onHand === ON_HAND &&
    answer.backward.suppliers[0]?.supplier === 'Mill' &&
    answer.holds.length === (drill ? 0 : LOTS) &&
    answer.lots.every(({ held }) => held !== drill)
  if (isWhole) return
  const { consignees: _, ...rest } = answer
  throw new Error(`A recall found ${orders} orders, and ${JSON.stringify(rest).slice(0, 2_000)}`)
}

/** So that the next one has something to hold. */
async function releaseLots(server: BenchServer): Promise<void> {
  const { flour, dough, bread, packs } = CHAIN
  const lots = [flour, dough].map(({ sku, lot }) => `${sku}/${lot}`)
  lots.push(...[bread, packs].flatMap(({ sku, lots: numbers }) => numbers.map((lot) => `${sku}/${lot}`)))
  for (const lot of lots) await server.api('POST', `/lots/${lot}/release`)
}

interface Released {
  tasks: { lot: string; quantity: number }[]
  short: unknown[]
}

/** Orders of 100 different items, one after the other: placed, then given lots and bins. */
async function allocate(server: BenchServer, oldest: string): Promise<Pick<Measured, 'placed' | 'released'>> {
  const found = { placed: [] as number[], released: [] as number[] }
  for (let order = 0; order < WARM_UP_ORDERS + ORDERS; order++) {
    const lines = range(LINES).map((line) => ({
      sku: skuAt(order * LINES + line),
      quantity: LINE_QUANTITY,
      unitPrice: { amount: 499, currency: 'USD' },
    }))
    const body = { externalId: `BENCH-${order}`, channel: 'shop', customer: { id: 'C-1', name: 'Customer' }, lines }
    const started = performance.now()
    const { id } = await server.api<{ id: string }>('POST', '/orders', body)
    const placed = performance.now()
    const released = await server.api<Released>('POST', `/orders/${id}/release`)
    const done = performance.now()
    assertOldest(released, oldest)
    if (order < WARM_UP_ORDERS) continue
    found.placed.push(placed - started)
    found.released.push(done - placed)
  }
  return found
}

/** No item is asked for often enough to use its oldest lot up. */
function assertOldest({ tasks, short }: Released, oldest: string): void {
  const isWhole =
    short.length === 0 &&
    tasks.length === LINES &&
    tasks.every(({ lot, quantity }) => lot === oldest && quantity === LINE_QUANTITY)
  if (!isWhole)
    throw new Error(`An order did not get lot ${oldest}: ${JSON.stringify({ tasks, short }).slice(0, 2_000)}`)
}

function figuresOf(words: string, { firstDrill, drills, recalls, traces, placed, released }: Measured): Figure[] {
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what: `${words}: ${what}`,
    value,
    unit: 'ms',
    ...more,
  })
  const runs = (values: readonly number[]) => `runs ${values.map(Math.round).join(', ')}`
  return [
    figure('drill, first after the start', firstDrill),
    figure('drill, median', median(drills), { target: { max: WITHIN_MS }, beside: runs(drills) }),
    figure(`drill, slowest of ${DRILLS}`, percentile(drills, 99), { target: { max: WITHIN_MS } }),
    figure('recall with its holds, median', median(recalls), { target: { max: WITHIN_MS }, beside: runs(recalls) }),
    figure(`recall with its holds, slowest of ${RECALLS}`, percentile(recalls, 99), { target: { max: WITHIN_MS } }),
    figure('trace of the lot, median', median(traces)),
    figure('order of 100 lines, placed: p50', percentile(placed, 50)),
    figure('order of 100 lines, placed: p99', percentile(placed, 99)),
    figure('order of 100 lines, allocated: p50', percentile(released, 50)),
    figure('order of 100 lines, allocated: p99', percentile(released, 99), { target: { max: ALLOCATED_WITHIN_MS } }),
  ]
}

function growthOf(measured: readonly Measured[]): Figure[] {
  const [least, most] = [measured[0], measured.at(-1)]
  if (!least || !most) return []
  const growth = (what: string, of: (one: Measured) => number): Figure => ({
    part: PART,
    what: `Growth from 10⁵ to 5·10⁶ movements: ${what}`,
    value: of(most) / of(least),
    unit: 'times',
    target: { max: FLAT },
    beside: measured.map((one) => `${of(one).toFixed(1)} ms`).join(' → '),
  })
  return [
    growth('drill, median', ({ drills }) => median(drills)),
    growth('recall with its holds, median', ({ recalls }) => median(recalls)),
    growth('order of 100 lines, placed: p50', ({ placed }) => percentile(placed, 50)),
    growth('order of 100 lines, allocated: p50', ({ released }) => percentile(released, 50)),
  ]
}
