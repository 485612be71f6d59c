/**
 * Goods come back, are carried about, inspected, made good, sent away, and all of that is undone again, by two people whose
 * devices send when they like, while the office holds lots, announces returns and takes orders. The audit is clean after each
 * step and nothing is usable that no inspection made so; once all has arrived and everything that was stopped is decided, the
 * ledger has what hands have done, returns and tasks ask for no more than what is left, and the feed tells what a snapshot tells. Seeded.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Floor, feedSettled, ok, openFloor, pullAll, signInWorker } from '../contract/floor.ts'
import { type ReturnsFloor, returnsFloor } from '../contract/returns-floor.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'

const SEED = 20_261_129
const STEPS = 30
const RUNS = IS_WHOLE ? { sqlite: 8, postgres: 2 } : { sqlite: 5, postgres: 1 }
const LOTS = ['L1', 'L2']
const SENT = 40
const KEPT = 20

type Draw = (least: number, most: number) => number
type Stream = ReturnType<typeof testStream>

interface Device {
  stream: Stream
  session: string
  /** Recorded, and not sent yet. */
  kept: ReturnType<Stream['envelope']>[]
  sent: ReturnType<Stream['envelope']>[]
}

/** `lot@place:state`. `new`: nobody has looked at it; `asked`: somebody has, and left it to a supervisor; `other`: sold as second choice. */
type State = 'available' | 'new' | 'asked' | 'rework' | 'damaged' | 'other'
type Hands = Record<string, number>

interface Done {
  id: string
  /** What it did on the shelf. */
  did: Hands
}

interface World {
  floor: Floor
  returns: ReturnsFloor
  sku: string
  second: string
  order: { id: string; externalId: string }
  places: string[]
  devices: Device[]
  hands: Map<string, number>
  done: Done[]
  /** What the server can know of, by transaction: sent, and not undone. */
  usable: Map<string, number>
  gone: Set<string>
  held: Set<string>
  /** How each inspection that was left to a supervisor, or may be stopped, is to go on. */
  meant: Map<string, { disposition: string; did: Hands }>
  story: string[]
}

const at = (lot: string, place: string, state: State) => `${lot}@${place}:${state}`
const of = <Value>(values: readonly Value[], draw: Draw): Value => values[draw(0, values.length - 1)] as Value
const there = ({ hands }: World, key: string) => hands.get(key) ?? 0

function carry({ hands }: World, did: Hands, way: 1 | -1 = 1) {
  for (const [key, units] of Object.entries(did)) hands.set(key, (hands.get(key) ?? 0) + way * units)
}

/** Some of what stands somewhere in this state; nothing where there is none. */
function some(world: World, state: State, draw: Draw) {
  const found = LOTS.flatMap((lot) => world.places.map((place) => ({ lot, place }))).filter(
    ({ lot, place }) => there(world, at(lot, place, state)) > 0,
  )
  const one = found[draw(0, Math.max(0, found.length - 1))]
  return one && { ...one, quantity: draw(1, there(world, at(one.lot, one.place, state))) }
}

interface Fact {
  did: Hands
  /** Units that it makes usable, or second choice. */
  makes?: number
}

async function record(world: World, draw: Draw, type: string, payload: Record<string, unknown>, fact?: Fact) {
  const device = of(world.devices, draw)
  const sent = device.stream.envelope(type, payload, { session: device.session })
  device.kept.push(sent)
  if (fact) {
    carry(world, fact.did)
    world.done.push({ id: sent.id, did: fact.did })
    world.usable.set(sent.id, fact.makes ?? 0)
  }
  const now = draw(0, 2) > 0
  world.story.push(`${sent.id} ${type} ${JSON.stringify(payload)}${now ? '' : ' (kept)'}`)
  if (now) await send(world, device)
  return sent.id
}

async function send({ floor, story }: World, device: Device) {
  if (device.kept.length === 0) return
  const batch = device.kept.splice(0)
  const reply = await device.stream.send(batch)
  device.sent.push(...batch)
  for (const { id, outcome, exceptions, problem } of reply.body.results) {
    story.push(`  sent ${id}: ${outcome} ${problem?.code ?? exceptions.map(({ type }) => type).join(' ')}`)
    if (problem?.code === 'server-fault') throw floor.server.faults.at(-1)
    expect(outcome).not.toBe('refused')
  }
}

const DISPOSITIONS = ['restock', 'restock', 'secondary', 'rework', 'scrap', 'supplier', 'away', 'keep'] as const

function whereTo(
  disposition: (typeof DISPOSITIONS)[number],
  { lot, place, quantity, to }: { lot: string; place: string; quantity: number; to: string | undefined },
): Hands {
  const put = to ?? place
  const states = {
    restock: 'available',
    secondary: 'other',
    rework: 'rework',
    supplier: 'damaged',
    keep: 'asked',
  } as const
  const away = disposition === 'scrap' || disposition === 'away'
  return sum(
    [at(lot, place, 'new'), -quantity],
    ...(away ? [] : [[at(lot, put, states[disposition]), quantity] as const]),
  )
}

function sum(...parts: (readonly [string, number])[]): Hands {
  const all: Hands = {}
  for (const [key, units] of parts) all[key] = (all[key] ?? 0) + units
  return all
}

const steps: Record<string, (world: World, draw: Draw) => Promise<unknown>> = {
  async comeBack(world, draw) {
    const [lot, location, quantity] = [of(LOTS, draw), of(world.places, draw), draw(1, 5)]
    const named = [
      {},
      { orderExternalId: world.order.externalId },
      { orderId: world.order.id, reference: `${world.sku}-R${draw(1, 2)}` },
    ]
    const payload = { channel: 'shop', sku: world.sku, lot, quantity, location, reason: 'unwanted', ...of(named, draw) }
    await record(world, draw, 'returnReceive', payload, { did: { [at(lot, location, 'new')]: quantity } })
  },
  async inspect(world, draw) {
    const found = some(world, 'new', draw)
    if (!found) return
    const { lot, place, quantity } = found
    const disposition = of(DISPOSITIONS, draw)
    const to = disposition === 'supplier' || (disposition !== 'away' && draw(0, 1)) ? of(world.places, draw) : undefined
    const said = disposition === 'away' ? 'supplier' : disposition
    const did = whereTo(disposition, { lot, place, quantity, to })
    const makes = disposition === 'restock' || disposition === 'secondary' ? quantity : 0
    const payload = {
      sku: world.sku,
      lot,
      location: place,
      quantity,
      condition: 'new',
      disposition: said,
      ...(to === undefined ? {} : { to }),
      ...(said === 'keep' ? { note: 'Ask' } : {}),
    }
    const id = await record(world, draw, 'inspect', payload, { did, makes })
    const left =
      said === 'keep'
        ? sum([at(lot, to ?? place, 'asked'), -quantity], [at(lot, to ?? place, 'available'), quantity])
        : {}
    world.meant.set(id, { disposition: said === 'keep' ? 'restock' : said, did: left })
  },
  async move(world, draw) {
    const state = of(['new', 'available', 'rework', 'damaged'] as const, draw)
    const found = some(world, state, draw)
    const to = of(world.places, draw)
    if (!found || found.place === to) return
    const { lot, place, quantity } = found
    const status = state === 'new' ? 'uninspected' : state
    const did = sum([at(lot, place, state), -quantity], [at(lot, to, state), quantity])
    await record(world, draw, 'move', { sku: world.sku, lot, from: place, to, quantity, status }, { did })
  },
  moveUnit: (world, draw) =>
    record(world, draw, 'moveUnit', { unit: world.places.at(-1), to: world.places[draw(0, 1)] }),
  async makeGood(world, draw) {
    const found = some(world, 'rework', draw)
    if (!found) return
    const { lot, place, quantity } = found
    const to = of(world.places, draw)
    const did = sum([at(lot, place, 'rework'), -quantity], [at(lot, to, 'available'), quantity])
    const line = { sku: world.sku, lot, quantity }
    const consumed = [{ ...line, location: place, status: 'rework' }]
    const produced = [{ ...line, location: to }]
    await record(world, draw, 'transform', { kind: 'rework', consumed, produced }, { did, makes: quantity })
  },
  async sendAway(world, draw) {
    const found = some(world, 'damaged', draw)
    if (!found) return
    const { lot, place, quantity } = found
    const payload = { sku: world.sku, lot, location: place, quantity }
    await record(world, draw, 'returnToSupplier', payload, { did: { [at(lot, place, 'damaged')]: -quantity } })
  },
  async undo(world, draw) {
    const possible = world.done.filter(({ did }) =>
      Object.entries(did).every(([key, units]) => there(world, key) >= units),
    )
    const done = possible[draw(0, Math.max(0, possible.length - 1))]
    if (!done) return
    world.done.splice(world.done.indexOf(done), 1)
    carry(world, done.did, -1)
    world.meant.delete(done.id)
    world.gone.add(done.id)
    await record(world, draw, 'reverse', { transaction: done.id })
    // Two people undo it.
    if (draw(0, 3) === 0) await record(world, draw, 'reverse', { transaction: done.id })
  },
  send: (world, draw) => send(world, of(world.devices, draw)),
  async sendAgain(world, draw) {
    const { stream, sent } = of(world.devices, draw)
    const again = sent.slice(-draw(1, 4))
    if (again.length === 0) return
    const { results } = (await stream.send(again)).body
    expect(results.every(({ duplicate }) => duplicate)).toBe(true)
  },
  async hold(world, draw) {
    const lot = of(LOTS, draw)
    const verb = world.held.has(lot) ? 'release' : 'hold'
    await ok(world.floor.server, 'POST', `/lots/${world.sku}/${lot}/${verb}`, { reason: 'Seen' })
    world.story.push(`${verb} ${lot}`)
    if (verb === 'hold') world.held.add(lot)
    else world.held.delete(lot)
  },
  async announce(world, draw) {
    const { order, sku } = world
    const lines = [{ sku, quantity: draw(1, 9), reason: 'damaged' }]
    const chargeback = draw(0, 1) ? { chargeback: { reference: 'CB' } } : {}
    await world.returns.announce({ orderExternalId: order.externalId, lines, ...chargeback })
    world.story.push(`announced ${JSON.stringify(lines)} ${JSON.stringify(chargeback)}`)
  },
  document: (world) => giveDocuments(world),
  async order(world, draw) {
    const before = (await world.floor.inventory(world.sku)).channels.find(({ channel }) => channel === 'shop')
    const quantity = draw(1, 4)
    const { status } = await world.floor.placing(world.sku, quantity, { onShort: 'reject' })
    expect(status).toBe(quantity <= (before?.availableToPromise ?? 0) ? 201 : 409)
  },
  async decide(world, draw) {
    const open = await world.floor.exceptions({ type: 'disposition-stopped', sku: world.sku })
    const chosen = open[draw(0, Math.max(0, open.length - 1))]
    if (chosen) await decide(world, chosen)
  },
}

async function giveDocuments({ floor, returns, sku, story }: World) {
  const given = {
    category: 'damage',
    amount: { amount: 1, currency: 'USD' },
    disputeBy: '2035-01-01',
    photos: ['a'.repeat(64)],
  }
  for (const { id, documents, skus } of await returns.list())
    if (documents === 'missing' && skus.includes(sku)) await ok(floor.server, 'PUT', `/returns/${id}/documents`, given)
  story.push('documents')
}

/** As it was meant; what a lot, its documents or missing goods keep from being so stays stopped. */
async function decide(world: World, { id, transaction }: { id: string; transaction: string | null }) {
  const meant = world.meant.get(transaction ?? '')
  if (!meant) return
  const body = { remedy: 'dispose', disposition: meant.disposition, note: 'Seen' }
  const reply = await world.returns.resolve(id, body)
  world.story.push(
    `decide ${transaction} ${meant.disposition}: ${reply.status} ${JSON.stringify(reply.body.code ?? reply.body.did)}`,
  )
  expect([200, 409]).toContain(reply.status)
  if (reply.status !== 200) return
  // Decided, it is a restock like any other.
  const done = world.done.find((one) => one.id === transaction)
  if (Object.keys(meant.did).length === 0 || !done) return
  carry(world, meant.did)
  done.did = sum(...Object.entries(done.did), ...Object.entries(meant.did))
  const made = Object.values(meant.did).find((units) => units > 0) ?? 0
  world.usable.set(done.id, made)
  world.meant.set(done.id, { ...meant, did: {} })
}

/** Whatever has arrived in whatever order: no more is usable than inspections and rework that are not undone have made so. */
async function nothingUnseen(world: World) {
  const { floor, sku, second, usable, gone, devices } = world
  const kept = new Set(devices.flatMap((device) => device.kept.map(({ id }) => id)))
  const undone = new Set(
    devices.flatMap(({ sent }) =>
      sent.flatMap(({ type, payload }) => (type === 'reverse' ? [String(payload.transaction)] : [])),
    ),
  )
  const most = [...usable].reduce(
    (units, [id, made]) => units + (kept.has(id) || (gone.has(id) && undone.has(id)) ? 0 : made),
    KEPT * LOTS.length,
  )
  const rows = [...(await floor.stockRows(sku)), ...(await floor.stockRows(second))]
  const available = rows.filter(({ status }) => status === 'available').reduce((units, row) => units + row.quantity, 0)
  expect(available).toBeLessThanOrEqual(most)
  const sellable = (await floor.inventory(sku)).sellable + (await floor.inventory(second)).sellable
  expect(sellable).toBeLessThanOrEqual(most)
}

async function comeToRest(world: World) {
  const { floor, sku } = world
  for (const device of world.devices) await send(world, device)
  for (const lot of world.held) await ok(floor.server, 'POST', `/lots/${sku}/${lot}/release`, { reason: 'Fine' })
  await giveDocuments(world)
  for (const type of ['disposition-stopped', 'documents-missing'])
    for (const open of await floor.exceptions({ type, sku })) await decide(world, open)
  await floor.cleanAudit()
  for (const type of ['disposition-stopped', 'documents-missing', 'negative-stock'])
    expect(await floor.exceptions({ type, sku })).toEqual([])
}

async function restsOnTheShelf(world: World) {
  const { floor, returns, sku, second, places } = world
  const found: Hands = {}
  for (const [name, rows] of [
    [sku, await floor.stockRows(sku)],
    [second, await floor.stockRows(second)],
  ] as const)
    for (const { lot, location, status, quantity } of rows) {
      const state = name === second ? 'other' : status === 'uninspected' ? 'new' : (status as State)
      if (quantity !== 0) found[at(lot ?? '', location, state)] = quantity
    }
  const wanted = Object.fromEntries([...world.hands].filter(([, units]) => units !== 0))
  expect(found).toEqual(wanted)
  const left = (state: State) =>
    LOTS.flatMap((lot) =>
      places.map((location) => ({ lot, location, units: there(world, at(lot, location, state)) })),
    ).filter(({ units }) => units > 0)
  for (const [kind, state] of [
    ['rework', 'rework'],
    ['send-back', 'damaged'],
  ] as const) {
    const asked = new Map<string, number>()
    for (const task of await floor.tasks({ kind, state: 'open' }))
      if (task.sku === sku) {
        const key = `${task.lot}@${task.location}`
        asked.set(key, (asked.get(key) ?? 0) + task.quantity - task.done)
      }
    const stands = left(state).map(({ lot, location, units }) => [`${lot}@${location}` as string, units] as const)
    if (kind === 'rework') expect([...asked].sort()).toEqual(stands.sort())
    // What was fetched or carried on before it was known to be set aside is found where it stands, as far as anybody can tell.
    for (const [key, units] of asked)
      expect({ key, units: Math.min(units, new Map(stands).get(key) ?? 0) }).toEqual({ key, units })
  }
  const own = (await returns.list()).filter(({ skus }) => skus.includes(sku))
  const total = (part: 'uninspected' | 'waiting') => own.reduce((units, one) => units + one.units[part], 0)
  expect(total('waiting')).toBe(0)
  expect(total('uninspected')).toBe(left('new').reduce((all, { units }) => all + units, 0))
  for (const { id, state, units } of own)
    expect({ id, state }).toEqual({
      id,
      state: units.uninspected > 0 ? 'received' : units.expected > 0 ? 'expected' : 'closed',
    })
}

/** Whoever followed the feed from the beginning knows what a newcomer is told. */
async function feedTellsAll({ server }: Floor, from: string) {
  await feedSettled(server)
  const rows = (changes: Awaited<ReturnType<typeof pullAll>>['changes'], known = new Map<string, unknown>()) => {
    for (const { table, key, value } of changes)
      if (value === null) known.delete(`${table} ${key}`)
      else known.set(`${table} ${key}`, value)
    return known
  }
  const followed = rows((await pullAll(server, from)).changes)
  const fresh = rows((await pullAll(server)).changes)
  const tables = ['returns', 'returnLines', 'returnedGoods', 'stock', 'settings']
  for (const [key, value] of fresh) {
    if (!tables.includes(key.split(' ')[0] ?? '') || !followed.has(key)) continue
    expect({ key, value: followed.get(key) }).toEqual({ key, value })
  }
  const stale = [...followed.keys()].filter((key) => tables.includes(key.split(' ')[0] ?? '') && !fresh.has(key))
  expect(stale).toEqual([])
  const untold = [...fresh.keys()].filter((key) => /^return/.test(key) && !followed.has(key))
  expect(untold).toEqual([])
}

async function openWorld(floor: Floor, returns: ReturnsFloor, run: number): Promise<World> {
  const second = await floor.item()
  const sku = await floor.item({ secondarySku: second })
  const tote = `TOTE-${run}`
  const places = [returns.cage, await floor.bin(), tote]
  await ok(floor.server, 'PUT', `/locations/${tote}`, { kind: 'unit', within: places[0] })
  const world: World = {
    floor,
    returns,
    sku,
    second,
    order: { id: '', externalId: '' },
    places,
    devices: [],
    hands: new Map(),
    done: [],
    usable: new Map(),
    gone: new Set(),
    held: new Set(),
    meant: new Map(),
    story: [],
  }
  for (const lot of LOTS) await floor.receive(sku, lot, SENT, places[1] ?? '', 5)
  world.order = await returns.shipped(sku, SENT * LOTS.length)
  for (const lot of LOTS) {
    await floor.receive(sku, lot, KEPT, places[1] ?? '', 1)
    carry(world, { [at(lot, places[1] ?? '', 'available')]: KEPT })
  }
  for (const name of ['A', 'B']) {
    const deviceId = `HH-${run}${name}`
    const { session } = await signInWorker(floor.server, deviceId, ['supervisor'])
    world.devices.push({ stream: testStream(floor.server, deviceId), session, kept: [], sent: [] })
  }
  return world
}

describe.each(EDGE_DIALECTS)('returns in disorder on %s', (dialect) => {
  it('sells nothing unseen, loses nothing, and comes to rest', { timeout: 180_000 }, async () => {
    const often = ['comeBack', 'comeBack', 'inspect', 'inspect', 'inspect', 'undo', 'move']
    const drawn = fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps), ...often), fc.infiniteStream(fc.nat())), {
      minLength: STEPS,
      maxLength: STEPS,
      size: 'max',
    })
    const floor = await openFloor(dialect)
    const returns = await returnsFloor(floor)
    let runs = 0
    try {
      await feedSettled(floor.server)
      const from = (await pullAll(floor.server)).cursor as string
      await fc.assert(
        fc.asyncProperty(drawn, async (plan) => {
          const world = await openWorld(floor, returns, ++runs)
          try {
            for (const [name, numbers] of plan) {
              const draw: Draw = (least, most) => least + (Number(numbers.next().value) % (most - least + 1))
              world.story.push(`— ${name}`)
              await steps[name]?.(world, draw)
              await floor.cleanAudit()
              await nothingUnseen(world)
            }
            await comeToRest(world)
            await restsOnTheShelf(world)
            await feedTellsAll(floor, from)
          } catch (error) {
            throw new Error(`${(error as Error).stack}\n${world.story.join('\n')}`, { cause: error })
          }
        }),
        { numRuns: RUNS[dialect], seed: SEED, endOnFailure: true },
      )
    } finally {
      await floor.close()
    }
  })
})
