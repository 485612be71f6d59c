/**
 * The drill: back up while it serves, five handhelds scan on, the database is destroyed and restored, the handhelds come back, and
 * nothing that said "done" is missing or there twice. Real server process, the handhelds' real outbox and sync.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpTransport } from '../../client/sync/http-transport.ts'
import { createSchedule } from '../../server/backup/schedule.ts'
import { createRandom } from '../simulation/random.ts'
import { type SimDevice, startDevice } from '../simulation/sim-device.ts'
import { openRealServer, type RealServer } from './real-server.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const DEVICES = 5
const BEFORE = 100
/** On each device: 500 in all. */
const AFTER = 100
const BINS = ['A-01', 'A-02', 'A-03']

interface InventoryBody {
  onHand: number
  byStatus: { uninspected: number }
  channels: { channel: string; protected: number }[]
}

describe(`a database that is destroyed (seed ${SEED})`, () => {
  let server: RealServer
  const random = createRandom(SEED)
  const devices: SimDevice[] = []
  /** What each device said was done. */
  const said: { id: string; units: number }[] = []
  let lots = 0

  beforeAll(async () => {
    server = await openRealServer()
    await server.api('PUT', '/items/OAT', { name: 'Oats', rotation: 'fifo', lotTracked: true })
    await server.api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await server.api('PUT', '/settings/labels', { companyPrefix: '9521234' })
    await server.api('PUT', '/locations/RETURNS', { kind: 'returns' })
    for (const [nth, code] of BINS.entries())
      await server.api('PUT', `/locations/${code}`, { kind: 'pick', pickSequence: nth })
    for (let nth = 1; nth <= DEVICES; nth++) {
      const id = `HH-${nth}`
      const world = { random, now: () => Date.now(), skewMs: 0 }
      devices.push(
        await startDevice(id, world, () =>
          createHttpTransport({
            fetch: (input, init) => fetch(new URL(String(input), server.url), init),
            credential: () => ({ deviceId: id, token: server.token }),
          }),
        ),
      )
    }
  }, 120_000)
  afterAll(async () => {
    for (const device of devices) device.close()
    await server.close()
  })

  const pick = <T>(all: readonly T[]): T => all[random.whole(0, all.length - 1)] as T

  async function scan(device: SimDevice): Promise<void> {
    const units = random.whole(1, 9)
    const [row] = await device.record([
      { type: 'receive', payload: { sku: 'OAT', lot: `L${++lots}`, quantity: units, location: pick(BINS) } },
    ])
    said.push({ id: row?.id ?? '', units })
  }

  /** Comes back, is inspected, and two photos are taken of it. */
  async function inspect(device: SimDevice): Promise<string[]> {
    const lot = `L${++lots}`
    const hashes: string[] = []
    for (let photo = 0; photo < 2; photo++) {
      const bytes = new Uint8Array(random.whole(900, 2_000)).map(() => random.whole(0, 255))
      bytes.set([0xff, 0xd8, 0xff, 0xe0])
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await device.keepPhoto({ sha256, type: 'image/jpeg', bytes })
      hashes.push(sha256)
    }
    const goods = { sku: 'OAT', lot, quantity: 3, location: 'RETURNS' }
    const [back] = await device.record([
      { type: 'returnReceive', payload: { channel: 'shop', reason: 'other', ...goods } },
    ])
    const [seen] = await device.record([
      {
        type: 'inspect',
        payload: { ...goods, condition: 'opened', disposition: 'restock', to: pick(BINS), photos: hashes },
      },
    ])
    said.push({ id: back?.id ?? '', units: 3 }, { id: seen?.id ?? '', units: 0 })
    return hashes
  }

  async function sync(device: SimDevice): Promise<void> {
    await device.push()
    await device.sendPhotos()
    await device.pull()
  }

  const backup = () => join(server.folder, 'backups-of-test', 'night.db')
  const photosAt = async () => {
    const database = new Database(server.database, { readonly: true })
    try {
      return database.prepare('SELECT sha256 FROM attachments').pluck().all() as string[]
    } finally {
      database.close()
    }
  }

  it('comes back without a scan missing or doubled, photos included', async () => {
    for (const device of devices) await device.pull()
    for (let nth = 0; nth < BEFORE; nth++) await scan(pick(devices))
    const early = await inspect(devices[0] as SimDevice)
    for (const device of devices) await sync(device)
    const labels = await server.api<{ items: string[] }>('POST', '/sscc', { count: 3 })
    // While it is taken, work goes on.
    for (let nth = 0; nth < 20; nth++) await scan(pick(devices))
    const [taken] = await Promise.all([
      server.command('backup', backup()),
      (async () => {
        for (const device of devices) await sync(device)
      })(),
    ])
    expect(taken, taken.out).toMatchObject({ code: 0 })
    expect(taken.out).toContain('audit is clean')
    const again = await server.command('backup', backup())
    expect(again.code).toBe(1)
    expect(again.out).toContain('never written over')

    // The day after: scans that were sent, scans that wait, a restart of the app in between; and planners ask.
    for (const [nth, device] of devices.entries()) {
      for (let scans = 0; scans < AFTER; scans++) {
        await scan(device)
        if (scans === 40) await sync(device)
        if (scans === 60 && nth === 2) await device.restart()
      }
      // Two of them are not back on the network when it happens.
      if (nth < 3) await sync(device)
    }
    const late = await inspect(devices[1] as SimDevice)
    await sync(devices[1] as SimDevice)
    const after = await server.api<{ items: string[] }>('POST', '/sscc', { count: 3 })
    await server.api('PUT', '/protections/OAT/shop', { quantity: 50 })
    await server.api('POST', '/orders', {
      ...{ externalId: 'PHONED', channel: 'shop', customer: { id: 'C', name: 'Ada' }, onShort: 'reject' },
      lines: [{ sku: 'OAT', quantity: 2, unitPrice: { amount: 100, currency: 'USD' } }],
    })

    const inUse = await server.command('restore', backup())
    expect([inUse.code, inUse.out]).toEqual([1, expect.stringContaining('Stop the server first')])
    await server.kill()
    for (const name of readdirSync(server.folder).filter((one) => one.startsWith('lotline.db')))
      rmSync(join(server.folder, name))
    rmSync(server.attachments, { recursive: true })

    const restored = await server.command('restore', backup())
    expect(restored, restored.out).toMatchObject({ code: 0 })
    expect(restored.out).toContain('cannot be listed')
    await server.start()
    for (let turn = 0; turn < 3; turn++) for (const device of devices) await sync(device)

    const units = said.reduce((sum, one) => sum + one.units, 0)
    const inventory = await server.api<InventoryBody>('GET', '/inventory/OAT')
    expect(inventory.onHand).toBe(units)
    expect(inventory.byStatus.uninspected).toBe(0)
    for (const device of devices)
      for (const row of await device.rows()) {
        expect(row.state, row.id).toBe('done')
        // Nobody was sent what comes back: that is said, and posted.
        expect(row.outcome, row.id).toBe(row.envelope.type === 'returnReceive' ? 'exception' : 'applied')
      }
    const database = new Database(server.database, { readonly: true })
    const inbox = database.prepare('SELECT id FROM inbox').pluck().all() as string[]
    database.close()
    expect(inbox.sort()).toEqual(said.map(({ id }) => id).sort())
    for (const sha256 of [...early, ...late]) {
      expect(await photosAt()).toContain(sha256)
      const bytes = readFileSync(join(server.attachments, sha256.slice(0, 2), sha256))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
    // No label of before is given out again.
    const next = await server.api<{ items: string[] }>('POST', '/sscc', { count: 3 })
    expect(next.items.filter((one) => [...labels.items, ...after.items].includes(one))).toEqual([])
    // What was asked of the server is not there, and can be asked again.
    expect(inventory.channels.find(({ channel }) => channel === 'shop')?.protected ?? 0).toBe(0)
    await server.kill()
    expect(await server.command('audit')).toMatchObject({ code: 0 })
    await server.start()
  }, 240_000)

  it('names what was asked since, as long as the old one can be read, and keeps it aside', async () => {
    await server.api('PUT', '/protections/OAT/shop', { quantity: 5 })
    await server.api('POST', '/lots/OAT/L1/hold', { reason: 'smells' })
    await server.api('POST', '/receipts', {
      supplier: 'Mill',
      reference: 'PO-7',
      lines: [{ sku: 'OAT', quantity: 10 }],
    })
    await server.kill()
    const restored = await server.command('restore', backup())
    expect(restored, restored.out).toMatchObject({ code: 0 })
    expect(restored.out).toMatch(/decision by .*: OAT in shop/)
    expect(restored.out).toContain('PO-7 from Mill')
    expect(restored.out).toContain('Lot L1 of OAT: smells')
    expect(readdirSync(server.folder).some((name) => name.startsWith('lotline.db.replaced-'))).toBe(true)
    await server.start()
    for (let turn = 0; turn < 3; turn++) for (const device of devices) await sync(device)
    expect((await server.api<InventoryBody>('GET', '/inventory/OAT')).onHand).toBe(
      said.reduce((sum, one) => sum + one.units, 0),
    )
  }, 120_000)

  it('is backed up by itself once a day, and what is too old is let go', async () => {
    const folder = join(server.folder, 'nightly')
    mkdirSync(folder)
    // One of two years ago lies there, with a photo that nobody else names.
    const old = join(folder, 'lotline-2024-11-01T03-00-00-000Z.db')
    copyFileSync(backup(), old)
    const manifest = JSON.parse(readFileSync(`${backup()}.json`, 'utf8'))
    writeFileSync(`${old}.json`, JSON.stringify({ ...manifest, takenAt: '2024-11-01T03:00:00.000Z' }))
    mkdirSync(join(folder, 'attachments', 'ff'), { recursive: true })
    writeFileSync(join(folder, 'attachments', 'ff', 'f'.repeat(64)), 'no longer named')
    const faults: unknown[] = []
    const clock = { now: Date.now() }
    const schedule = createSchedule({
      folder,
      program: server.program,
      now: () => clock.now,
      report: (error) => faults.push(error),
    })
    process.env.LOTLINE_DATABASE = server.database
    process.env.LOTLINE_ATTACHMENTS = server.attachments
    try {
      const at = await schedule.step()
      expect(faults).toEqual([])
      expect(Date.now() - (at ?? 0)).toBeLessThan(60_000)
      clock.now += 3_600_000
      expect(await schedule.step()).toBe(at)
      expect(existsSync(old)).toBe(false)
      expect(existsSync(join(folder, 'attachments', 'ff', 'f'.repeat(64)))).toBe(false)
      expect((await photosAt()).every((one) => existsSync(join(folder, 'attachments', one.slice(0, 2), one)))).toBe(
        true,
      )
      expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    } finally {
      delete process.env.LOTLINE_DATABASE
      delete process.env.LOTLINE_ATTACHMENTS
    }
  }, 60_000)

  it('is not restored from what is no good backup, and nothing changes', async () => {
    await server.kill()
    const before = readFileSync(server.database)
    const copyOf = (name: string) => {
      const file = join(server.folder, 'backups-of-test', name)
      copyFileSync(backup(), file)
      copyFileSync(`${backup()}.json`, `${file}.json`)
      return file
    }
    const flipped = copyOf('flipped.db')
    const bytes = readFileSync(flipped)
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff
    writeFileSync(flipped, bytes)
    const bare = copyOf('bare.db')
    rmSync(`${bare}.json`)
    const cut = copyOf('cut.db')
    writeFileSync(cut, readFileSync(cut).subarray(0, 10_000))
    for (const [file, words] of [
      [flipped, 'differs'],
      [bare, 'is missing'],
      [cut, 'differs'],
      [join(server.folder, 'no-such.db'), 'is missing'],
    ] as const) {
      const refused = await server.command('restore', file)
      expect([refused.code, refused.out], file).toEqual([1, expect.stringContaining(words)])
    }
    expect(readFileSync(server.database).equals(before)).toBe(true)
    // A database that is damaged is not backed up as if it were not.
    const page = readFileSync(server.database)
    page.fill(0xff, 4_096 * 20, 4_096 * 24)
    writeFileSync(server.database, page)
    const damaged = join(server.folder, 'backups-of-test', 'damaged.db')
    const refused = await server.command('backup', damaged)
    expect(refused.code).not.toBe(0)
    expect(existsSync(damaged)).toBe(false)
    writeFileSync(server.database, before)
  }, 120_000)
})
