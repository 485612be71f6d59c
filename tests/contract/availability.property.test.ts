/**
 * Random requests, facts and days against a plain model of design section 4: after each step every figure of the server is
 * the model's. Seeded; a failure prints seed, path and story. LOTLINE_SEED and LOTLINE_RUNS look further than the suite does.
 */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { DIALECTS } from '../support/database.ts'
import { startTestServer, type TestServer, testStream } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'
import * as model from './availability-model.ts'
import { type OrderBody, ok, orderBody, type ReleaseBody, type StockBody } from './floor.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_124)
const RUNS = IS_WHOLE ? { sqlite: 36, postgres: 8 } : { sqlite: 12, postgres: 3 }
/** A failure that takes longer to shrink is told as far as it was shrunk. */
const PATIENCE_MS = Number(process.env.LOTLINE_PATIENCE ?? 120_000)
const CHANNELS = ['alpha', 'bravo', 'carol', 'delta']
const DAY = 86_400_000

// --- What can happen --------------------------------------------------------------------------------------------------

const few = fc.integer({ min: 1, max: 12 })
const which = fc.nat({ max: 99 })
/** Mostly the one, so that much meets on it. */
const item = fc.constantFrom<number>(0, 0, 0, 1)
const units = fc.record({ item, quantity: few })
const ofLot = { lot: which, quantity: fc.integer({ min: 1, max: 20 }) }

const happenings = {
  order: fc.record({
    channel: which,
    onShort: fc.constantFrom<model.OnShort>('reject', 'partial', 'backorder', 'record'),
    shipIn: fc.constantFrom(null, null, null, 0, 3, 20),
    lines: fc.array(units, { minLength: 1, maxLength: 3 }),
  }),
  cancel: fc.record({ order: which }),
  change: fc.record({
    order: which,
    by: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 4, maxLength: 4 }),
    added: fc.array(units, { maxLength: 1 }),
  }),
  release: fc.record({ order: which }),
  protect: fc.record({
    item,
    channel: which,
    quantity: fc.nat({ max: 12 }),
    target: fc.boolean(),
    untilIn: fc.constantFrom(null, null, null, 0, 1, 5),
    expected: fc.constantFrom('none', 'none', 'right', 'wrong'),
  }),
  transfer: fc.record({ item, from: which, to: which, quantity: few }),
  receive: fc.record({
    item,
    quantity: fc.integer({ min: 1, max: 25 }),
    again: fc.option(which),
    lastsFor: fc.constantFrom(null, 0, 1, 4, 12, 25, 40, 100),
  }),
  gain: fc.record(ofLot),
  lose: fc.record(ofLot),
  damage: fc.record(ofLot),
  mend: fc.record(ofLot),
  pick: fc.record({ task: which, quantity: few }),
  ship: fc.record({ order: which }),
  pass: fc.record({ days: fc.constantFrom(1, 1, 1, 2, 6, 15) }),
}
type Happenings = {
  [Name in keyof typeof happenings]: (typeof happenings)[Name] extends fc.Arbitrary<infer T> ? T : never
}
type Step = { [Name in keyof Happenings]: [Name, Happenings[Name]] }[keyof Happenings]

const WEIGHTS: Record<keyof Happenings, number> = {
  order: 8,
  cancel: 3,
  change: 3,
  release: 4,
  protect: 6,
  transfer: 2,
  receive: 4,
  gain: 1,
  lose: 3,
  damage: 2,
  mend: 1,
  pick: 4,
  ship: 2,
  pass: 2,
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    ...Object.entries(happenings).map(([name, given]) => ({
      arbitrary: fc.tuple(fc.constant(name), given as fc.Arbitrary<unknown>) as fc.Arbitrary<Step>,
      weight: WEIGHTS[name as keyof Happenings],
    })),
  ),
  { minLength: 1, maxLength: 45, size: 'max' },
)

/** Each of another priority: whom of two alike a shortage of picked goods meets is not for the design to say. */
const channelRules = fc
  .tuple(
    fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }),
    fc.array(
      fc.record({
        drawsShared: fc.constantFrom(true, true, true, false),
        buffer: fc.constantFrom(0, 0, 3, 8),
        minShelfLifeDays: fc.constantFrom(0, 0, 0, 3, 10, 30),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  )
  .map(([priorities, rules]) =>
    rules.map((rule, n) => ({ ...rule, channel: CHANNELS[n] ?? '', priority: priorities[n] ?? 1 })),
  )

// --- One run ----------------------------------------------------------------------------------------------------------

interface Placed {
  id: string
  order: model.Order
  answer: OrderBody & { version: number }
}

interface Run {
  server: TestServer
  clock: { now: number }
  stream: ReturnType<typeof testStream>
  book: model.Book
  skus: string[]
  placed: Placed[]
  story: string[]
}

interface Figures {
  onHand: number
  sellable: number
  free: number
  shared: number
  atRisk: number
  channels: {
    channel: string
    protected: number
    charged: number
    committed: number
    allocated: number
    backordered: number
    atRisk: number
    availableToPromise: number
  }[]
}

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

const skuOf = (run: Run, item: number): string => run.skus[item] ?? ''

const channelOf = (index: number): string => at(CHANNELS, index) ?? ''

async function fact(run: Run, type: string, payload: Record<string, unknown>): Promise<void> {
  const { result } = await run.stream.push(type, payload, { occurredAt: new Date(run.clock.now).toISOString() })
  run.story.push(`${type} ${JSON.stringify(payload)}: ${result.outcome}`)
  expect(result.outcome, JSON.stringify(result)).not.toBe('refused')
}

const lineParts = (book: model.Book, line: model.Line) => ({
  sku: line.sku,
  committed: model.partOf(book, line, 'committed'),
  backordered: model.partOf(book, line, 'backordered'),
  allocated: model.partOf(book, line, 'allocated'),
  picked: model.partOf(book, line, 'picked'),
  shipped: model.partOf(book, line, 'shipped'),
})

async function compareOrder(run: Run, placed: Placed): Promise<void> {
  placed.answer = await ok<Placed['answer']>(run.server, 'GET', `/orders/${placed.id}`)
  const expected = placed.order.lines.map((line) => ({
    ...lineParts(run.book, line),
    atRisk: model.atRisk(run.book, line),
    fromProtected: model.drawnOf(run.book, line),
  }))
  expect(placed.answer.lines, `order ${placed.id}`).toMatchObject(expected)
}

function figuresOf(book: model.Book, sku: string): Figures {
  const channels = CHANNELS.map((channel) => ({
    channel,
    protected: model.protectedFor(book, sku, channel),
    charged: model.charged(book, sku, channel),
    committed: model.committed(book, sku, channel),
    allocated: model.allocated(book, sku, channel),
    backordered: model.backordered(book, sku, channel),
    atRisk: model.atRiskOf(book, sku, channel),
    availableToPromise: model.availableToPromise(book, sku, channel),
  }))
  return {
    onHand: model.onHand(book, sku),
    sellable: model.sellable(book, sku),
    free: model.free(book, sku),
    shared: model.shared(book, sku),
    atRisk: channels.reduce((sum, { atRisk }) => sum + atRisk, 0),
    channels,
  }
}

/** Where the server has its choice of lots, it is good for the line, and no lot is on more lists than it has units. */
async function adoptLots(run: Run): Promise<void> {
  const { book } = run
  const tasks = await openTasks(run)
  const short = new Set(run.skus.filter((sku) => CHANNELS.some((channel) => model.atRiskOf(book, sku, channel) > 0)))
  for (const { order, answer } of run.placed) {
    for (const [n, line] of order.lines.entries()) {
      const own = tasks.filter((task) => task.lineId === answer.lines[n]?.id)
      for (const lot of book.lots.filter((one) => one.sku === line.sku)) {
        const here = own.reduce((sum, task) => sum + (task.lot === lot.lot ? task.quantity - task.done : 0), 0)
        const more = here > model.directed(book, line, lot)
        expect(!more || model.goodFor(book, line, lot), `${lot.lot} was given to ${order.channel}`).toBe(true)
        model.adopt(book, line, lot, here)
      }
      // What stays on a pick list while some are missing is its choice, too: a list once given out is not taken back.
      if (short.has(line.sku)) model.adoptCount(book, line)
    }
  }
  for (const lot of book.lots)
    expect(model.allocatedOn(book, lot, 'bin')).toBeLessThanOrEqual(model.shelved(book, lot, 'bin'))
}

/** Every figure, and which lot each pick list stands on. */
async function compare(run: Run): Promise<void> {
  if (model.choiceIsOpen(run.book)) await adoptLots(run)
  for (const sku of run.skus) {
    const expected = figuresOf(run.book, sku)
    const body = await ok<Figures>(run.server, 'GET', `/inventory/${sku}`)
    const channels = body.channels.filter(({ channel }) => CHANNELS.includes(channel))
    const byCode = channels.sort((a, b) => (a.channel < b.channel ? -1 : 1))
    expect({ ...body, channels: byCode }, `figures of ${sku}`).toMatchObject(expected)
    const { items } = await ok<{ items: StockBody[] }>(run.server, 'GET', `/stock?sku=${sku}&limit=1000`)
    const lots = run.book.lots.filter((lot) => lot.sku === sku)
    const found = lots.map(({ lot }) => [
      lot,
      items.reduce((sum, row) => sum + (row.lot === lot ? row.allocated : 0), 0),
    ])
    expect(found, `allocated of the lots of ${sku}`).toEqual(
      lots.map((lot) => [lot.lot, model.allocatedOn(run.book, lot)]),
    )
  }
}

// --- What each does, to the server and to the model ---------------------------------------------------------------------

type Doing<Given> = (run: Run, given: Given) => Promise<void>

const doing: { [Name in keyof Happenings]: Doing<Happenings[Name]> } = {
  async order(run, { channel: index, onShort, shipIn, lines }) {
    const { book } = run
    const channel = channelOf(index)
    const shipBy = shipIn === null ? null : model.addDays(book.today, shipIn)
    const wanted = lines.map(({ item, quantity }) => ({ sku: skuOf(run, item), quantity }))
    const order: model.Order = { channel, onShort, shipBy, lines: [] }
    const most = new Map(
      run.skus.map((sku) => [sku, model.availableToPromise(book, sku, channel, shipBy, onShort === 'record')]),
    )
    const refused = model.place(book, order, wanted)
    const body = orderBody(wanted, { channel, onShort, ...(shipBy === null ? {} : { shipBy }) })
    const reply = await run.server.call<Placed['answer'] & { code: string }>('POST', '/orders', body)
    run.story.push(`order ${channel} ${onShort} by ${shipBy} ${JSON.stringify(wanted)}: ${reply.status}`)
    if (refused) {
      expect(reply).toMatchObject({ status: 409, body: { code: 'insufficient-atp', ...refused } })
      return
    }
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    for (const [sku, atp] of most) {
      const promised = reply.body.lines.reduce((sum, line) => sum + (line.sku === sku ? line.committed : 0), 0)
      expect(promised, `promised of ${sku}`).toBeLessThanOrEqual(atp)
    }
    expect(reply.body.lines).toMatchObject(order.lines.map((line) => lineParts(book, line)))
    run.placed.push({ id: reply.body.id, order, answer: reply.body })
  },

  async cancel(run, { order: index }) {
    const { book } = run
    const idle = run.placed.filter(({ order }) =>
      order.lines.every((line) => model.partOf(book, line, 'picked') + model.partOf(book, line, 'shipped') === 0),
    )
    const placed = at(
      idle.filter(({ order }) => order.lines.some((line) => openUnits(book, line) > 0)),
      index,
    )
    if (!placed) return
    model.cancel(book, placed.order)
    const reply = await run.server.call('POST', `/orders/${placed.id}/cancel`, {})
    run.story.push(`cancel ${placed.id}: ${reply.status}`)
    expect(reply, JSON.stringify(reply)).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    await compareOrder(run, placed)
  },

  async change(run, { order: index, by, added }) {
    const { book } = run
    const whole = run.placed.filter(({ answer }) => answer.lines.every((line) => line.cancelled === 0))
    const placed = at(
      whole.filter(({ order }) => order.lines.some((line) => openUnits(book, line) > 0)),
      index,
    )
    if (!placed) return
    const more = settledSigns(
      placed.order.lines.map((line) => line.sku),
      placed.order.lines.map((line, n) => Math.max(by[n % by.length] ?? 0, -openUnits(book, line))),
    )
    // A SKU that the order has names its line.
    const known = new Set(placed.order.lines.map((line) => line.sku))
    const extra = added
      .map(({ item, quantity }) => ({ sku: skuOf(run, item), quantity }))
      .filter(({ sku }) => !known.has(sku))
    const lines = [
      ...placed.answer.lines.map(({ id, quantity }, n) => ({ id, quantity: quantity + (more[n] ?? 0) })),
      ...extra.map((line) => ({ ...line, unitPrice: { amount: 100, currency: 'USD' } })),
    ]
    const { version } = await ok<Placed['answer']>(run.server, 'GET', `/orders/${placed.id}`)
    const refused = model.change(book, placed.order, more, extra)
    const reply = await run.server.call('POST', `/orders/${placed.id}/change`, { version, lines })
    run.story.push(`change ${placed.id} by ${more} and ${JSON.stringify(extra)}: ${reply.status}`)
    if (refused) expect(reply).toMatchObject({ status: 409, body: { code: 'insufficient-atp', ...refused } })
    else expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    await compareOrder(run, placed)
  },

  async release(run, { order: index }) {
    const { book } = run
    const placed = at(
      run.placed.filter(({ order }) => order.lines.some((line) => toShip(book, line) > 0)),
      index,
    )
    if (!placed) return
    model.release(book, placed.order)
    const reply = await run.server.call<ReleaseBody>('POST', `/orders/${placed.id}/release`)
    run.story.push(`release ${placed.id}: ${reply.status} ${JSON.stringify(reply.body)}`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    if (model.choiceIsOpen(book)) await adoptLots(run)
    await compareOrder(run, placed)
    const left = placed.order.lines.map((line) => model.partOf(book, line, 'committed'))
    const said = placed.answer.lines.map(({ id }) =>
      reply.body.short.reduce((sum, entry) => sum + (entry.lineId === id ? entry.quantity : 0), 0),
    )
    expect(said, 'what is short').toEqual(left)
  },

  async protect(run, { item, channel: index, quantity, target: aims, untilIn, expected }) {
    const { book } = run
    const [sku, channel] = [skuOf(run, item), channelOf(index)]
    const before = model.protectedFor(book, sku, channel)
    const stated = { none: undefined, right: before, wrong: before + 1 }[expected]
    const target = aims && quantity > 0 ? quantity : null
    // Of nothing there is no end.
    const until = untilIn === null || quantity === 0 ? null : model.addDays(book.today, untilIn)
    const body = { quantity, target, until, ...(stated === undefined ? {} : { expected: stated }) }
    const shared = model.shared(book, sku)
    const problem =
      expected === 'wrong' ? 'protection-changed' : model.protect(book, sku, channel, quantity, target, until)
    const reply = await run.server.call('PUT', `/protections/${sku}/${channel}`, body)
    run.story.push(`protect ${sku} for ${channel} ${JSON.stringify(body)}: ${reply.status}`)
    if (problem === 'protection-changed')
      expect(reply).toMatchObject({ status: 409, body: { code: problem, quantity: before } })
    else if (problem) expect(reply).toMatchObject({ status: 409, body: { code: problem, requested: quantity, shared } })
    else
      expect(reply).toMatchObject({
        status: 200,
        body: { sku, channel, target, until, ...protectionOf(run, sku, channel) },
      })
  },

  async transfer(run, { item, from: one, to: other, quantity }) {
    const { book } = run
    const [sku, from, to] = [skuOf(run, item), channelOf(one), channelOf(other)]
    const here = model.protectedFor(book, sku, from)
    // What a deficit has eaten is nobody's to give: the design does not say what happens to it.
    if (from === to || (quantity <= here && quantity > here - model.charged(book, sku, from))) return
    const problem = model.transfer(book, sku, from, to, quantity)
    const reply = await run.server.call('POST', '/protections/transfer', { sku, from, to, quantity })
    run.story.push(`transfer ${quantity} of ${sku} from ${from} to ${to}: ${reply.status}`)
    if (problem) expect(reply).toMatchObject({ status: 409, body: { code: problem } })
    else {
      const body = { from: protectionOf(run, sku, from), to: protectionOf(run, sku, to) }
      expect(reply).toMatchObject({ status: 200, body })
    }
  },

  async receive(run, { item, quantity, again, lastsFor }) {
    const { book } = run
    const sku = skuOf(run, item)
    const known =
      again === null
        ? undefined
        : at(
            goodLots(run).filter((lot) => lot.sku === sku),
            again,
          )
    const expiresOn = lastsFor === null ? null : model.addDays(book.today, lastsFor)
    const lot = known ?? { sku, lot: `L${book.lots.length + 1}`, expiresOn }
    model.receive(book, lot, quantity)
    await fact(run, 'receive', {
      sku,
      lot: lot.lot,
      quantity,
      location: 'A-01',
      ...(lot.expiresOn === null ? {} : { expiresOn: lot.expiresOn }),
    })
  },

  async gain(run, { lot: index, quantity }) {
    const lot = at(goodLots(run), index)
    if (!lot) return
    model.gain(run.book, lot, quantity)
    await adjust(run, lot, quantity)
  },

  async lose(run, { lot: index, quantity: wanted }) {
    const lot = at(goodLots(run), index)
    const quantity = lot ? Math.min(wanted, model.shelved(run.book, lot, 'bin')) : 0
    if (!lot || quantity === 0) return
    model.lose(run.book, lot, quantity)
    await adjust(run, lot, -quantity)
  },

  async damage(run, { lot: index, quantity: wanted }) {
    const lot = at(goodLots(run), index)
    const quantity = lot ? Math.min(wanted, model.shelved(run.book, lot, 'bin')) : 0
    if (!lot || quantity === 0) return
    model.damage(run.book, lot, quantity)
    await changeStatus(run, lot, quantity, 'available', 'damaged')
  },

  async mend(run, { lot: index, quantity: wanted }) {
    const lot = at(
      goodLots(run).filter((one) => model.shelved(run.book, one, 'damaged') > 0),
      index,
    )
    if (!lot) return
    const quantity = Math.min(wanted, model.shelved(run.book, lot, 'damaged'))
    model.mend(run.book, lot, quantity)
    await changeStatus(run, lot, quantity, 'damaged', 'available')
  },

  async pick(run, { task: index, quantity: wanted }) {
    const { book } = run
    const asked = run.placed.flatMap((placed) =>
      placed.order.lines.flatMap((line, n) =>
        book.lots
          .map((lot) => ({ placed, line, lot, n, open: model.directed(book, line, lot) }))
          .filter(({ open }) => open > 0),
      ),
    )
    const chosen = at(asked, index)
    if (!chosen) return
    const { placed, line, lot, n, open } = chosen
    const lineId = placed.answer.lines[n]?.id
    const task = (await openTasks(run)).find((one) => one.lineId === lineId && one.lot === lot.lot)
    expect(task, `task for ${lot.lot} of line ${lineId}`).toBeDefined()
    const quantity = Math.min(wanted, open, (task?.quantity ?? 0) - (task?.done ?? 0))
    model.pick(book, line, lot, quantity)
    await fact(run, 'pick', { taskId: task?.id, sku: line.sku, lot: lot.lot, location: 'A-01', quantity, lineId })
    await compareOrder(run, placed)
  },

  async ship(run, { order: index }) {
    const { book } = run
    const ready = run.placed.filter(({ order }) => order.lines.some((line) => model.partOf(book, line, 'picked') > 0))
    const placed = at(ready, index)
    if (!placed) return
    model.ship(book, placed.order)
    await fact(run, 'ship', { orderId: placed.id })
    await compareOrder(run, placed)
  },

  async pass(run, { days }) {
    const { book } = run
    const expiring = book.lots.filter((lot) => (lot.expiresOn ?? '9999') < model.addDays(book.today, days))
    // What becomes of goods that were directed or picked and expire over night is not asked here: roll-over.test.ts does.
    if (expiring.some((lot) => model.allocatedOn(book, lot) > 0)) return
    run.clock.now += days * DAY
    model.dawn(book, model.addDays(book.today, days))
    run.story.push(`${days} days pass: ${book.today}`)
  },
}

/** Of one SKU no line grows while another shrinks: whether one gets what the other gives up is not asked here. */
const settledSigns = (skus: readonly string[], by: readonly number[]): number[] =>
  by.map((units, n) => (units > 0 && by.some((other, m) => other < 0 && skus[m] === skus[n]) ? 0 : units))

const toShip = (book: model.Book, line: model.Line): number =>
  model.partOf(book, line, 'committed') + model.partOf(book, line, 'allocated')

const openUnits = (book: model.Book, line: model.Line): number =>
  toShip(book, line) + model.partOf(book, line, 'backordered')

const protectionOf = ({ book }: Run, sku: string, channel: string) => ({
  quantity: model.protectedFor(book, sku, channel),
  charged: model.charged(book, sku, channel),
  drawn: model.openDraws(book, sku, channel),
})

const goodLots = ({ book }: Run): model.Lot[] =>
  book.lots.filter(({ expiresOn }) => expiresOn === null || expiresOn >= book.today)

interface Task {
  id: string
  lineId: string
  lot: string
  quantity: number
  done: number
}

async function openTasks({ server }: Run): Promise<Task[]> {
  const tasks: Task[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ kind: 'pick', state: 'open', limit: '500', ...(cursor ? { cursor } : {}) })
    const page: { items: Task[]; next: string | null } = await ok(server, 'GET', `/tasks?${query}`)
    tasks.push(...page.items)
    cursor = page.next
  }
  return tasks
}

const adjust = (run: Run, { sku, lot }: model.Lot, quantity: number) =>
  fact(run, 'adjust', { sku, lot, location: 'A-01', status: 'available', quantity, reason: 'Counted' })

const changeStatus = (run: Run, { sku, lot }: model.Lot, quantity: number, from: string, to: string) =>
  fact(run, 'changeStatus', { sku, lot, location: 'A-01', quantity, from, to, reason: 'Seen' })

async function step(run: Run, [name, given]: Step): Promise<void> {
  run.clock.now += 60_000
  run.story.push(`— ${name}`)
  await (doing[name] as Doing<typeof given>)(run, given)
  await compare(run)
}

/** A new day, new items, the channels as drawn; some stock of each item. */
async function begin(server: TestServer, clock: { now: number }, channels: model.ChannelRules[]): Promise<Run> {
  clock.now = (Math.floor(clock.now / DAY) + 1) * DAY + DAY * 0.625
  const skus = [`FIFO-${v7()}`, `FEFO-${v7()}`]
  const book = model.openBook(new Date(clock.now).toISOString().slice(0, 10), channels)
  const stream = testStream(server)
  const run: Run = { server, clock, stream, book, skus, placed: [], story: [JSON.stringify(channels)] }
  for (const { channel, ...rules } of channels)
    await ok(server, 'PUT', `/channels/${channel}`, { name: channel, kind: 'retail', ...rules })
  for (const sku of skus)
    await ok(server, 'PUT', `/items/${sku}`, { name: sku, rotation: sku.slice(0, 4).toLowerCase(), lotTracked: true })
  book.fefo.add(skuOf(run, 1))
  for (const item of [0, 1]) await doing.receive(run, { item, quantity: 15, again: null, lastsFor: 40 })
  await compare(run)
  return run
}

/** All that can be cancelled is: what was promised goes back to where it came from. */
async function end(run: Run): Promise<void> {
  for (const placed of run.placed) await compareOrder(run, placed)
  for (const _ of run.placed) await doing.cancel(run, { order: 0 })
  await compare(run)
  const { findings } = await audit(run.server.database.work, run.clock.now)
  // What an earlier run broke is its own failure.
  const ofOthers = (finding: string) => /\b(FIFO|FEFO)-/.test(finding) && !run.skus.some((sku) => finding.includes(sku))
  expect(findings.filter((finding) => !ofOthers(finding))).toEqual([])
  expect(run.server.faults.splice(0)).toEqual([])
}

describe.each(DIALECTS)('availability on %s', (dialect) => {
  let server: TestServer
  const clock = { now: Date.parse('2030-01-07T15:00:00Z') }
  beforeAll(async () => {
    server = await startTestServer(dialect, { now: () => clock.now, newId: () => v7() })
    await ok(server, 'PUT', '/locations/A-01', { kind: 'pick', pickSequence: 1 })
  })
  afterAll(() => server.close())

  it('is what a plain model says, after whatever happens', { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(channelRules, steps, async (channels, plan) => {
      const run = await begin(server, clock, channels)
      try {
        for (const one of plan) await step(run, one)
        await end(run)
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${[...run.story, ...server.faults].join('\n')}`, { cause: error })
      }
    })
    await fc.assert(property, {
      numRuns: Number(process.env.LOTLINE_RUNS ?? RUNS[dialect]),
      seed: SEED,
      interruptAfterTimeLimit: PATIENCE_MS,
    })
  })
})
