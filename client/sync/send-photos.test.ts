import { createHash } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { append } from '../outbox/append.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { dropPhoto, keepPhoto, photoBacklog, photoOf } from '../outbox/photos.ts'
import { forgetOldPhotos, RETAINED_MS, sendAllAgain } from '../outbox/retain.ts'
import { openStream } from '../outbox/stream.ts'
import { sendPhotos } from './send-photos.ts'
import { Declined, type PhotoState, Unreachable } from './transport.ts'

let outbox: OutboxDatabase
beforeEach(() => {
  outbox = new OutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
})
afterEach(() => outbox.close())

const photo = (size: number, fill = 1) => {
  const bytes = new Uint8Array(size).map((_, at) => (at * 7 + fill) % 256)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), type: 'image/jpeg', bytes }
}

/** Records an inspection with these photos. */
async function inspect(hashes: string[]) {
  const stream = await openStream(outbox, crypto.randomUUID(), 0)
  const recorder = { database: outbox, stream, newId: () => crypto.randomUUID(), now: () => 0, monotonic: () => 0 }
  const payload = {
    sku: 'OAT',
    lot: 'L1',
    location: 'CAGE',
    quantity: 1,
    condition: 'new',
    disposition: 'restock' as const,
    photos: hashes,
  }
  await append(recorder, [{ type: 'inspect', payload }], { sessionId: null, cursor: null })
}

/** A server that keeps what comes of each piece; `fate` says how many bytes of it come, and whether its answer does. */
function server(fate: (piece: number) => { bytes: number; answered: boolean }) {
  const arrived = new Map<string, Uint8Array>()
  const whole = new Set<string>()
  const stateOf = (sha256: string): PhotoState => ({
    complete: whole.has(sha256),
    offset: arrived.get(sha256)?.length ?? 0,
  })
  return {
    arrived,
    whole,
    photoState: async (sha256: string) => stateOf(sha256),
    async sendPhoto(sha256: string, piece: Uint8Array<ArrayBuffer>, from: number, total: number) {
      const known = arrived.get(sha256) ?? new Uint8Array()
      if (from > known.length) throw new Declined(409, 'wrong-offset', 'Go on from there.')
      const { bytes, answered } = fate(piece.length)
      const next = new Uint8Array(Math.max(known.length, from + bytes))
      next.set(known)
      next.set(piece.subarray(0, bytes), from)
      arrived.set(sha256, next)
      if (next.length === total) whole.add(sha256)
      if (!answered || bytes < piece.length) throw new Unreachable('cut')
      return stateOf(sha256)
    },
  }
}

const all = (piece: number) => ({ bytes: piece, answered: true })
const deps = (transport: ReturnType<typeof server>) => ({ outbox, transport, now: () => 1_000 })

describe('photos', () => {
  it('wait for what they belong to', async () => {
    const [one, other] = [photo(100, 1), photo(100, 2)]
    await keepPhoto(outbox, one, 1)
    await keepPhoto(outbox, other, 2)
    const there = server(all)
    expect(await sendPhotos(deps(there))).toBe(0)
    await inspect([one.sha256])
    expect(await photoBacklog(outbox)).toEqual({ waiting: 1, refused: 0 })
    expect(await sendPhotos(deps(there))).toBe(1)
    expect([...there.whole]).toEqual([one.sha256])
    await dropPhoto(outbox, one.sha256)
    await dropPhoto(outbox, other.sha256)
    expect((await outbox.photos.toArray()).map(({ state }) => state)).toEqual(['done'])
  })

  it('arrive whole however the network cuts them, and once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 900_000 }),
        fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), answered: fc.boolean() }), {
          maxLength: 8,
        }),
        async (size, cuts) => {
          await outbox.photos.clear()
          await outbox.transactions.clear()
          const one = photo(size, size)
          await keepPhoto(outbox, one, 1)
          await inspect([one.sha256])
          const there = server((piece) => {
            const cut = cuts.shift()
            return cut ? { bytes: Math.floor(piece * cut.share), answered: cut.answered } : all(piece)
          })
          for (let tries = 0; !there.whole.has(one.sha256) || (await photoBacklog(outbox)).waiting > 0; tries++) {
            expect(tries).toBeLessThan(20)
            await sendPhotos(deps(there)).catch((error) => expect(error).toBeInstanceOf(Unreachable))
          }
          expect(
            createHash('sha256')
              .update(there.arrived.get(one.sha256) ?? '')
              .digest('hex'),
          ).toBe(one.sha256)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('that the server will never take stay here, and stop none behind them', async () => {
    const [bad, good] = [photo(50, 1), photo(60, 2)]
    await keepPhoto(outbox, bad, 1)
    await keepPhoto(outbox, good, 2)
    await inspect([bad.sha256, good.sha256])
    const there = server(all)
    const transport = {
      ...there,
      sendPhoto: (sha256: string, piece: Uint8Array<ArrayBuffer>, from: number, total: number) =>
        sha256 === bad.sha256
          ? Promise.reject(new Declined(422, 'not-a-photo', 'This is no photo.'))
          : there.sendPhoto(sha256, piece, from, total),
    }
    expect(await sendPhotos({ outbox, transport, now: () => 1 })).toBe(1)
    expect(await photoOf(outbox, bad.sha256)).toMatchObject({ state: 'refused', problem: 'This is no photo.' })
    expect(await photoBacklog(outbox)).toEqual({ waiting: 0, refused: 1 })
  })

  it('are kept as long as transactions are, and sent again to a server that lost them', async () => {
    const [used, unused] = [photo(50, 1), photo(60, 2)]
    await keepPhoto(outbox, used, 1)
    await keepPhoto(outbox, unused, 1)
    await inspect([used.sha256])
    await sendPhotos(deps(server(all)))
    expect(await forgetOldPhotos(outbox, RETAINED_MS)).toBe(0)
    await sendAllAgain(outbox)
    const restored = server(all)
    expect(await sendPhotos(deps(restored))).toBe(1)
    expect(await forgetOldPhotos(outbox, RETAINED_MS + 2_000)).toBe(2)
  })

  it('are not taken for sent on the word of a history that ended while it was said', async () => {
    const one = photo(50)
    await keepPhoto(outbox, one, 1)
    await inspect([one.sha256])
    await outbox.device.put({ name: 'epoch', value: 'before' })
    const [before, restored] = [server(all), server(all)]
    let there = before
    const transport = {
      photoState: (sha256: string) => there.photoState(sha256),
      async sendPhoto(sha256: string, piece: Uint8Array<ArrayBuffer>, from: number, total: number) {
        const answer = await there.sendPhoto(sha256, piece, from, total)
        if (there === restored) return answer
        // The answer is on its way; the server is restored without the photo, and another tab meets it.
        there = restored
        await sendAllAgain(outbox)
        await outbox.device.put({ name: 'epoch', value: 'restored' })
        return answer
      },
    }
    expect(await sendPhotos({ outbox, transport, now: () => 1 })).toBe(1)
    expect(restored.whole).toEqual(new Set([one.sha256]))
    expect(await photoOf(outbox, one.sha256)).toMatchObject({ state: 'done' })
  })
})
