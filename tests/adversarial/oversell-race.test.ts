/**
 * More buyers than stock, all at once, against real server processes: one on SQLite, three on one PostgreSQL. As many are
 * accepted as there was to promise, to the unit, and every figure is the sum of its orders.
 */
import { Agent, request } from 'node:http'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { IS_WHOLE } from '../support/whole.ts'

const CLIENTS = 64
/** LOTLINE_ORDERS=20000 runs the race at length. */
const ORDERS = IS_WHOLE ? { sqlite: 3_000, postgres: 600 } : { sqlite: 600, postgres: 300 }
/** Every so many orders, one is sent twice at once, to two processes where there are. */
const DOUBLED = 50
/** So many orders for each unit of one item that is in stock: with five items, four times what there is. */
const ORDERS_A_UNIT = 20
/** Requests of the second test, which are of all kinds. */
const MIXED = IS_WHOLE ? { sqlite: 1_000, postgres: 300 } : { sqlite: 150, postgres: 60 }

const CHANNELS = {
  shop: { kind: 'dtc', priority: 1, drawsShared: true, buffer: 0 },
  market: { kind: 'marketplace', priority: 2, drawsShared: true, buffer: 20 },
  retailer: { kind: 'retail', priority: 3, drawsShared: false, buffer: 0 },
  trade: { kind: 'wholesale', priority: 4, drawsShared: true, buffer: 60 },
}
type Channel = keyof typeof CHANNELS
const ALL = Object.keys(CHANNELS) as Channel[]

/** What is set aside of each item, as a part of the stock, and who asks for it. Who asks wants more than there is. */
const ITEMS: { protect: Partial<Record<Channel, number>>; buyers: Channel[] }[] = [
  { protect: {}, buyers: ALL },
  { protect: { retailer: 0.3, market: 0.1 }, buyers: ALL },
  { protect: { retailer: 0.3, trade: 0.05 }, buyers: ['market', 'retailer', 'trade'] },
  { protect: { retailer: 0.4, shop: 0.15 }, buyers: ['retailer', 'trade'] },
  { protect: { retailer: 1 }, buyers: ['shop', 'retailer'] },
]

const skuOf = (item: number) => `RACE-${item}`
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** All buyers' protections, and of shared all but the smallest buffer among those who draw from it. */
function promisable({ protect, buyers }: (typeof ITEMS)[number], stock: number): number {
  const buffers = buyers.filter((buyer) => CHANNELS[buyer].drawsShared).map((buyer) => CHANNELS[buyer].buffer)
  const shared = stock - sum(Object.values(protect))
  const drawn = buffers.length === 0 ? 0 : Math.max(0, shared - Math.min(...buffers))
  return sum(buyers.map((buyer) => protect[buyer] ?? 0)) + drawn
}

interface Reply {
  status: number
  body: { id: string; code: string; availableToPromise: number; lines: { committed: number }[] }
}

interface Figures {
  onHand: number
  sellable: number
  free: number
  shared: number
  channels: {
    channel: string
    protected: number
    committed: number
    allocated: number
    backordered: number
    availableToPromise: number
  }[]
}

interface PlacedOrder {
  id: string
  channel: string
  status: string
  version: number
  lines: {
    id: string
    sku: string
    quantity: number
    committed: number
    backordered: number
    allocated: number
    picked: number
  }[]
}

/** Numbers below `sides`, the same ones each time (a linear congruence). */
function createDice(seed: number) {
  let state = seed % 2 ** 31
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor(state / 2 ** 16) % sides
  }
}

describe.each(DIALECTS)('64 clients at once on %s', (dialect) => {
  const orders = Number(process.env.LOTLINE_ORDERS ?? ORDERS[dialect])
  const inStock = orders / ORDERS_A_UNIT
  const items = ITEMS.map(({ protect, buyers }) => ({
    buyers,
    protect: Object.fromEntries(
      Object.entries(protect).map(([channel, part]) => [channel, Math.round(part * inStock)]),
    ),
  })) as typeof ITEMS
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  let database: TestDatabase | undefined
  let servers: ServerProcess[] = []
  let token = ''

  beforeAll(async () => {
    database = dialect === 'postgres' ? await openTestDatabase(dialect) : undefined
    const options = database ? { asBuilt: true, database: database.url } : { asBuilt: true }
    servers = await Promise.all(Array.from({ length: database ? 3 : 1 }, () => createServerProcess(options)))
    token = (await serverAt(0).command('token', 'create', '--role', 'admin')).out.trim().split('\n').at(-1) ?? ''
    await Promise.all(servers.map((server) => server.start()))
    await stockUp()
  })
  afterAll(async () => {
    agent.destroy()
    await Promise.all(servers.map((server) => server.close()))
    await database?.close()
  })

  const serverAt = (index: number): ServerProcess => {
    const server = servers[index % servers.length]
    if (!server) throw new Error('No server was started.')
    return server
  }

  const call = <Body>(server: number, method: string, path: string, body?: unknown) =>
    new Promise<{ status: number; body: Body }>((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body)
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }
      const sent = request(`${serverAt(server).url}/api/v1${path}`, { agent, method, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) as Body }),
        )
      })
      sent.on('error', reject)
      sent.end(text)
    })

  const ok = async <Body>(method: string, path: string, body?: unknown, server = 0): Promise<Body> => {
    const reply = await call<Body>(server, method, path, body)
    expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
    return reply.body
  }

  async function stockUp(): Promise<void> {
    await ok('PUT', '/locations/A-01', { kind: 'pick' })
    for (const [channel, rules] of Object.entries(CHANNELS))
      await ok('PUT', `/channels/${channel}`, { name: channel, ...rules })
    for (const [item, { protect }] of items.entries()) {
      const sku = skuOf(item)
      await stock(sku)
      for (const [channel, quantity] of Object.entries(protect))
        await ok('PUT', `/protections/${sku}/${channel}`, { quantity, expected: 0 })
    }
  }

  async function stock(sku: string): Promise<void> {
    await ok('PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true })
    const payload = { sku, lot: 'L1', quantity: inStock, location: 'A-01' }
    const received = { id: v7(), seq: 1, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload }
    await ok('POST', '/sync/push', { deviceId: 'HH-1', streamId: v7(), transactions: [received] })
  }

  it('get exactly what there was where many more are asked for', { timeout: 300_000 }, async () => {
    const counts = items.map(() => new Map<Channel, number>())
    const accepted = new Set<string>()
    const odd: string[] = []
    let placed = 0

    const note = (item: number, channel: Channel, { status, body }: Reply) => {
      if (status === 201 || status === 200) {
        if (status === 201) counts[item]?.set(channel, (counts[item]?.get(channel) ?? 0) + 1)
        if (status === 201 && accepted.has(body.id)) odd.push(`${body.id} was accepted twice`)
        if (status === 200 && !accepted.has(body.id)) odd.push(`${body.id} was repeated before it was accepted`)
        accepted.add(body.id)
        if (body.lines[0]?.committed !== 1) odd.push(JSON.stringify(body))
      } else if (status !== 409 || body.code !== 'insufficient-atp' || body.availableToPromise !== 0)
        odd.push(`${status} ${JSON.stringify(body)}`)
    }

    /** Items and channels take turns, so that every client meets every other on each of them. */
    const one = async (number: number) => {
      const item = number % items.length
      const buyers = items[item]?.buyers ?? []
      const channel = buyers[Math.floor(number / items.length) % buyers.length] ?? 'shop'
      const body = {
        externalId: `N-${number}`,
        channel,
        customer: { id: 'C1', name: 'Ada' },
        lines: [{ sku: skuOf(item), quantity: 1, unitPrice: { amount: 100, currency: 'USD' } }],
      }
      const times = number % DOUBLED === 0 ? [number, number + 1] : [number]
      const replies = await Promise.all(times.map((server) => call<Reply['body']>(server, 'POST', '/orders', body)))
      for (const reply of replies.sort((a, b) => b.status - a.status)) note(item, channel, reply)
    }
    const client = async () => {
      while (placed < orders) await one(placed++)
    }
    const started = performance.now()
    await Promise.all(Array.from({ length: CLIENTS }, client))
    const seconds = (performance.now() - started) / 1000
    process.stderr.write(`${dialect}: ${orders} orders in ${seconds.toFixed(1)} s, ${accepted.size} accepted\n`)

    expect(odd.slice(0, 5)).toEqual([])
    for (const [item, { protect, buyers }] of items.entries()) {
      const sold = (channel: Channel) => counts[item]?.get(channel) ?? 0
      const left = (channel: Channel) => (buyers.includes(channel) ? 0 : (protect[channel] ?? 0))
      expect(sum(ALL.map(sold)), `${skuOf(item)}: accepted`).toBe(promisable({ protect, buyers }, inStock))
      expect(sold('retailer')).toBe(protect.retailer ?? 0)
      for (const buyer of buyers) expect(sold(buyer), buyer).toBeGreaterThanOrEqual(protect[buyer] ?? 0)
      const free = inStock - sum(ALL.map(sold))
      const shared = free - sum(ALL.map(left))
      for (let server = 0; server < servers.length; server++) {
        const figures = await ok<Figures>('GET', `/inventory/${skuOf(item)}`, undefined, server)
        expect(figures).toMatchObject({ onHand: inStock, sellable: inStock, free, shared })
        for (const channel of ALL) {
          const { drawsShared, buffer } = CHANNELS[channel]
          expect(
            figures.channels.find((found) => found.channel === channel),
            `${skuOf(item)} ${channel}`,
          ).toMatchObject({
            protected: left(channel),
            committed: sold(channel),
            allocated: 0,
            backordered: 0,
            availableToPromise: left(channel) + (drawsShared ? Math.max(0, shared - buffer) : 0),
          })
        }
      }
    }
    expect(accepted.size).toBe(sum(items.map((item) => promisable(item, inStock))))
    expect(await serverAt(0).command('audit')).toMatchObject({ code: 0 })
  })

  it(
    'leave every figure right where orders, changes, cancellations and protections cross',
    { timeout: 300_000 },
    async () => {
      const skus = ['MIX-0', 'MIX-1', 'MIX-2']
      for (const sku of skus) await stock(sku)
      const dice = createDice(20_261_124)
      const of = <T>(list: readonly T[]): T => list[dice(list.length)] as T
      const placed: string[] = []
      const odd: string[] = []

      const doings: ((server: number) => Promise<{ status: number; body: unknown }>)[] = [
        ...Array.from({ length: 4 }, () => async (server: number) => {
          const lines = Array.from({ length: 1 + dice(3) }, () => ({
            sku: of(skus),
            quantity: 1 + dice(9),
            unitPrice: { amount: 100, currency: 'USD' },
          }))
          const onShort = of(['reject', 'partial', 'backorder', 'record'])
          const body = { externalId: v7(), channel: of(ALL), customer: { id: 'C1', name: 'Ada' }, onShort, lines }
          const reply = await call<Reply['body']>(server, 'POST', '/orders', body)
          if (reply.status === 201) placed.push(reply.body.id)
          return reply
        }),
        (server) => call(server, 'POST', `/orders/${of(placed)}/cancel`, {}),
        (server) => call(server, 'POST', `/orders/${of(placed)}/release`, {}),
        async (server) => {
          const id = of(placed)
          const { version, lines } = await ok<PlacedOrder>('GET', `/orders/${id}`, undefined, server)
          const changed = lines.map((line) => ({ id: line.id, quantity: Math.max(1, line.quantity + dice(9) - 4) }))
          return call(server, 'POST', `/orders/${id}/change`, { version, lines: changed })
        },
        (server) => call(server, 'PUT', `/protections/${of(skus)}/${of(ALL)}`, { quantity: dice(200) }),
        (server) => {
          const [from, to] = of([ALL, [...ALL].reverse()])
          return call(server, 'POST', '/protections/transfer', { sku: of(skus), from, to, quantity: 1 + dice(30) })
        },
      ]
      let done = 0
      const client = async () => {
        while (done < MIXED[dialect]) {
          const number = done++
          const doing = placed.length === 0 ? doings[0] : of(doings)
          const reply = await doing?.(number)
          if (reply && ![200, 201, 409].includes(reply.status))
            odd.push(`${reply.status} ${JSON.stringify(reply.body)}`)
        }
      }
      await Promise.all(Array.from({ length: CLIENTS }, client))
      expect(odd.slice(0, 5)).toEqual([])

      const compare = async () => {
        const found: PlacedOrder[] = []
        for (const id of placed) found.push(await ok<PlacedOrder>('GET', `/orders/${id}`))
        for (const sku of skus) {
          const figures = await ok<Figures>('GET', `/inventory/${sku}`, undefined, 1)
          for (const channel of figures.channels) {
            const lines = found
              .filter((order) => order.channel === channel.channel)
              .flatMap((order) => order.lines.filter((line) => line.sku === sku))
            expect(channel, `${sku} ${channel.channel}`).toMatchObject({
              committed: sum(lines.map((line) => line.committed)),
              allocated: sum(lines.map((line) => line.allocated + line.picked)),
              backordered: sum(lines.map((line) => line.backordered)),
            })
          }
          const free = inStock - sum(figures.channels.map((found) => found.committed + found.allocated))
          const shared = free - sum(figures.channels.map((found) => found.protected))
          expect(figures, sku).toMatchObject({ sellable: inStock, free, shared })
          // No stock fell, so nothing was promised or set aside that is not there.
          expect(shared, sku).toBeGreaterThanOrEqual(0)
        }
        expect(await serverAt(0).command('audit')).toMatchObject({ code: 0 })
        return found
      }
      const all = await compare()
      const open = all.filter(({ status }) => status !== 'cancelled')
      const cancelled = await Promise.all(open.map(({ id }, n) => call(n, 'POST', `/orders/${id}/cancel`, {})))
      expect(new Set(cancelled.map(({ status }) => status))).toEqual(new Set([200]))
      await compare()
      for (const sku of skus) expect(await ok<Figures>('GET', `/inventory/${sku}`)).toMatchObject({ free: inStock })
    },
  )
})
