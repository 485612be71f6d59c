/**
 * Customers send goods back, receivers take them in, inspectors look at what stands in the cage and take photos of it; the
 * office announces returns, gives documents, and decides what was stopped. Uploads are cut at any byte.
 */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rowsOf } from '../../server/audit/rows.ts'
import { BINS, CAGE } from './furnished.ts'
import type { SimDevice } from './sim-device.ts'
import { ask, type World, work } from './simulate.ts'

type Action = (world: World) => Promise<boolean>

const someDevice = (world: World): SimDevice => world.random.pick(world.devices) as SimDevice

const REASONS = ['unwanted', 'damaged', 'defective', 'other', 'whatever the customer wrote']

/** Now and then one more than was sent, of a lot that nobody can read, or without any order. */
export const comeBack: Action = async (world) => {
  const { random, shelf } = world
  const parcel = random.pick(shelf.sent())
  if (!parcel) return false
  const quantity = random.whole(1, parcel.units) + Number(random.chance(0.08))
  const named = random.chance(0.8)
  await work(world, someDevice(world), [
    {
      type: 'returnReceive',
      payload: {
        channel: parcel.channel,
        sku: parcel.sku,
        lot: random.chance(0.9) ? parcel.lot : null,
        quantity,
        reason: random.pick(REASONS) as string,
        location: CAGE,
        ...(named ? { orderExternalId: parcel.externalId } : {}),
        ...(named && random.chance(0.5) ? { orderId: parcel.orderId } : {}),
      },
    },
  ])
  return true
}

const DISPOSITIONS = ['restock', 'restock', 'restock', 'rework', 'scrap', 'supplier', 'keep', 'secondary'] as const

const UNKNOWN = ['rework', 'scrap', 'keep'] as const

/** Whoever inspects looks at what stands there, whether or not the device knows that it came. */
export const lookAtReturns: Action = async (world) => {
  const { random, shelf } = world
  const found = random.pick(shelf.at(CAGE))
  if (!found) return false
  const device = someDevice(world)
  // The handheld lets nobody sell what nobody knows.
  const disposition = random.pick(found.lot === '' ? UNKNOWN : DISPOSITIONS) ?? 'keep'
  const goods = (await device.view.replica.rows.returnedGoods.toArray()).find(
    ({ sku, lot }) => sku === found.sku && lot === found.lot,
  )
  const photos = await takePhotos(world, device)
  await work(world, device, [
    {
      type: 'inspect',
      payload: {
        sku: found.sku,
        lot: found.lot === '' ? null : found.lot,
        location: CAGE,
        quantity: random.whole(1, found.units),
        condition: random.pick(['new', 'opened', 'damaged']) as string,
        disposition,
        ...(disposition === 'restock' || disposition === 'rework' ? { to: random.pick(BINS) as string } : {}),
        ...(goods && random.chance(0.7) ? { returned: goods.id } : {}),
        ...(photos.length > 0 ? { photos } : {}),
      },
    },
  ])
  return true
}

/** Kept before the inspection is recorded: they may be all that is left of it. */
async function takePhotos(world: World, device: SimDevice): Promise<string[]> {
  const { random } = world
  const hashes: string[] = []
  // An app of before photos has no camera either.
  while (!device.isOld && random.chance(0.45)) {
    const bytes = new Uint8Array(random.whole(12, 2_000)).map(() => random.whole(0, 255))
    bytes.set([0xff, 0xd8, 0xff, 0xe0])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const isKept = await device.keepPhoto({ sha256, type: 'image/jpeg', bytes }).then(
      () => true,
      () => false,
    )
    if (isKept) hashes.push(sha256)
  }
  return hashes
}

export const sendPhotos: Action = async (world) => {
  const device = someDevice(world)
  await device.sendPhotos().then(
    () => world.log.push(`${device.id} sends its photos`),
    () => world.log.push(`${device.id} cannot send its photos`),
  )
  return true
}

/** Some with a chargeback, of which the documents come later, if at all. */
export const announceReturn: Action = async (world) => {
  const { random, shelf } = world
  const parcel = random.pick(shelf.sent())
  if (!parcel) return false
  const lines = [{ sku: parcel.sku, quantity: random.whole(1, parcel.units), reason: random.pick(REASONS) }]
  const chargeback = random.chance(0.6) ? { chargeback: { reference: 'CB', category: 'damage' } } : {}
  const body = { channel: parcel.channel, orderExternalId: parcel.externalId, lines, ...chargeback }
  const answer = await ask(world, 'POST', '/returns', body)
  world.log.push(`the office expects a return of ${parcel.sku}: ${answer?.status ?? 'no answer'}`)
  return true
}

export const giveDocuments: Action = async (world) => {
  const answer = await ask(world, 'GET', '/returns?state=open&limit=1000')
  const open = ((answer?.body.items ?? []) as { id: string; documents: string }[]).filter(
    ({ documents }) => documents === 'missing',
  )
  const chosen = world.random.pick(open)
  if (!chosen) return false
  const given = { amount: { amount: 100, currency: 'USD' }, disputeBy: '2030-01-01', photos: ['a'.repeat(64)] }
  const done = await ask(world, 'PUT', `/returns/${chosen.id}/documents`, given)
  world.log.push(`the office gives the documents of a return: ${done?.status ?? 'no answer'}`)
  return true
}

const STOPPED = ['disposition-stopped', 'documents-missing']

/** By what needs no hands: where the goods stand, they are to be made good or sold, or looked at again. */
export const decideStopped: Action = async (world) => {
  const { random } = world
  const answer = await ask(world, 'GET', '/exceptions?limit=1000')
  const open = ((answer?.body.items ?? []) as { id: string; type: string; location: string }[]).filter(({ type }) =>
    STOPPED.includes(type),
  )
  const chosen = random.pick(open)
  if (!chosen) return false
  // What stays in the cage, hands may take again before they hear of a decision.
  const again = chosen.location === CAGE || random.chance(0.4)
  const remedy = again ? 'inspect-again' : chosen.type === 'documents-missing' ? 'restock' : 'dispose'
  const body = { remedy, disposition: random.pick(['rework', 'restock']), note: 'simulated' }
  const done = await ask(world, 'POST', `/exceptions/${chosen.id}/resolve`, body)
  world.log.push(`the office decides what was stopped, ${remedy} ${body.disposition}: ${done?.status ?? 'no answer'}`)
  return true
}

/** Every photo of everything that a device's disk kept is on the server, byte for byte, and no device waits for one. */
export async function checkPhotos(world: World): Promise<void> {
  for (const { payload } of world.kept.values())
    for (const hash of (payload.photos ?? []) as string[]) {
      const content = await world.server.attachments.read(hash)
      const found = content && createHash('sha256').update(content).digest('hex')
      if (found !== hash) throw new Error(`photo ${hash} ${found === null ? 'is missing' : `has become ${found}`}`)
      const state = await ask(world, 'GET', `/attachments/${hash}/state`)
      if (state?.body.complete !== true) throw new Error(`the server does not know that it has photo ${hash}`)
    }
  for (const device of world.devices) {
    const waiting = (await device.photos()).filter(({ state }) => state === 'waiting' || state === 'refused')
    if (waiting.length > 0) throw new Error(`${device.id} still has ${waiting.length} photos`)
  }
}

/**
 * Nothing is carried out of what has not come: it could be sold. Only an undone receipt may leave less than nothing, for what
 * was inspected of it is a fact.
 */
export async function checkUninspected(world: World): Promise<void> {
  const undone = [...world.kept.values()].some(
    ({ type, payload }) => type === 'reverse' && world.kept.get(String(payload.transaction))?.type === 'returnReceive',
  )
  if (undone) return
  const rows = await world.server.work.read((reader) =>
    rowsOf<{ sku: string; lot: string; location: string; n_units: number }>(
      reader,
      sql`select sku, lot, location, quantity as n_units from stock
        where in_house and status = 'uninspected' and quantity < 0 and location = ${CAGE}`,
    ),
  )
  for (const { sku, lot, location, n_units } of rows)
    throw new Error(`${-n_units} of ${sku} ${lot} left ${location} for sale or scrap before they came back`)
}

/** Each inspection that a disk kept, and that nobody undid, is there once, and none waits for goods that all have come. */
export async function checkInspections(world: World): Promise<void> {
  const rows = await world.server.work.read((reader) =>
    rowsOf<{ id: string; state: string; waits_for: string | null; n_quantity: number }>(
      reader,
      sql`select id, state, waits_for, quantity as n_quantity from inspections`,
    ),
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const { id, type, payload } of world.kept.values())
    if (type === 'inspect' && known.get(id)?.n_quantity !== payload.quantity)
      throw new Error(
        `inspection ${id} of ${String(payload.quantity)} is known as ${known.get(id)?.n_quantity ?? 'nothing'}`,
      )
  for (const row of rows) if (!world.kept.has(row.id)) throw new Error(`nobody made the inspection ${row.id}`)
}
