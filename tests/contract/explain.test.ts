/** Why a channel may promise what it may: the arithmetic adds up, and what is behind each figure is the figure. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { ok } from './floor.ts'
import { openPromises, type Promises } from './promises.ts'

interface Step {
  key: string
  label: string
  value: number
  op: '+' | '-' | '=' | 'min'
  of: { kind: string; label: string; quantity: number; id?: string }[]
}
interface ExplainBody {
  availableToPromise: number
  limitedBy: string
  steps: Step[]
}
interface TimelineBody {
  items: { at: string; kind: string; what: string; who: string | null; quantity: number | null; order: string | null }[]
  next: string | null
}

const CHANNELS = ['gold', 'silver', 'bronze', 'aloof', 'shy', 'fresh', 'longest']
const ROUNDS = IS_WHOLE ? 40 : 20

/** The same numbers every time. */
function dice(seed: number) {
  let state = seed
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

describe.each(EDGE_DIALECTS)('why on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
    await world.channel('aloof', { priority: 7, drawsShared: false })
    await world.channel('shy', { priority: 8, buffer: 6 })
    await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
    await world.channel('longest', { priority: 3, minShelfLifeDays: 60, buffer: 2 })
    await ok(world.server, 'PUT', '/locations/CAGE', { kind: 'pick', blocked: true })
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  const explain = (sku: string, channel: string) =>
    ok<ExplainBody>(world.server, 'GET', `/inventory/${sku}/explain?channel=${channel}`)

  /** Each result follows from the steps before it, in the order of the arithmetic. */
  function expectToAddUp({ availableToPromise, limitedBy, steps }: ExplainBody, where: string) {
    const at = (key: string) => steps.find((step) => step.key === key)?.value ?? Number.NaN
    const order = steps.map(({ key }) => key)
    const cut = (from: string, to: string) => steps.slice(order.indexOf(from), order.indexOf(to))
    const sum = (some: Step[], start = 0) =>
      some.reduce((total, { op, value }) => (op === '+' ? total + value : op === '-' ? total - value : total), start)
    expect(sum(cut('available', 'sellable')), `${where}: sellable`).toBe(at('sellable'))
    expect(sum(cut('sellable', 'free'), at('sellable')), `${where}: free`).toBe(at('free'))
    expect(sum(cut('free', 'shared'), at('free')), `${where}: shared`).toBe(at('shared'))
    expect([0, Math.max(0, at('shared') - at('buffer'))], `${where}: drawable`).toContain(at('drawable'))
    expect(sum(cut('drawable', 'base'), at('drawable')), `${where}: base`).toBe(at('base'))
    const rooms = steps.filter(({ op }) => op === 'min').map(({ value }) => value)
    expect(Math.max(0, Math.min(at('base'), ...rooms)), `${where}: ATP`).toBe(availableToPromise)
    expect(steps.at(-1), where).toMatchObject({ op: '=', value: availableToPromise })
    const shelf = Math.min(...rooms) < at('base')
    expect(limitedBy, where).toBe(shelf ? 'shelf-life' : at('base') > 0 ? 'base' : 'nothing')
    for (const { key, value, of } of steps)
      if (of.length > 0)
        expect(
          of.reduce((total, one) => total + one.quantity, 0),
          `${where}: behind ${key}`,
        ).toBe(value)
  }

  const LISTED = [
    'available',
    'on-hold',
    'expired',
    'blocked',
    'unconfirmed',
    'suspect',
    'committed',
    'allocated',
    'protected-others',
    'own',
  ]

  it('adds up in whatever has happened', { timeout: 300_000 }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const roll = dice(round + 1)
      const pick = <Each>(all: readonly Each[]): Each => all[roll(all.length)] as Each
      const sku = await world.item({ rotation: pick(['fifo', 'fefo']) })
      const orders: string[] = []
      const story: string[] = []
      const lots = ['L1', 'L2', 'L3']
      for (const [n, lot] of lots.entries()) {
        const left = pick([null, 0, 5, 29, 30, 45, 60, 120])
        const over = left === null ? {} : { expiresOn: world.day(left) }
        await world.receive(sku, lot, 4 + roll(12), pick(['A-01', 'A-02', 'CAGE']), 9 - n, over)
        story.push(`${lot} ${left}`)
      }
      const happenings: (() => Promise<unknown>)[] = [
        async () => {
          const over = { channel: pick(CHANNELS), onShort: pick(['partial', 'backorder', 'record']) }
          const placed = await world.placing(sku, 1 + roll(8), over)
          if (placed.status === 201) orders.push(placed.body.id)
          story.push(`order ${JSON.stringify(over)}`)
        },
        () => world.protect(sku, pick(CHANNELS), { quantity: roll(9), target: pick([null, 5]) }),
        () =>
          world.send('POST', '/protections/transfer', { sku, from: pick(CHANNELS), to: pick(CHANNELS), quantity: 1 }),
        async () => {
          const id = orders[roll(orders.length)]
          if (id === undefined) return
          const { body } = await world.send<{
            tasks?: { id: string; lot: string; location: string; quantity: number }[]
          }>('POST', `/orders/${id}/release`)
          const task = body.tasks?.[0]
          if (!task) return
          const { id: taskId, lot, location, quantity } = task
          if (roll(3) === 0)
            await world.stream.push('shortPick', {
              taskId,
              sku,
              lot,
              location,
              found: 0,
              reason: pick(['missing', 'damaged']),
            })
          else await world.stream.push('pick', { taskId, sku, lot, location, quantity })
        },
        () => world.cancel(orders[roll(orders.length)] ?? 'none'),
        () => world.adjust(sku, pick([-5, -2, 3]), 'A-01', pick(lots)),
        () =>
          world.stream.push('move', { sku, lot: pick(lots), quantity: 2, from: 'A-01', to: pick(['A-03', 'CAGE']) }),
        () => world.receive(sku, null, 2, 'A-01'),
      ]
      for (let n = 0; n < 10; n++) await pick(happenings)()
      const figures = await world.figures(sku)
      for (const channel of CHANNELS) {
        const why = await explain(sku, channel)
        const where = `round ${round}, ${channel}, ${story.join('; ')}`
        expectToAddUp(why, where)
        const shown = figures.channels.find((one) => one.channel === channel)
        expect(why.availableToPromise, where).toBe(shown?.availableToPromise ?? why.availableToPromise)
        for (const { key, value, of } of why.steps)
          if (LISTED.includes(key) && value > 0)
            expect(of.length, `${where}: ${key} has nothing behind it`).toBeGreaterThan(0)
      }
    }
  })

  it('names the very orders, protections and places', async () => {
    const sku = await world.stocked(20)
    await world.protected(sku, 'gold', 5)
    await world.protected(sku, 'silver', 3)
    const [one, two] = [
      await world.order(sku, 2, { channel: 'bronze' }),
      await world.order(sku, 4, { channel: 'gold' }),
    ]
    await world.release(two.id)
    const { steps } = await explain(sku, 'gold')
    const behind = (key: string) => steps.find((step) => step.key === key)?.of
    expect(behind('committed')).toMatchObject([{ kind: 'order', id: one.id, quantity: 2, channel: 'bronze' }])
    expect(behind('allocated')).toMatchObject([{ kind: 'order', id: two.id, quantity: 4 }])
    expect(behind('protected-others')).toMatchObject([{ kind: 'protection', channel: 'silver', quantity: 3 }])
    expect(behind('own')).toMatchObject([{ kind: 'protection', channel: 'gold', quantity: 1 }])
    expect(behind('available')).toMatchObject([{ kind: 'stock', lot: 'L1', location: 'A-01', quantity: 20 }])
  })

  it('of what is unknown is 404, and of no channel 422', async () => {
    const sku = await world.stocked(1)
    expect((await world.send('GET', `/inventory/${sku}/explain?channel=nobody`)).status).toBe(404)
    expect((await world.send('GET', '/inventory/NO-SUCH/explain?channel=gold')).status).toBe(404)
    expect((await world.send('GET', `/inventory/${sku}/explain`)).status).toBe(422)
    expect((await world.send('GET', `/inventory/${sku}/explain?channel=%00`)).status).toBeLessThan(500)
    expect((await world.send('GET', `/inventory/${sku}/explain?channel=gold&warehouse=MOON`)).status).toBe(404)
  })

  describe('the time line', () => {
    it('has everything, newest first, each once, also page by page', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 4)
      const order = await world.order(sku, 9, { channel: 'gold' })
      await world.protected(sku, 'silver', 1)
      await ok(world.server, 'POST', '/protections/transfer', { sku, from: 'silver', to: 'bronze', quantity: 1 })
      await world.adjust(sku, -3)
      const version = (await world.read(order.id)).version
      await world.change(order.id, version, [{ sku, quantity: 8 }])
      const [task] = (await world.release(order.id)).tasks
      if (task) await world.pick({ ...task, quantity: 1 })
      await world.cancel(order.id)
      const path = `/items/${sku}/timeline`
      const { items } = await ok<TimelineBody>(world.server, 'GET', path)
      const kinds = (kind: string) => items.filter((one) => one.kind === kind).length
      // Received, counted, picked; placed, changed, cancelled; set twice, moved from and to.
      expect([kinds('movement'), kinds('order'), kinds('protection')]).toEqual([3, 3, 4])
      expect(items.some(({ kind, what }) => kind === 'exception' && what === 'at-risk')).toBe(true)
      expect(items[0]).toMatchObject({ kind: 'order', order: order.id })
      expect(items.at(-1)).toMatchObject({ kind: 'movement' })
      expect(items.filter(({ kind }) => kind !== 'exception').every(({ what }) => what.length > 0)).toBe(true)

      const paged: TimelineBody['items'] = []
      let cursor = ''
      for (;;) {
        const page: TimelineBody = await ok(world.server, 'GET', `${path}?limit=2&cursor=${cursor}`)
        paged.push(...page.items)
        if (page.next === null) break
        cursor = page.next
      }
      expect(paged).toEqual(items)
      const odd = await world.send('GET', `${path}?cursor=${encodeURIComponent("'%_\u0000")}`)
      expect(odd.status).toBeLessThan(500)
    })
  })
})
