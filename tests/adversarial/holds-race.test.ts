/**
 * Holds race releases, orders, picks, short picks, moves and makings, from several clients and, on PostgreSQL, two servers.
 * Afterwards no lot that is held is on a pick list, whatever was made of a held lot is held, no unit is promised twice, and
 * the audit is clean; and while they ran nobody was directed to, or picked unnoticed, a lot whose hold had been answered.
 */
import { eq, isNull } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { ok, orderBody, type ReleaseBody } from '../contract/floor.ts'
import { DIALECTS, type Dialect } from '../support/database.ts'
import { startBeside, startTestServer, type TestServer, testStream } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_124)
const CLIENTS = 8
/** Things done by all clients together; LOTLINE_RUNS does more. */
const DOINGS: Record<Dialect, number> = {
  sqlite: Number(process.env.LOTLINE_RUNS ?? (IS_WHOLE ? 500 : 150)),
  postgres: Number(process.env.LOTLINE_RUNS ?? (IS_WHOLE ? 150 : 40)),
}
/** Rounds of the second test, each of three requests at once. */
const ROUNDS: Record<Dialect, number> = IS_WHOLE ? { sqlite: 10, postgres: 15 } : { sqlite: 4, postgres: 5 }

const BINS = ['H-01', 'H-02', 'H-03', 'H-04']
const SKUS = ['HELD-A', 'HELD-B', 'HELD-C']
const LOTS = 5
const UNITS = 12

/** Numbers below `sides`, the same ones each time (a linear congruence). */
function createDice(seed: number) {
  let state = seed % 2 ** 31
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor(state / 2 ** 16) % sides
  }
}

interface Lot {
  sku: string
  lot: string
}

const nameOf = ({ sku, lot }: Lot): string => `${sku}/${lot}`

interface Look {
  held: string[]
  /** Standing holds: of which lot, and for which lot's sake. */
  holds: { lot: string; source: string }[]
  made: { from: string; into: string }[]
  stock: (Lot & { place: string; status: string; quantity: number; suspect: number; allocated: number })[]
  allocations: (Lot & { place: string; picked: boolean; quantity: number; order: string; cancelled: boolean })[]
  tasks: (Lot & { id: string; kind: string; place: string; open: number; line: string | null })[]
  /** Lots of which somebody was told. */
  severe: string[]
}

const stockOf = ({ database }: TestServer): Promise<Look['stock']> =>
  database.work.read(async ({ db, t }) =>
    (await db.select().from(t.stock).where(eq(t.stock.inHouse, true))).map(({ location, ...row }) => ({
      ...row,
      place: location,
    })),
  )

const tasksOf = ({ database }: TestServer): Promise<Look['tasks']> =>
  database.work.read(async ({ db, t }) =>
    (await db.select().from(t.tasks).where(eq(t.tasks.state, 'open'))).map(({ location, lineId, ...row }) => ({
      ...row,
      place: location,
      line: lineId,
      open: row.quantity - row.done,
    })),
  )

const allocationsOf = ({ database }: TestServer): Promise<Look['allocations']> =>
  database.work.read(async ({ db, t }) => {
    const rows = await db
      .select({ allocation: t.allocations, cancelledAt: t.orders.cancelledAt })
      .from(t.allocations)
      .innerJoin(t.orders, eq(t.orders.id, t.allocations.orderId))
    return rows.map(({ allocation: { location, orderId, ...row }, cancelledAt }) => ({
      ...row,
      place: location,
      order: orderId,
      cancelled: cancelledAt !== null,
    }))
  })

async function lookAt(server: TestServer): Promise<Look> {
  const rows = await server.database.work.read(async ({ db, t }) => ({
    lots: await db.select().from(t.lots),
    holds: await db.select().from(t.holds).where(isNull(t.holds.liftedAt)),
    lines: await db.select().from(t.transformationLines),
    found: await db.select().from(t.exceptions).where(eq(t.exceptions.type, 'held-lot-moved')),
  }))
  const produced = rows.lines.filter(({ side }) => side === 'produced')
  return {
    held: rows.lots.filter(({ holdReason }) => holdReason !== null).map(nameOf),
    holds: rows.holds.map((one) => ({ lot: nameOf(one), source: one.source })),
    made: rows.lines
      .filter(({ side }) => side === 'consumed')
      .flatMap((from) =>
        produced
          .filter(({ transactionId }) => transactionId === from.transactionId)
          .map((into) => ({ from: nameOf(from), into: nameOf(into) })),
      ),
    severe: rows.found
      .filter(({ state }) => state === 'open')
      .map(({ sku, lot }) => nameOf({ sku: sku ?? '', lot: lot ?? '' })),
    stock: await stockOf(server),
    tasks: await tasksOf(server),
    allocations: await allocationsOf(server),
  }
}

/** From the rows, and not by following them as the server does. */
function descendants({ made }: Look, lot: string): Set<string> {
  const found = new Set([lot])
  for (const one of found) for (const { from, into } of made) if (from === one) found.add(into)
  return found
}

/** Everything that has to be true whenever nobody is at work. */
async function expectSound(server: TestServer, look: Look): Promise<void> {
  const held = new Set(look.held)
  const directed = look.allocations.filter(({ picked }) => !picked)
  expect(directed.map(nameOf).filter((lot) => held.has(lot))).toEqual([])
  // A pick that came when the lot was held already stands for its order, and somebody was told. Of a cancelled order all is
  // asked back in any case.
  const standing = look.allocations.filter((one) => one.picked && !one.cancelled)
  const picked = standing.map(nameOf).filter((lot) => held.has(lot))
  expect(picked.filter((lot) => !look.severe.includes(lot))).toEqual([])
  for (const here of look.stock.filter(({ status }) => status === 'available')) {
    const taken = look.allocations.filter((one) => nameOf(one) === nameOf(here) && one.place === here.place)
    const units = taken.reduce((sum, { quantity }) => sum + quantity, 0)
    expect(units, `allocated of ${nameOf(here)} at ${here.place}`).toBe(here.allocated)
    expect(units, `allocated of ${nameOf(here)} at ${here.place}`).toBeLessThanOrEqual(
      Math.max(0, here.quantity - here.suspect),
    )
  }
  expectHandedOn(look)
  expect((await audit(server.database.work, Date.now())).findings).toEqual([])
}

/** What is made of a held lot is held for its sake, and for no other's. */
function expectHandedOn(look: Look): void {
  const own = look.holds.filter(({ source }) => source === 'person').map(({ lot }) => lot)
  const handed = own.flatMap((lot) => [...descendants(look, lot)])
  expect(new Set(look.holds.map(({ lot }) => lot))).toEqual(new Set(handed))
  expect(new Set(look.held)).toEqual(new Set(handed))
}

const onlyOf = (look: Look, item: string): Look => ({
  ...look,
  held: look.held.filter((lot) => lot.startsWith(item)),
  holds: look.holds.filter(({ lot }) => lot.startsWith(item)),
})

describe.each(DIALECTS)('holds on %s', (dialect) => {
  let servers: TestServer[] = []
  const serverAt = (index: number): TestServer => servers[index % servers.length] as TestServer
  beforeAll(async () => {
    const first = await startTestServer(dialect)
    servers = dialect === 'postgres' ? [first, await startBeside(first)] : [first]
    for (const [pickSequence, code] of BINS.entries())
      await ok(first, 'PUT', `/locations/${code}`, { kind: 'pick', pickSequence })
    await ok(first, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  })
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close()
  })

  it('leave nothing of a held lot on a pick list, whatever they meet', { timeout: 300_000 }, async () => {
    const [first] = servers
    if (!first) throw new Error('No server was started.')
    const odd: unknown[] = []
    const orders: string[] = []
    let made = 0
    const office = testStream(first, 'HH-0')
    const lots: Lot[] = []
    for (const sku of SKUS) {
      await ok(first, 'PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true })
      for (let n = 1; n <= LOTS; n++) {
        lots.push({ sku, lot: `L${n}` })
        const occurredAt = new Date(Date.now() - (LOTS - n + 1) * 86_400_000).toISOString()
        const payload = { sku, lot: `L${n}`, quantity: UNITS, location: BINS[n % BINS.length] }
        await office.push('receive', payload, { occurredAt })
      }
    }

    const received = [...lots]

    /** Counts up with every request that is sent or answered: which came before which. */
    let clock = 0
    /** Of each lot: since when a hold has been answered that no lift has been sent after. */
    const surelyHeld = new Map<string, number>()
    const touched = new Map<string, number>()
    const wasHeld = (lot: string, sent: number): boolean => {
      const since = surelyHeld.get(lot)
      return since !== undefined && since < sent
    }

    async function client(number: number): Promise<void> {
      const server = serverAt(number)
      const dice = createDice(SEED + 97 * number)
      const of = <T>(list: readonly T[]): T | undefined => list[dice(Math.max(1, list.length))]
      const stream = testStream(server, `HH-${number}`)
      const units = () => 1 + dice(6)

      const tell = async (type: string, payload: Record<string, unknown>) => {
        const { result } = await stream.push(type, payload)
        if (result.outcome === 'refused') odd.push({ type, payload, result })
        return result.exceptions.map((exception) => exception.type)
      }
      const request = async <Body>(method: string, path: string, body?: unknown): Promise<Body | undefined> => {
        const reply = await server.call<Body>(method, path, body)
        if (![200, 201, 409].includes(reply.status)) odd.push({ path, reply })
        return reply.status < 300 ? reply.body : undefined
      }
      const someTask = async () => of((await tasksOf(server)).filter(({ kind, open }) => kind === 'pick' && open > 0))

      async function order(): Promise<void> {
        const lines = Array.from({ length: 1 + dice(2) }, () => ({ sku: of(SKUS) ?? '', quantity: units() }))
        const body = orderBody(lines, { onShort: of(['reject', 'partial', 'record']) })
        const placed = await request<{ id: string }>('POST', '/orders', body)
        if (placed) orders.push(placed.id)
      }

      async function release(): Promise<void> {
        const sent = ++clock
        const chosen = [of(orders), of(orders), of(orders)].filter((one) => one !== undefined)
        if (chosen.length === 0) return
        const batch = dice(3) === 0
        const released = batch
          ? await request<{ released: ReleaseBody[] }>('POST', '/orders/release', {
              orders: [...new Set(chosen)],
              batch,
            })
          : await request<ReleaseBody>('POST', `/orders/${chosen[0]}/release`)
        const lists = released === undefined ? [] : 'released' in released ? released.released : [released]
        for (const { sku, lot } of lists.flatMap(({ tasks }) => tasks))
          if (wasHeld(`${sku}/${lot}`, sent)) odd.push(`a release gave ${sku}/${lot}, which was held`)
      }

      async function pick(): Promise<void> {
        const task = await someTask()
        if (!task) return
        const sent = ++clock
        const { id, sku, lot, place, line, open } = task
        const to = place === 'STAGING' ? {} : { to: 'STAGING' }
        if (place === 'STAGING') return
        const quantity = 1 + dice(open)
        const raised = await tell('pick', { taskId: id, sku, lot, location: place, quantity, lineId: line, ...to })
        if (wasHeld(`${sku}/${lot}`, sent) && !raised.includes('held-lot-moved'))
          odd.push(`a pick of ${sku}/${lot}, which was held, raised ${raised}`)
      }

      async function receive(): Promise<void> {
        const lot = { sku: of(SKUS) ?? '', lot: `N${++made}` }
        await tell('receive', { ...lot, quantity: units() * 2, location: of(BINS) })
        lots.push(lot)
        received.push(lot)
      }

      async function hold(): Promise<void> {
        const lot = of(lots)
        if (!lot) return
        const sent = ++clock
        touched.set(nameOf(lot), sent)
        await request('POST', `/lots/${lot.sku}/${lot.lot}/hold`, { reason: 'Smells' })
        // Somebody may have sent a lift meanwhile: then nobody knows.
        if (touched.get(nameOf(lot)) === sent) surelyHeld.set(nameOf(lot), ++clock)
      }

      /** Only what came from outside: a made lot that somebody has found good by itself is not held for what went in. */
      async function lift(): Promise<void> {
        const lot = of(received)
        if (!lot) return
        // Of what it handed on, too, nobody knows any more.
        surelyHeld.clear()
        for (const known of touched.keys()) touched.set(known, ++clock)
        await request('POST', `/lots/${lot.sku}/${lot.lot}/release`, {})
      }

      const doings: (() => Promise<unknown>)[] = [
        order,
        order,
        order,
        release,
        release,
        release,
        pick,
        pick,
        hold,
        lift,
        receive,
        receive,
        async () => {
          const task = await someTask()
          if (!task) return
          const { id, sku, lot, place, open } = task
          await tell('shortPick', { taskId: id, sku, lot, location: place, found: dice(open), reason: 'damaged' })
        },
        async () => {
          const here = of(
            (await stockOf(server)).filter(({ quantity, status }) => quantity > 0 && status === 'available'),
          )
          const to = of(BINS)
          if (!here || to === undefined || to === here.place) return
          const { sku, lot, place, quantity } = here
          await tell('move', { sku, lot, quantity: 1 + dice(quantity), from: place, to })
        },
        async () => {
          const here = of(
            (await stockOf(server)).filter(({ quantity, status }) => quantity > 0 && status === 'available'),
          )
          if (!here) return
          const { sku, lot, place, quantity } = here
          const into = { sku: of(SKUS) ?? sku, lot: `M${++made}` }
          const units = 1 + dice(quantity)
          await tell('transform', {
            kind: 'repack',
            consumed: [{ sku, lot, location: place, quantity: units }],
            produced: [{ ...into, location: of(BINS), quantity: units }],
          })
          lots.push(into)
        },
        async () => {
          const id = of(orders)
          if (id !== undefined) await request('POST', `/orders/${id}/cancel`, {})
        },
        async () => {
          const id = of((await allocationsOf(server)).filter(({ picked }) => picked))?.order
          if (id !== undefined) await tell('ship', { orderId: id })
        },
        async () => {
          const task = of((await tasksOf(server)).filter(({ kind, open }) => kind === 'put-back' && open > 0))
          if (!task) return
          const { sku, lot, place, open } = task
          const to = BINS.find((bin) => bin !== place)
          await tell('move', { sku, lot, quantity: open, from: place, to })
        },
      ]
      while (done < DOINGS[dialect]) {
        done++
        await of(doings)?.()
      }
    }
    let done = 0
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number + 1)))
    // At last everybody at once: what waits is released, and every other lot is held.
    for (const lot of received) await first.call('POST', `/lots/${lot.sku}/${lot.lot}/release`, {})
    await Promise.all([
      ...orders.map((id, n) => serverAt(n).call('POST', `/orders/${id}/release`)),
      ...lots
        .filter((_, n) => n % 2 === 0)
        .map(({ sku, lot }, n) => serverAt(n).call('POST', `/lots/${sku}/${lot}/hold`, { reason: 'Smells' })),
    ])

    expect(odd.slice(0, 5)).toEqual([])
    for (const server of servers) expect(server.faults).toEqual([])
    const look = await lookAt(first)
    process.stderr.write(
      `${dialect}: ${orders.length} orders, ${look.held.length} of ${lots.length} lots held, ${look.allocations.length} allocations\n`,
    )
    expect(look.held.length).toBeGreaterThan(0)
    expect(look.allocations.length).toBeGreaterThan(0)
    await expectSound(first, look)
  })

  it('reach what is made of the lot in that very moment, and so do lifts', { timeout: 300_000 }, async () => {
    const sku = `CHAIN-${v7()}`
    const item = [sku, `${sku}-B`, `${sku}-C`]
    for (const one of item)
      await ok(serverAt(0), 'PUT', `/items/${one}`, { name: one, rotation: 'fifo', lotTracked: true })
    const [near, far] = [testStream(serverAt(0), 'HH-8'), testStream(serverAt(1), 'HH-9')]
    const make = (stream: typeof near, from: Lot, into: Lot) =>
      stream.push('transform', {
        kind: 'repack',
        consumed: [{ ...from, location: 'H-01', quantity: 1 }],
        produced: [{ ...into, location: 'H-01', quantity: 1 }],
      })
    for (let round = 1; round <= ROUNDS[dialect]; round++) {
      const [raw, second, third] = item.map((one) => ({ sku: one, lot: `R${round}` }))
      if (!raw || !second || !third) throw new Error('There are three items.')
      for (const lot of [raw, second]) await near.push('receive', { ...lot, quantity: 9, location: 'H-01' })
      const path = `/lots/${raw.sku}/${raw.lot}`
      await Promise.all([
        make(near, raw, second),
        make(far, second, third),
        ok(serverAt(round), 'POST', `${path}/hold`, { reason: 'Smells' }),
      ])
      expectHandedOn(onlyOf(await lookAt(serverAt(0)), sku))
      await Promise.all([
        make(far, second, { ...third, lot: `S${round}` }),
        ok(serverAt(round), 'POST', `${path}/release`, {}),
        make(near, raw, { ...second, lot: `S${round}` }),
      ])
      expectHandedOn(onlyOf(await lookAt(serverAt(0)), sku))
    }
  })
})
