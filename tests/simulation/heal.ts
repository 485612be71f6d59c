/** No more faults: everything arrives, in a bounded number of rounds. */
import { asking, enrol, signIn } from './furnished.ts'
import type { SimDevice } from './sim-device.ts'
import { mustBeClean, type World } from './simulate.ts'

const MOST_ROUNDS = 6

export async function heal(world: World): Promise<void> {
  const { network, server, devices } = world
  world.log.push('everything heals')
  await server.restart()
  network.faulty = false
  for (const deliver of network.late.splice(0)) await deliver()
  for (const device of devices) await putRight(world, device)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const device of devices) {
      await device.push()
      await device.sendPhotos()
    }
    await server.settled()
    for (const device of devices) await device.pull()
    if (!(await somethingWaits(devices))) break
  }
  await mustBeClean(world)
}

/** A person looks at the device: it gets its charge, its room, its place on the network and its sign-in. */
async function putRight(world: World, device: SimDevice): Promise<void> {
  const { server, adminToken } = world
  device.online = true
  device.cut = 'none'
  if (device.isOld) await device.upgrade()
  else await device.restart()
  device.token = await enrol(asking(server, adminToken), device.id)
  if ((device.session?.expiresAt ?? 0) <= world.now()) await signInAgain(world, device)
}

export async function signInAgain({ server, workers, sessions }: World, device: SimDevice): Promise<void> {
  const worker = workers.find((one) => one.deviceId === device.id)
  if (!worker) return
  device.session = await signIn(server, { ...worker, token: device.token })
  sessions.set(device.session.id, { device: device.id, expiresAt: device.session.expiresAt })
}

async function somethingWaits(devices: readonly SimDevice[]): Promise<boolean> {
  for (const device of devices) {
    const rows = await device.rows()
    if (rows.some(({ state, reflected }) => state === 'waiting' || reflected !== 1)) return true
    if ((await device.photos()).some(({ state }) => state === 'waiting')) return true
  }
  return false
}
