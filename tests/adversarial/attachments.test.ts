/** Photos that are sent twice at once, with lies about their size, under names that are none: nothing wrong is kept, nothing right is lost. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const KB = 1024

function jpeg(bytes: number, fill: number): Uint8Array<ArrayBuffer> {
  const photo = new Uint8Array(bytes).map((_, at) => (at * 31 + fill) % 251)
  photo.set([0xff, 0xd8, 0xff, 0xe0])
  return photo
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface State {
  complete: boolean
  offset: number
  code?: string
}

/** A body that comes piece by piece, when somebody lets it. */
function slowly() {
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      feed = controller
    },
  })
  return {
    body,
    give: (bytes: Uint8Array) => feed?.enqueue(bytes),
    end: () => feed?.close(),
    cut: () => feed?.error(new Error('cut')),
  }
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 30))

describe('photos in disorder', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer('sqlite')
  })
  afterEach(() => {
    expect(server.faults.splice(0)).toEqual([])
  })
  afterAll(() => server.close())

  async function put(sha256: string, body: BodyInit | null, headers: Record<string, string> = {}) {
    const init = {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.adminToken}`, ...headers },
      body,
      duplex: 'half',
    }
    const response = await server.fetch(new Request(`http://test/api/v1/attachments/${sha256}`, init as RequestInit))
    return { status: response.status, body: (await response.json()) as State }
  }
  const state = async (sha256: string) => (await server.call<State>('GET', `/attachments/${sha256}/state`)).body

  /** As a handheld does: from where the server says that it stands. Returns how often it had to. */
  async function sendWhole(photo: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const { complete, offset } = await state(hashOf(photo))
      if (complete) return
      const from = offset < photo.length ? offset : 0
      const range = { 'content-range': `bytes ${from}-${photo.length - 1}/${photo.length}` }
      const reply = await put(hashOf(photo), photo.slice(from), range)
      // A handheld gives up a photo that is refused.
      expect([200, 201, 400, 409]).toContain(reply.status)
    }
    expect(await state(hashOf(photo))).toMatchObject({ complete: true })
  }

  async function isKept(photo: Uint8Array<ArrayBuffer>) {
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const response = await server.fetch(new Request(`http://test/api/v1/attachments/${hashOf(photo)}`, { headers }))
    expect(response.status).toBe(200)
    expect(hashOf(new Uint8Array(await response.arrayBuffer()))).toBe(hashOf(photo))
  }

  it('keeps one that two send at once from its beginning, the later overtaking', async () => {
    const photo = jpeg(200 * KB, 1)
    const [first, second] = [slowly(), slowly()]
    const range = { 'content-range': `bytes 0-${photo.length - 1}/${photo.length}` }
    const one = put(hashOf(photo), first.body, range)
    await moment()
    const other = put(hashOf(photo), second.body, range)
    await moment()
    first.give(photo.slice(0, 100 * KB))
    await moment()
    second.give(photo.slice(0, 70 * KB))
    await moment()
    first.give(photo.slice(100 * KB))
    first.end()
    expect([200, 201, 400, 409]).toContain((await one).status)
    second.give(photo.slice(70 * KB))
    second.end()
    expect([200, 201, 400, 409]).toContain((await other).status)
    await sendWhole(photo)
    await isKept(photo)
  })

  it('keeps one that comes again while its first upload, long given up, still trickles in', async () => {
    const photo = jpeg(300 * KB, 2)
    const stuck = slowly()
    const range = { 'content-range': `bytes 0-${photo.length - 1}/${photo.length}` }
    const one = put(hashOf(photo), stuck.body, range)
    stuck.give(photo.slice(0, 128 * KB))
    await moment()
    await sendWhole(photo)
    stuck.give(photo.slice(128 * KB, 256 * KB))
    await moment()
    stuck.cut()
    expect([200, 201, 400, 409]).toContain((await one).status)
    await isKept(photo)
    await sendWhole(photo)
  })

  it('keeps those that many send at once, in whatever pieces', { timeout: 30_000 }, async () => {
    let made = 10
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 4 }), async (sizes) => {
        const photo = jpeg(180 * KB, made++)
        const senders = sizes.map(async (size) => {
          for (let tries = 0; tries < 40; tries++) {
            const { complete, offset } = await state(hashOf(photo))
            if (complete) return
            const from = offset < photo.length ? offset : 0
            const to = Math.min(photo.length, from + size * KB)
            const headers = { 'content-range': `bytes ${from}-${to - 1}/${photo.length}` }
            const { status } = await put(hashOf(photo), photo.slice(from, to), headers)
            expect([200, 201, 400, 409]).toContain(status)
          }
        })
        await Promise.all(senders)
        await sendWhole(photo)
        await isKept(photo)
      }),
      { numRuns: 15, seed: 20_261_129 },
    )
  })

  it('lets no lie about its size pass, and takes the truth afterwards', async () => {
    const photo = jpeg(50 * KB, 3)
    const hash = hashOf(photo)
    const half = photo.slice(0, 25 * KB)
    for (const headers of [
      { 'content-range': `bytes 0-${25 * KB - 1}/${25 * KB}` },
      { 'content-range': 'bytes 0-9/10' },
      { 'content-length': '5' },
      { 'content-length': 'many' },
    ] as Record<string, string>[]) {
      const { status, body } = await put(hash, half, headers)
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'hash-differs' })
    }
    for (const range of [
      'bytes 5-1/10',
      'bytes 0-10/10',
      'bytes -1-5/10',
      'bytes 0-1/*',
      'bytes 0-9999999999999/99999999999999',
      'x',
    ])
      expect(await put(hash, half, { 'content-range': range })).toMatchObject({ status: 422 })
    expect(await put(hash, half, { 'content-range': 'bytes 0-999999999997/999999999998' })).toMatchObject({
      status: 413,
    })
    expect(await put(hash, new Uint8Array())).toMatchObject({ status: 422 })
    expect(await state(hash)).toEqual(expect.objectContaining({ complete: false, offset: 0 }))
    expect(await put(hash, half, { 'content-range': `bytes 0-${25 * KB - 1}/${60 * KB}` })).toMatchObject({
      status: 200,
    })
    // Its total is another now.
    const rest = { 'content-range': `bytes ${25 * KB}-${50 * KB - 1}/${50 * KB}` }
    expect(await put(hash, photo.slice(25 * KB), rest)).toMatchObject({ status: 201 })
    await isKept(photo)
  })

  it('takes its name in either case, and no path for one', async () => {
    const photo = jpeg(3 * KB, 4)
    expect(await put(hashOf(photo).toUpperCase(), photo)).toMatchObject({ status: 201 })
    await isKept(photo)
    for (const name of [
      '..%2f..%2fetc%2fpasswd',
      '..',
      'incoming',
      '%00',
      `${'a'.repeat(63)}%2f`,
      'a'.repeat(65),
      'g'.repeat(64),
    ]) {
      const headers = { authorization: `Bearer ${server.adminToken}` }
      for (const method of ['PUT', 'GET']) {
        const init = { method, headers, ...(method === 'PUT' ? { body: photo } : {}) }
        const { status } = await server.fetch(new Request(`http://test/api/v1/attachments/${name}`, init))
        expect([404, 405, 422], `${method} ${name}`).toContain(status)
      }
    }
  })

  it('is sent by whoever works here, and by nobody else', async () => {
    const photo = jpeg(2 * KB, 5)
    for (const role of ['picker', 'receiver', 'counter', 'inspector', 'supervisor', 'planner', 'admin'] as const)
      expect((await put(hashOf(photo), photo, { authorization: `Bearer ${await server.token(role)}` })).status).toBe(
        201,
      )
    for (const authorization of ['', 'Bearer x', 'Basic eDp5'])
      expect((await put(hashOf(photo), photo, { authorization })).status).toBe(401)
  })
})
