/** Photos, whole and in parts: cut at any byte nothing is lost, and nothing is kept that is not what it says. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAttachments } from '../../server/attachments/folder.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enrolDevice, signInWorker } from './floor.ts'

/** Begins as a JPEG does. */
function jpeg(bytes: number, fill = 7): Uint8Array<ArrayBuffer> {
  const photo = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at++) photo[at] = (at * 31 + fill) % 251
  photo.set([0xff, 0xd8, 0xff, 0xe0])
  return photo
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface State {
  complete: boolean
  offset: number
  type: string | null
  code?: string
}

for (const dialect of EDGE_DIALECTS) {
  describe(`attachments on ${dialect}`, () => {
    let server: TestServer
    let device: string

    beforeAll(async () => {
      server = await startTestServer(dialect)
      device = await enrolDevice(server, 'HH-PHOTO')
    })
    afterAll(async () => {
      expect(server.faults).toEqual([])
      await server.close()
    })

    async function put(
      sha256: string,
      bytes: Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = {},
      token = device,
    ) {
      const url = `http://test/api/v1/attachments/${sha256}`
      const length = { 'content-length': String(bytes.length) }
      const all = { authorization: `Bearer ${token}`, ...length, ...headers }
      const response = await server.fetch(new Request(url, { method: 'PUT', headers: all, body: bytes }))
      return { status: response.status, body: (await response.json()) as State }
    }
    const part = (bytes: Uint8Array<ArrayBuffer>, from: number, to: number, total = bytes.length) =>
      put(hashOf(bytes), bytes.slice(from, to), { 'content-range': `bytes ${from}-${to - 1}/${total}` })
    const state = async (sha256: string) =>
      (await server.call<State>('GET', `/attachments/${sha256}/state`, undefined, { token: device })).body
    async function get(sha256: string) {
      const headers = { authorization: `Bearer ${server.adminToken}` }
      return server.fetch(new Request(`http://test/api/v1/attachments/${sha256}`, { headers }))
    }

    it('keeps a whole photo under its hash, once', async () => {
      const photo = jpeg(40_000)
      expect(await put(hashOf(photo), photo)).toMatchObject({
        status: 201,
        body: { complete: true, offset: 40_000, type: 'image/jpeg' },
      })
      expect(await put(hashOf(photo), photo)).toMatchObject({ status: 201, body: { complete: true } })
      const response = await get(hashOf(photo))
      expect(response.headers.get('content-type')).toBe('image/jpeg')
      expect(hashOf(new Uint8Array(await response.arrayBuffer()))).toBe(hashOf(photo))
    })

    it('goes on from where it was cut, whatever byte that was', async () => {
      let made = 0
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 12, max: 3_000 }),
          fc.array(fc.nat(2_999), { maxLength: 6 }),
          async (size, cuts) => {
            const photo = jpeg(size, ++made)
            const ends = [...new Set([...cuts.filter((cut) => cut > 0 && cut < size), size])].sort((a, b) => a - b)
            let from = 0
            for (const end of ends) {
              expect(await state(hashOf(photo))).toMatchObject({ complete: false, offset: from })
              const { status, body } = await part(photo, from, end)
              expect(body).toMatchObject({ complete: end === size, offset: end })
              expect(status).toBe(end === size ? 201 : 200)
              from = end
            }
            expect(hashOf(new Uint8Array(await (await get(hashOf(photo))).arrayBuffer()))).toBe(hashOf(photo))
          },
        ),
        { numRuns: 40 },
      )
    })

    it('says from where to go on where a part is missing, and takes one twice', async () => {
      const photo = jpeg(2_000, 90)
      await part(photo, 0, 500)
      expect(await part(photo, 900, 2_000)).toMatchObject({ status: 409, body: { code: 'wrong-offset', offset: 500 } })
      expect(await part(photo, 200, 700)).toMatchObject({ status: 200, body: { offset: 700 } })
      expect(await part(photo, 700, 2_000)).toMatchObject({ status: 201, body: { complete: true } })
    })

    it('refuses other bytes than its hash, and begins again', async () => {
      const [photo, other] = [jpeg(1_000, 91), jpeg(1_000, 92)]
      expect(await put(hashOf(photo), other)).toMatchObject({ status: 422, body: { code: 'hash-differs' } })
      expect(await state(hashOf(photo))).toMatchObject({ complete: false, offset: 0 })
      await put(hashOf(photo), other.slice(0, 400), { 'content-range': 'bytes 0-399/1000' })
      expect(await part(photo, 400, 1_000)).toMatchObject({ status: 422, body: { code: 'hash-differs' } })
      expect(await part(photo, 0, 1_000)).toMatchObject({ status: 201 })
    })

    it('refuses what is no photo, whatever it is called', async () => {
      const text = new TextEncoder().encode('This is a text file called photo.jpg, and long enough to tell.')
      expect(await put(hashOf(text), text, { 'content-type': 'image/jpeg' })).toMatchObject({
        status: 422,
        body: { code: 'not-a-photo' },
      })
      const empty = new Uint8Array()
      expect(await put(hashOf(empty), empty)).toMatchObject({ status: 422, body: { code: 'not-a-photo' } })
      const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
      expect((await put(hashOf(svg), svg)).status).toBe(422)
      expect((await get(hashOf(svg))).status).toBe(404)
    })

    it('refuses a photo of 40 MB with an answer, and one whose size nobody stated', async () => {
      const large = jpeg(40 * 1024 * 1024)
      expect(await put(hashOf(large), large)).toMatchObject({ status: 413, body: { code: 'photo-too-large' } })
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < large.length; at += 1 << 20) controller.enqueue(large.subarray(at, at + (1 << 20)))
          controller.close()
        },
      })
      const headers = { authorization: `Bearer ${device}` }
      const url = `http://test/api/v1/attachments/${hashOf(large)}`
      const response = await server.fetch(
        new Request(url, { method: 'PUT', headers, body, duplex: 'half' } as RequestInit),
      )
      expect(response.status).toBe(413)
      expect(await state(hashOf(large))).toMatchObject({ complete: false, offset: 0 })
    })

    it('forgets uploads that nobody goes on with', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lotline-unfinished-'))
      const attachments = openAttachments(folder)
      await attachments.write('a'.repeat(64), 0, jpeg(100))
      expect(await attachments.forgetUnfinished(Date.now() - 60_000)).toBe(0)
      expect(await attachments.forgetUnfinished(Date.now() + 60_000)).toBe(1)
      expect(await attachments.arrived('a'.repeat(64))).toBe(0)
      rmSync(folder, { recursive: true })
    })

    it('answers bad names and ranges', async () => {
      const photo = jpeg(100, 93)
      expect((await put('../../etc/passwd', photo)).status).toBe(404)
      expect(await put('xyz', photo)).toMatchObject({ status: 422, body: { code: 'invalid' } })
      for (const range of ['bytes 5-2/100', 'bytes 0-100/100', 'bytes */100', 'pages 0-99/100'])
        expect((await put(hashOf(photo), photo, { 'content-range': range })).status, range).toBe(422)
      expect((await get(hashOf(photo))).status).toBe(404)
    })

    it('lets only those in who may', async () => {
      const photo = jpeg(100, 94)
      const planner = await server.token('planner')
      expect((await put(hashOf(photo), photo, {}, 'wrong')).status).toBe(401)
      expect((await put(hashOf(photo), photo, {}, planner)).status).toBe(201)
      const worker = await signInWorker(server, 'HH-PHOTO', ['picker'])
      expect((await put(hashOf(photo), photo, {}, worker.token)).status).toBe(201)
      const nobody = await server.fetch(new Request(`http://test/api/v1/attachments/${hashOf(photo)}`))
      expect(nobody.status).toBe(401)
    })

    describe('over a real connection', () => {
      let http: Server
      let port: number
      beforeAll(async () => {
        http = createServer(getRequestListener((incoming) => server.fetch(incoming)))
        await new Promise<void>((resolve) => http.listen(0, resolve))
        port = (http.address() as AddressInfo).port
      })
      afterAll(() => new Promise((resolve) => http.close(resolve)))

      /** Sends so many bytes of the whole, and breaks the connection. */
      const breakOff = (photo: Uint8Array, bytes: number) =>
        new Promise<void>((resolve) => {
          const headers = { authorization: `Bearer ${device}`, 'content-length': String(photo.length) }
          const sending = request({ port, method: 'PUT', path: `/api/v1/attachments/${hashOf(photo)}`, headers })
          sending.on('error', () => resolve())
          sending.on('close', () => resolve())
          sending.write(photo.subarray(0, bytes), () => setTimeout(() => sending.destroy(), 30))
        })

      /** What a server that is busy has not read yet goes down with the connection; what it has read stays. */
      it('keeps what came before it broke off', async () => {
        let kept = 0
        for (const [index, bytes] of [1, 11, 12, 13, 65_535, 65_536, 65_537, 150_000, 199_999].entries()) {
          const photo = jpeg(200_000, 120 + index)
          await breakOff(photo, bytes)
          const offset = await settled(hashOf(photo))
          expect(offset).toBeLessThanOrEqual(bytes)
          kept += offset
          expect(await part(photo, offset, photo.length)).toMatchObject({ status: 201, body: { complete: true } })
        }
        expect(kept).toBeGreaterThan(0)
      })

      /** Once it stands still. */
      async function settled(sha256: string): Promise<number> {
        for (let before = -1; ; ) {
          const { offset } = await state(sha256)
          if (offset === before) return offset
          before = offset
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
      }
    })
  })
}
