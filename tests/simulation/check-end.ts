/** What must be true once everything has arrived. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../../server/audit/rows.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { START } from './furnished.ts'
import { changesOf, inboxCounts, lostForGood } from './losses.ts'
import { checkInspections, checkPhotos } from './returns.ts'
import { Shelf } from './shelf.ts'
import type { SimDevice } from './sim-device.ts'
import type { World } from './simulate.ts'

export async function checkEnd(world: World): Promise<void> {
  await nothingWaits(world)
  await recordedExactlyOnce(world)
  await authorsAreProven(world)
  await streamsAreWhole(world)
  await checkInspections(world)
  await checkPhotos(world)
  await ledgerEqualsShelf(world)
  await adjustmentsEqualShrinkage(world)
  for (const device of world.devices) await replicaEqualsServer(world, device)
}

async function nothingWaits(world: World): Promise<void> {
  for (const device of world.devices) {
    const waiting = (await device.rows()).filter((row) => row.state !== 'done' || row.reflected !== 1)
    if (waiting.length > 0)
      throw new Error(
        `${device.id} still has ${waiting.length} unsettled: ${waiting.map((row) => `${row.envelope.type} ${row.state} ${row.problem?.detail ?? ''}`).join('; ')}`,
      )
  }
}

/** Every "done" that a device's disk kept stands in the inbox once, and nothing else does. */
async function recordedExactlyOnce(world: World): Promise<void> {
  const [counts, lost] = [await inboxCounts(world), await lostForGood(world)]
  for (const [id, envelope] of world.kept)
    if (!lost.has(id) && counts.get(id) !== 1)
      throw new Error(`${envelope.type} ${id} is recorded ${counts.get(id) ?? 0} times`)
  if (counts.size !== world.kept.size - lost.size)
    throw new Error(`the server has ${counts.size} transactions, the devices kept ${world.kept.size - lost.size}`)
}

/** Whoever names a session that is not theirs is not believed to be its worker; an honest worker is not doubted. */
async function authorsAreProven(world: World): Promise<void> {
  const doubted = new Set(await subjectsOf(world, 'unproven-author'))
  const { counts } = world.faults
  const lost = await lostForGood(world)
  // A restored server may not know a session any more; whose clock was set while work waited cannot show when that was done, and no
  // more can what comes so late that all sessions have ended.
  const isSure =
    !counts.has('server restored from a backup') && !counts.has('clock set') && world.now() < START + SHIFT_MS
  for (const [id, { session, type }] of world.kept) {
    const [recorded, named] = [world.recorded.get(id), world.sessions.get(session ?? '')]
    if (!recorded || lost.has(id)) continue
    const isOwn = named?.device === recorded.device
    if (!isOwn && !doubted.has(id))
      throw new Error(`a ${type} of ${recorded.device} names the session of ${named?.device}, and nobody doubts it`)
    if (isOwn && isSure && recorded.at < named.expiresAt && doubted.has(id))
      throw new Error(`a ${type} of ${recorded.device} in its worker's own session is doubted`)
  }
}

/** Nothing was lost on the way and nothing stands in another's place, unless a disk was put back to what it was. */
async function streamsAreWhole(world: World): Promise<void> {
  if (world.faults.counts.has('disk rolled back')) return
  for (const type of ['stream-gap', 'sequence-reused'])
    for (const subject of await subjectsOf(world, type)) throw new Error(`an exception ${type} names ${subject}`)
}

/** Within the first sign-ins. */
const SHIFT_MS = 15 * 3_600_000

const subjectsOf = (world: World, type: string): Promise<string[]> =>
  world.server.work.read(async (reader) =>
    (await rowsOf<{ subject: string }>(reader, sql`select subject from exceptions where type = ${type}`)).map(
      ({ subject }) => subject,
    ),
  )

/**
 * Before everything is counted: what was counted last is right to the unit, but for what came or went unrecorded since, and
 * what was never counted is wrong by exactly what nobody recorded.
 */
export async function checkCounted(world: World): Promise<void> {
  const [ledger, shelf] = [await ledgerUnits(world), world.shelf.all()]
  const unknown = unrecordedSince(world, await lostForGood(world))
  for (const key of new Set([...ledger.keys(), ...shelf.keys()])) {
    const really = (shelf.get(key) ?? 0) - (unknown.get(key) ?? 0)
    if ((ledger.get(key) ?? 0) !== really)
      throw new Error(
        `the ledger has ${ledger.get(key) ?? 0} at ${key}; by its counts and movements there should be ${really}`,
      )
  }
}

/** By balance: what changed on the shelf unrecorded since the last count that looked at it and was neither undone nor lost. */
function unrecordedSince(world: World, lost: ReadonlySet<string>): Map<string, number> {
  const undone = new Set(
    [...world.kept.values()].filter(({ type }) => type === 'reverse').map(({ payload }) => payload.transaction),
  )
  const unknown = new Map<string, number>()
  const add = (key: string, units: number) => void unknown.set(key, (unknown.get(key) ?? 0) + units)
  for (const one of world.history) {
    if (one.kind === 'unrecorded') add(Shelf.key(one.sku, one.lot, one.location), one.units)
    else if (one.kind === 'done') {
      const envelope = lost.has(one.id) ? world.kept.get(one.id) : undefined
      if (envelope) for (const [key, units] of changesOf(envelope)) add(key, units)
    } else if (!undone.has(one.id) && !lost.has(one.id)) {
      for (const key of unknown.keys()) if (isLookedAt(one, key)) unknown.delete(key)
    }
  }
  return unknown
}

const isLookedAt = ({ location, sku }: { location: string; sku: string | null }, key: string): boolean =>
  key.endsWith(` ${location}`) && (sku === null || key.startsWith(`${sku} `))

async function ledgerUnits(world: World): Promise<Map<string, number>> {
  const balances = await world.server.work.read((reader) =>
    rowsOf<{ sku: string; lot: string; location: string; n_units: number }>(
      reader,
      sql`select sku, lot, location, sum(quantity) as n_units from stock where in_house group by sku, lot, location having sum(quantity) <> 0`,
    ),
  )
  return new Map(balances.map((row) => [Shelf.key(row.sku, row.lot, row.location), row.n_units]))
}

async function ledgerEqualsShelf(world: World): Promise<void> {
  const ledger = await ledgerUnits(world)
  const shelf = world.shelf.all()
  for (const key of new Set([...ledger.keys(), ...shelf.keys()])) {
    if (ledger.get(key) !== shelf.get(key))
      throw new Error(`the ledger has ${ledger.get(key) ?? 0} at ${key}; on the shelf there are ${shelf.get(key) ?? 0}`)
  }
}

/** Counting found out what was never recorded, and invented nothing: by item and lot, to the unit. */
async function adjustmentsEqualShrinkage(world: World): Promise<void> {
  const rows = await world.server.work.read((reader) =>
    rowsOf<{ sku: string; lot: string; n_units: number }>(
      reader,
      sql`select sku, lot, sum(quantity) as n_units from adjustments group by sku, lot having sum(quantity) <> 0`,
    ),
  )
  const adjusted = new Map(rows.map(({ sku, lot, n_units }) => [`${sku} ${lot}`, n_units]))
  const unrecorded = new Map(world.shelf.unrecorded)
  for (const id of await lostForGood(world))
    for (const [key, units] of changesOf(world.kept.get(id) as Envelope)) {
      const [sku, lot] = key.split(' ')
      unrecorded.set(`${sku} ${lot}`, (unrecorded.get(`${sku} ${lot}`) ?? 0) + units)
    }
  for (const key of new Set([...adjusted.keys(), ...unrecorded.keys()]))
    if ((adjusted.get(key) ?? 0) !== (unrecorded.get(key) ?? 0))
      throw new Error(
        `counts adjusted ${adjusted.get(key) ?? 0} of ${key}; really ${unrecorded.get(key) ?? 0} came or went unrecorded`,
      )
}

async function replicaEqualsServer(world: World, device: SimDevice): Promise<void> {
  const server = await world.server.work.read((reader) =>
    rowsOf<{ sku: string; lot: string; location: string; n_quantity: number; n_allocated: number; n_suspect: number }>(
      reader,
      sql`select sku, lot, location, quantity as n_quantity, allocated as n_allocated, suspect as n_suspect from stock where in_house order by sku, lot, location, status`,
    ),
  )
  const replica = (await device.view.replica.rows.stock.toArray()).map((row) => ({
    sku: row.sku,
    lot: row.lot,
    location: row.location,
    n_quantity: row.quantity,
    n_allocated: row.allocated,
    n_suspect: row.suspect,
  }))
  const text = (rows: object[]) => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort())
  if (text(server) !== text(replica))
    throw new Error(`the replica of ${device.id} differs from the server:\n${text(replica)}\n${text(server)}`)
  const claims = await world.server.work.read((reader) =>
    rowsOf<{ sku: string; channel: string }>(
      reader,
      sql`select sku, channel, protected as n_protected, committed as n_committed, allocated as n_allocated, backordered as n_backordered from claims`,
    ),
  )
  const claimed = (await device.view.replica.rows.claims.toArray()).map((row) => ({
    sku: row.sku,
    channel: row.channel,
    n_protected: row.protected,
    n_committed: row.committed,
    n_allocated: row.allocated,
    n_backordered: row.backordered,
  }))
  if (text(claims) !== text(claimed))
    throw new Error(`the replica of ${device.id} has other claims than the server:\n${text(claimed)}\n${text(claims)}`)
  const tasks = await world.server.work.read((reader) =>
    rowsOf<{ id: string }>(reader, sql`select id from tasks where state = 'open'`),
  )
  const known = new Set(
    (await device.view.replica.rows.tasks.toArray()).filter((task) => task.state === 'open').map((task) => task.id),
  )
  const differing =
    tasks.filter((task) => !known.has(task.id)).length +
    [...known].filter((id) => !tasks.some((task) => task.id === id)).length
  if (differing > 0) throw new Error(`the replica of ${device.id} has other open tasks than the server`)
  const goods = await world.server.work.read((reader) =>
    rowsOf<{ id: string; n_quantity: number; n_inspected: number }>(
      reader,
      sql`select id, quantity as n_quantity, inspected as n_inspected from returned_goods where inspected < quantity`,
    ),
  )
  const told = (await device.view.replica.rows.returnedGoods.toArray()).map((row) => ({
    id: row.id,
    n_quantity: row.quantity,
    n_inspected: row.inspected,
  }))
  if (text(goods) !== text(told))
    throw new Error(`the replica of ${device.id} has other returned goods:\n${text(told)}\n${text(goods)}`)
  const open = await world.server.work.read((reader) =>
    rowsOf<{ id: string; state: string; documents: string }>(
      reader,
      sql`select id, state, documents from returns where state <> 'closed'`,
    ),
  )
  const returns = (await device.view.replica.rows.returns.toArray()).map(({ id, state, documents }) => ({
    id,
    state,
    documents,
  }))
  if (text(open) !== text(returns))
    throw new Error(`the replica of ${device.id} has other returns:\n${text(returns)}\n${text(open)}`)
}
