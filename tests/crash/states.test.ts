/**
 * Disks that are full, files that may not be written, pages that are damaged: the server says so, in words and with a code, and never
 * says "applied" of what is not kept.
 */
import {
  chmodSync,
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { IS_WHOLE } from '../support/whole.ts'
import { badDisk, hasBadDisk } from './bad-disk.ts'
import { createStream, type Prepared, prepareFiles } from './prepared.ts'
import type { CrashServer, Reply, RunAs } from './server.ts'

const PAGE = 4_096

let prepared: Prepared
let server: CrashServer
beforeAll(async () => {
  prepared = await prepareFiles()
})
afterEach(() => server.close())
afterAll(() => prepared.close())

const open = (as?: RunAs): CrashServer => {
  server = prepared.copy(as)
  return server
}

const order = (externalId: string) => ({
  ...{ externalId, channel: 'shop', customer: { id: 'C-1', name: 'Ada' }, onShort: 'reject' },
  lines: [{ sku: 'OAT', quantity: 1, unitPrice: { amount: 499, currency: 'USD' } }],
})

function expectProblem({ status, type, body }: Reply, code: string): void {
  expect({ status, type, code: body.code }).toEqual({ status: 503, type: 'application/problem+json', code })
  expect(body.detail).toMatch(/^[A-Z][^\n]+\.$/)
  expect(body.detail).not.toContain('SQLITE')
}

/** One plain sentence, or a few, and no stack. */
function expectPlain(said: string): void {
  expect(said).toMatch(/\S/)
  expect(said).not.toMatch(/^\s+at /m)
  expect(said).not.toContain('SqliteError')
}

async function expectRefusedStart(words: RegExp, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const ended = await server.start(env)
  expect(ended, 'it serves').not.toBeNull()
  expect(ended, server.said()).toMatchObject({ code: 1 })
  expectPlain(server.said())
  expect(server.said()).toMatch(words)
}

const onHand = async (): Promise<number> => (await server.api('GET', '/inventory/OAT')).onHand

describe.skipIf(!hasBadDisk())('a disk that is full', () => {
  it('is said to be, and work goes on by itself once there is room', async () => {
    open()
    const full = join(server.folder, 'full')
    expect(await server.start(badDisk({ FAULT_WHILE: full, FAULT_ERRNO: 'ENOSPC' }))).toBeNull()
    const stream = createStream(server, 'HH-1')
    expect((await stream.send([stream.receive(5)])).body.results).toMatchObject([{ outcome: 'applied' }])
    const ready = () => fetch(`${server.url}/readyz`)
    expect((await ready()).status).toBe(200)
    writeFileSync(full, '')
    const kept = [stream.receive(7), stream.receive(11)]
    for (let tries = 0; tries < 3; tries++) expectProblem(await stream.send(kept), 'disk-full')
    expectProblem(await server.call('POST', '/orders', order('F-1')), 'disk-full')
    const unready = await ready()
    expect([unready.status, (await unready.json()).detail]).toEqual([503, expect.stringContaining('disk')])
    expect(await onHand()).toBe(prepared.onHand + 5)
    expectPlain(server.said())
    rmSync(full)
    expect((await ready()).status).toBe(200)
    expect((await stream.send(kept)).body.results).toMatchObject([
      { outcome: 'applied', duplicate: false },
      { outcome: 'applied', duplicate: false },
    ])
    expect((await server.call('POST', '/orders', order('F-1'))).status).toBe(201)
    expect(await onHand()).toBe(prepared.onHand + 23)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  }, 60_000)

  it('lets no server start, and no backup be taken', async () => {
    open()
    const disk = badDisk({ FAULT_AT: '1', FAULT_ON: '1', FAULT_ERRNO: 'ENOSPC' })
    await expectRefusedStart(/disk.*full/i, disk)
    const file = join(server.folder, 'night.db')
    const { code, out } = await server.command(['backup', file], disk)
    expect([code, out]).toEqual([1, expect.stringMatching(/disk.*full/i)])
    expectPlain(out)
  }, 60_000)

  it('is told apart from one that fails', async () => {
    open()
    const bad = join(server.folder, 'bad')
    await server.start(badDisk({ FAULT_WHILE: bad, FAULT_ERRNO: 'EIO' }))
    const stream = createStream(server, 'HH-1')
    writeFileSync(bad, '')
    const kept = [stream.receive(7)]
    expectProblem(await stream.send(kept), 'database-fault')
    rmSync(bad)
    expect((await stream.send(kept)).body.results).toMatchObject([{ outcome: 'applied' }])
    expect(await onHand()).toBe(prepared.onHand + 7)
    await server.stop()
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  }, 60_000)
})

describe.skipIf(!hasBadDisk())('a log that cannot be copied into the database', () => {
  it('grows, and is copied when it can be', async () => {
    open()
    const full = join(server.folder, 'full')
    await server.start(badDisk({ FAULT_WHILE: full, FAULT_ONLY: 'lotline.db', FAULT_ERRNO: 'ENOSPC' }))
    const stream = createStream(server, 'HH-1')
    const log = () => statSync(`${server.database}-wal`).size
    writeFileSync(full, '')
    const bytes = readFileSync(server.database)
    let pushes = 0
    // Twice what makes the server copy it.
    for (; log() < 2_000 * PAGE; pushes++) {
      const { body } = await stream.send(Array.from({ length: 50 }, () => stream.receive(1)))
      expect(body.results.every(({ outcome }: { outcome: string }) => outcome === 'applied')).toBe(true)
    }
    expect(readFileSync(server.database).equals(bytes)).toBe(true)
    rmSync(full)
    await stream.send([stream.receive(1)])
    await expect.poll(() => readFileSync(server.database).equals(bytes)).toBe(false)
    expect(await onHand()).toBe(prepared.onHand + pushes * 50 + 1)
    await server.stop()
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  }, 60_000)
})

/** Root may write everywhere. */
const nobody: RunAs = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined

function own(server: CrashServer): void {
  if (!nobody) return
  for (const path of [server.folder, server.database]) chownSync(path, nobody.uid, nobody.gid)
}

describe.skipIf(process.platform === 'win32')('files that may not be written', () => {
  it.each(['database', 'folder'] as const)('let no server start where it is the %s', async (which) => {
    open(nobody)
    own(server)
    chmodSync(server[which], which === 'folder' ? 0o555 : 0o444)
    try {
      await expectRefusedStart(/may not be written|cannot be opened/)
      expect(server.said()).toContain(server.database)
    } finally {
      chmodSync(server[which], 0o755)
    }
  }, 60_000)
})

/** Overwrites the page at which a table or an index begins. */
function damage(name: string): void {
  const database = new Database(server.database, { readonly: true })
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) as number
  database.close()
  const file = openSync(server.database, 'r+')
  writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, (page - 1) * PAGE)
  closeSync(file)
}

describe('a page that is damaged', () => {
  it.each(
    ['movements', 'inbox_by_stream'].slice(0, IS_WHOLE ? 2 : 1),
  )('of %s is told instead of an answer, and named by audit and backup', async (name) => {
    open()
    damage(name)
    expect(await server.start(), server.said()).toBeNull()
    const stream = createStream(server, 'HH-1')
    const kept = [stream.receive(5)]
    for (let tries = 0; tries < 2; tries++) expectProblem(await stream.send(kept), 'database-damaged')
    const ready = await fetch(`${server.url}/readyz`)
    expect([ready.status, (await ready.json()).detail]).toEqual([503, expect.stringContaining('damaged')])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(server.ended()).toBeNull()
    await server.stop()
    const file = join(server.folder, 'night.db')
    for (const words of [['audit'], ['backup', file]]) {
      const { code, out } = await server.command(words)
      expect([code, out], words[0]).toEqual([1, expect.stringContaining('damaged')])
      expectPlain(out)
    }
  }, 60_000)

  it('at the very beginning lets no server start', async () => {
    open()
    const whole = readFileSync(server.database)
    writeFileSync(server.database, Buffer.concat([Buffer.alloc(PAGE, 0xff), whole.subarray(PAGE)]))
    await expectRefusedStart(/damaged|not a database/)
    writeFileSync(server.database, whole.subarray(0, PAGE * 3))
    await expectRefusedStart(/damaged/)
    const { code, out } = await server.command(['audit'])
    expect([code, out]).toEqual([1, expect.stringContaining('damaged')])
    expectPlain(out)
  }, 60_000)
})

describe('a log that is cut off', () => {
  it('is followed as far as it is whole; devices are asked for the rest', async () => {
    open()
    expect(await server.start()).toBeNull()
    const stream = createStream(server, 'HH-1')
    const all = Array.from({ length: 10 }, () => stream.receive(3))
    for (const one of all) expect((await stream.send([one])).body.results).toMatchObject([{ outcome: 'applied' }])
    await server.kill()
    const log = `${server.database}-wal`
    truncateSync(log, Math.floor(statSync(log).size / 2) + 100)
    expect(await server.start()).toBeNull()
    const last = stream.receive(3)
    const { body } = await stream.send([last])
    expect(body.results).toEqual([])
    expect(body.expectedSeq).toBeLessThan(11)
    const missing = [...all, last].filter(({ seq }) => seq >= body.expectedSeq)
    const again = await stream.send(missing)
    expect(again.body.results).toHaveLength(missing.length)
    expect(
      (await stream.send([...all, last])).body.results.every(({ duplicate }: { duplicate: boolean }) => duplicate),
    ).toBe(true)
    expect(await onHand()).toBe(prepared.onHand + 33)
    await server.stop()
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  }, 60_000)
})
