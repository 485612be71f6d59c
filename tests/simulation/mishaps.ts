/** What goes wrong beside the work: devices, disks, clocks, sign-ins, the server's own disk, and people who scan what is not there. */
import type { NewTransaction } from '../../client/outbox/append.ts'
import type { Fault } from './faults.ts'
import { asking, BINS, enrol, SKUS } from './furnished.ts'
import { signInAgain } from './heal.ts'
import type { Cut, DiskImage, SimDevice } from './sim-device.ts'
import { type World, work } from './simulate.ts'

/** Returns whether it could happen. */
type Mishap = (world: World) => Promise<boolean>

const someDevice = (world: World): SimDevice => world.random.pick(world.devices) as SimDevice

export async function mishap(world: World): Promise<void> {
  const chosen = world.random.pick(MISHAPS)
  if (!chosen) return
  const [fault, happen] = chosen
  if (!world.faults.isLeftOut(fault) && (await happen(world))) world.faults.count(fault)
}

/** The network of one device fails one way, and not the other. */
const cut =
  (which: Cut): Mishap =>
  async (world) => {
    const device = someDevice(world)
    device.cut = device.cut === which ? 'none' : which
    world.log.push(`of the network of ${device.id} ${device.cut === 'none' ? 'all goes' : `${device.cut} are cut`}`)
    return device.cut !== 'none'
  }

const offline: Mishap = async (world) => {
  const device = someDevice(world)
  device.online = !device.online
  world.log.push(`${device.id} is ${device.online ? 'online' : 'offline'}`)
  return !device.online
}

const restart: Mishap = async (world) => {
  const device = someDevice(world)
  world.log.push(`${device.id} restarts`)
  await device.restart()
  return true
}

/** Somewhere in what it does next, also between sending and noting the answer, or between two parts of a page. */
const goOff: Mishap = async (world) => {
  const device = someDevice(world)
  const nth = world.random.whole(0, 6)
  world.log.push(`${device.id} will go off before its next but ${nth} write`)
  device.goOffBeforeWrite(nth)
  return true
}

/** Until somebody restarts it. */
const fillDisk: Mishap = async (world) => {
  const device = someDevice(world)
  world.log.push(`the disk of ${device.id} is full`)
  device.fillDisk()
  return true
}

const openTab: Mishap = async (world) => {
  const device = someDevice(world)
  try {
    await device.openTab()
  } catch {
    // A full disk lets no app start.
    await device.restart()
    return false
  }
  world.log.push(`${device.id} has one tab more`)
  return true
}

const setClock: Mishap = async (world) => {
  const device = someDevice(world)
  device.skewMs = world.random.whole(-24, 24) * 3_600_000
  world.log.push(`the clock of ${device.id} is set ${device.skewMs / 3_600_000} hours off`)
  return true
}

/** What may be lost with a disk, and nobody can say afterwards what became of what depends on it. */
const DEPENDED_ON = ['returnReceive', 'inspect', 'reverse']

/** Of most stories nothing is lost; of some a device's disk is put back to what it was, or the server's is lost. */
export async function disaster(world: World, step: number): Promise<void> {
  const { kind, from, at } = world.disaster
  if (kind === 'none' || world.faults.isLeftOut(kind) || step < from) return
  const begin = kind === 'disk rolled back' ? takeImage : takeBackup
  const strike = kind === 'disk rolled back' ? rollBackDisk : restoreServer
  if (world.saved === null) world.saved = await begin(world)
  else if (world.saved !== 'used' && step >= at && (await strike(world, world.saved))) {
    world.saved = 'used'
    world.faults.count(kind)
  }
}

export type Saved = { device: SimDevice; image: DiskImage } | 'backup' | 'used'

async function takeImage(world: World): Promise<Saved> {
  const device = someDevice(world)
  return { device, image: await device.image() }
}

async function takeBackup({ server, log }: World): Promise<Saved | null> {
  if (server.crashed || !(await server.backUp())) return null
  log.push('a backup is taken')
  return 'backup'
}

/** A disk is put back to what it was: by a repair, or by the file system after power went. */
async function rollBackDisk(world: World, saved: Saved): Promise<boolean> {
  if (typeof saved === 'string') return false
  const { device, image } = saved
  if (!(await mayBeLost(device, image))) return false
  world.log.push(`the disk of ${device.id} is as it was before`)
  await device.rollBack(image)
  return true
}

/** The server's disk is lost, and last night's backup is put in its place. */
async function restoreServer({ server, random, log }: World): Promise<boolean> {
  await server.restart()
  await server.restoreBackup(random.chance(0.5))
  log.push('the server is restored from the backup')
  return true
}

async function mayBeLost(device: SimDevice, image: DiskImage): Promise<boolean> {
  if (device.isOld) return false
  const had = new Set(image.outbox.get('transactions')?.keys)
  const unsent = (await device.rows()).filter(({ id, state }) => !had.has(id) && state === 'waiting')
  const photos = (await device.photos()).filter(({ state }) => state === 'waiting')
  return photos.length === 0 && !unsent.some(({ envelope }) => DEPENDED_ON.includes(envelope.type))
}

/** Enrolled anew elsewhere: what this device has as its credential is worth nothing until it hears of the new one. */
const replaceCredential: Mishap = async (world) => {
  const device = someDevice(world)
  if (world.server.crashed) return false
  const isOut = device.token === WORTHLESS
  try {
    const token = await enrol(asking(world.server, world.adminToken), device.id)
    device.token = isOut ? token : WORTHLESS
  } catch {
    return false
  }
  world.log.push(`${device.id} ${isOut ? 'is enrolled again' : 'has a credential that was replaced'}`)
  return !isOut
}

const WORTHLESS = 'ltd_replaced'

/** A day later whoever was signed in is not any more; some go on all the same. */
const expire: Mishap = async (world) => {
  const device = someDevice(world)
  if ((device.session?.expiresAt ?? 0) > world.now()) {
    world.sleep(17 * 3_600_000)
    world.log.push('everybody’s sign-in expires')
    return true
  }
  await signInAgain(world, device).then(
    () => world.log.push(`the worker of ${device.id} signs in again`),
    () => world.log.push(`the worker of ${device.id} cannot sign in`),
  )
  return false
}

const upgrade: Mishap = async (world) => {
  const old = world.devices.find(({ isOld }) => isOld)
  if (!old) return false
  const waiting = (await old.rows()).filter(({ state }) => state === 'waiting').length
  world.log.push(`${old.id} gets the app of today, with ${waiting} unsent`)
  await old.upgrade()
  return true
}

const inNowhere = (world: World) => ({
  ...{ sku: world.random.pick(SKUS) as string, lot: `L${world.random.whole(1, 4)}` },
  ...{ from: world.random.pick(BINS) as string, to: world.random.pick(BINS) as string },
})

/** What is recorded happened in nobody's hands: there is nothing there, or it is somewhere else. */
const scanNothing: Mishap = async (world) => {
  const { sku, lot, from, to } = inNowhere(world)
  if (from === to) return false
  const quantity = world.random.whole(1, 6)
  const move: NewTransaction = { type: 'move', payload: { sku, lot, quantity, from, to } }
  if (!(await work(world, someDevice(world), [move]))) return false
  unrecorded(world, sku, lot, from, quantity)
  unrecorded(world, sku, lot, to, -quantity)
  return true
}

/** The label says one lot, the scan another. */
const mistakeLot: Mishap = async (world) => {
  const { random } = world
  const [sku, location] = [random.pick(SKUS) as string, random.pick(BINS) as string]
  const [lot, really] = [`L${random.whole(1, 4)}`, `L${random.whole(1, 4)}`]
  if (lot === really) return false
  const quantity = random.whole(1, 12)
  const receipt: NewTransaction = { type: 'receive', payload: { sku, lot, quantity, location } }
  if (!(await work(world, someDevice(world), [receipt]))) return false
  unrecorded(world, sku, lot, location, -quantity)
  unrecorded(world, sku, really, location, quantity)
  return true
}

function unrecorded(world: World, sku: string, lot: string, location: string, units: number): void {
  world.shelf.change(sku, lot, location, units)
  world.history.push({ kind: 'unrecorded', sku, lot, location, units })
  world.log.push(`of ${sku} ${lot} there are really ${units > 0 ? `${units} more` : `${-units} fewer`} at ${location}`)
}

/** What happens more often stands here more often. */
const MISHAPS: readonly (readonly [Fault, Mishap])[] = [
  ['only answers lost for a while', cut('answers')],
  ['only pushes lost for a while', cut('pushes')],
  ['only pulls lost for a while', cut('pulls')],
  ['device offline', offline],
  ['device offline', offline],
  ['device restarted', restart],
  ['device restarted', restart],
  ['device off before a write', goOff],
  ['device off before a write', goOff],
  ['device off before a write', goOff],
  ['storage full', fillDisk],
  ['second tab', openTab],
  ['second tab', openTab],
  ['clock set', setClock],
  ['credential replaced', replaceCredential],
  ['credential replaced', replaceCredential],
  ['sign-in expired', expire],
  ['sign-in expired', expire],
  ['app of an earlier version', upgrade],
  ['app of an earlier version', upgrade],
  ['scanned what is not there', scanNothing],
  ['lot mistaken', mistakeLot],
]
