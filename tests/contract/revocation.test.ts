/** Taking access away: at once on the server, within a minute on open streams, and without losing what was recorded before. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append } from '../../client/outbox/append.ts'
import { OutboxDatabase } from '../../client/outbox/database.ts'
import { openStream } from '../../client/outbox/stream.ts'
import { drain } from '../../client/sync/drain.ts'
import { createHttpTransport } from '../../client/sync/http-transport.ts'
import { Unauthorised } from '../../client/sync/transport.ts'
import { requestsSince } from '../../server/backup/lost-requests.ts'
import type { PushResult } from '../../shared/wire/push.ts'
import { DIALECTS } from '../support/database.ts'
import { hireSupervisor } from '../support/supervisor.ts'
import {
  BINS,
  enrolDevice,
  type Floor,
  feedSettled,
  ok,
  openFloor,
  type Problem,
  pullAll,
  signInWorker,
} from './floor.ts'

const MINUTE_MS = 60_000

describe.each(DIALECTS)('revocation on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  const idOf = async (sessionToken: string) =>
    (await ok<{ user: { id: string } }>(floor.server, 'GET', '/auth/session', undefined, { token: sessionToken })).user
      .id

  /** A worker on an enrolled device. */
  async function onShift(roles = ['receiver']) {
    const deviceId = `HH-${v7().slice(-8)}`
    const token = await enrolDevice(floor.server, deviceId)
    const worker = await signInWorker(floor.server, deviceId, roles)
    return { deviceId, token, worker, userId: await idOf(worker.token) }
  }
  type Shift = Awaited<ReturnType<typeof onShift>>

  const now = () => Date.now() + floor.clock.offset
  const reading = (token: string) => floor.server.call<Problem>('GET', '/auth/session', undefined, { token })

  /** One receipt of the worker, said to have been recorded `agoMs` ago, and sent now by a clock that is `skewMs` ahead. */
  async function records(
    shift: Shift,
    { agoMs = 0, skewMs = 0, cursor = undefined as string | undefined, by = '' } = {},
  ) {
    const sku = await floor.item()
    const transaction = {
      id: v7(),
      seq: 1,
      v: 2,
      type: 'receive',
      session: shift.worker.session,
      occurredAt: new Date(now() + skewMs - agoMs).toISOString(),
      payload: { sku, lot: 'L1', quantity: 1, location: BINS[0] },
      ...(cursor === undefined ? {} : { cursor }),
    }
    const { results } = await ok<{ results: PushResult[] }>(
      floor.server,
      'POST',
      '/sync/push',
      {
        deviceId: shift.deviceId,
        streamId: v7(),
        sentAt: new Date(now() + skewMs).toISOString(),
        transactions: [transaction],
      },
      { token: by || shift.token },
    )
    return results[0]?.exceptions.map(({ type }) => type)
  }

  it('of a device: nothing opens for it, and what it held is sent when it is enrolled anew under its name', async () => {
    const shift = await onShift()
    const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
    const outbox = new OutboxDatabase(disk)
    const stream = await openStream(outbox, v7(), now())
    const recorder = { database: outbox, stream, newId: () => v7(), now, monotonic: () => 0 }
    let credential = { deviceId: shift.deviceId, token: shift.token }
    const transport = createHttpTransport({
      fetch: (url, init) => floor.server.fetch(new Request(`http://test${url}`, init)),
      credential: () => credential,
    })
    const deps = { outbox, transport, deviceId: shift.deviceId, now }
    const sku = await floor.item()
    const record = () =>
      append(recorder, [{ type: 'receive', payload: { sku, lot: 'L1', quantity: 5, location: BINS[0] } }], {
        sessionId: shift.worker.session,
        cursor: null,
      })
    const states = async () =>
      (await outbox.transactions.orderBy('[streamOrder+seq]').toArray()).map(({ state }) => state)
    try {
      await record()
      floor.clock.offset = 5 * MINUTE_MS
      expect(await ok(floor.server, 'POST', `/devices/${shift.deviceId}/revoke`)).toEqual({
        id: shift.deviceId,
        revoked: true,
        sessionsEnded: 1,
      })
      await expect(drain(deps)).rejects.toThrow(Unauthorised)
      await expect(transport.pull(null)).rejects.toThrow(Unauthorised)
      expect(await reading(shift.worker.token)).toMatchObject({ status: 401 })
      expect(await states()).toEqual(['waiting'])
      floor.clock.offset = 15 * MINUTE_MS
      await record()
      expect(await states()).toEqual(['waiting', 'waiting'])

      credential = { ...credential, token: await enrolDevice(floor.server, shift.deviceId) }
      expect(await drain(deps)).toBe(2)
      expect(await states()).toEqual(['done', 'done'])
      const said = (await outbox.transactions.orderBy('[streamOrder+seq]').toArray()).map(({ exceptions }) =>
        exceptions?.map(({ type }) => type),
      )
      expect(said).toEqual([[], ['unproven-author']])
      expect(await ok(floor.server, 'GET', `/inventory/${sku}`)).toMatchObject({ onHand: 10 })
      // Its sessions stay ended.
      expect(await reading(shift.worker.token)).toMatchObject({ status: 401 })
    } finally {
      floor.clock.offset = 0
      outbox.close()
    }
  })

  it('lists devices, and revokes once more without harm', async () => {
    const { deviceId } = await onShift()
    const listed = async () =>
      (await ok<{ items: { id: string; revoked: boolean }[] }>(floor.server, 'GET', '/devices?limit=1000')).items.find(
        ({ id }) => id === deviceId,
      )
    expect(await listed()).toEqual({
      id: deviceId,
      warehouse: 'MAIN',
      enrolledAt: expect.stringMatching(/Z$/),
      revoked: false,
    })
    await ok(floor.server, 'POST', `/devices/${deviceId}/revoke`)
    await ok(floor.server, 'POST', `/devices/${deviceId}/revoke`)
    expect(await listed()).toMatchObject({ revoked: true })
    expect(await floor.server.call('POST', '/devices/NO-SUCH/revoke')).toMatchObject({ status: 404 })
  })

  it('of a person: what was recorded before it is proven, and what came after it is not', async () => {
    const shift = await onShift()
    try {
      floor.clock.offset = 30 * MINUTE_MS
      const ended = await ok(floor.server, 'POST', `/users/${shift.userId}/disable`)
      expect(ended).toMatchObject({ disabled: true, sessionsEnded: 1 })
      expect(await reading(shift.worker.token)).toMatchObject({ status: 401 })
      floor.clock.offset = 60 * MINUTE_MS
      expect(await records(shift, { agoMs: 40 * MINUTE_MS })).toEqual([])
      expect(await records(shift, { agoMs: 20 * MINUTE_MS })).toEqual(['unproven-author'])
      // A clock that is wrong all the time is corrected, in either direction.
      for (const skewMs of [-86_400_000, 86_400_000]) {
        expect(await records(shift, { agoMs: 40 * MINUTE_MS, skewMs })).toEqual([])
        expect(await records(shift, { agoMs: 20 * MINUTE_MS, skewMs })).toEqual(['unproven-author'])
      }
    } finally {
      floor.clock.offset = 0
    }
  })

  it('is not outwitted by a clock that was put back: what the device had seen tells that it came later', async () => {
    const shift = await onShift()
    const { cursor: before } = await pullAll(floor.server, undefined, { token: shift.token })
    await ok(floor.server, 'POST', `/users/${shift.userId}/sign-out`)
    try {
      floor.clock.offset = 5 * MINUTE_MS
      await floor.item()
      await feedSettled(floor.server)
      const { cursor: after } = await pullAll(floor.server, before, { token: shift.token })
      expect(after).not.toBe(before)
      const claimed = { agoMs: 6 * MINUTE_MS }
      expect(await records(shift, { ...claimed, cursor: before ?? '' })).toEqual([])
      expect(await records(shift, { ...claimed, cursor: after ?? '' })).toEqual(['unproven-author'])
    } finally {
      floor.clock.offset = 0
    }
  })

  it('does not doubt what had arrived by then, however wrong its clock', async () => {
    const shift = await onShift(['counter'])
    // A day ahead, and not told: it is taken for now.
    const sku = await floor.item()
    const push = (over: Record<string, unknown>) =>
      ok<{ results: PushResult[] }>(
        floor.server,
        'POST',
        '/sync/push',
        { deviceId: shift.deviceId, streamId: v7(), ...over },
        { token: shift.token },
      )
    const transaction = {
      id: v7(),
      seq: 1,
      v: 2,
      type: 'receive',
      session: shift.worker.session,
      occurredAt: new Date(now() + 86_400_000).toISOString(),
      payload: { sku, lot: 'L1', quantity: 1, location: 'NOWHERE' },
    }
    expect((await push({ transactions: [transaction] })).results[0]).toMatchObject({ outcome: 'refused' })
    await ok(floor.server, 'POST', `/users/${shift.userId}/disable`)
    try {
      floor.clock.offset = 10 * MINUTE_MS
      // Parked before, put right afterwards: it is judged by when it came.
      const mended = await ok<PushResult>(floor.server, 'POST', `/refused/${transaction.id}/resubmit`, {
        payload: { ...transaction.payload, location: BINS[0] },
      })
      expect(mended).toMatchObject({ outcome: 'applied', exceptions: [] })
    } finally {
      floor.clock.offset = 0
    }
  })

  it('keeps a disabled person out until enabled again, also where badge, PIN or roles are set anew', async () => {
    const { worker, userId, deviceId, token } = await onShift()
    const signIn = () =>
      floor.server.call('POST', '/auth/sign-in', { badge: worker.badge, pin: worker.pin, deviceId }, { token })
    await ok(floor.server, 'POST', `/users/${userId}/disable`)
    expect((await signIn()).status).toBe(401)
    await ok(floor.server, 'PUT', `/users/${worker.badge}`, { name: 'Ada', roles: ['picker'], pin: worker.pin })
    await ok(floor.server, 'POST', `/users/${userId}/change`, { name: 'Ada L.', roles: ['counter'] })
    expect((await signIn()).status).toBe(401)
    await ok(floor.server, 'POST', `/users/${userId}/enable`)
    expect(await signIn()).toMatchObject({ status: 200, body: { user: { name: 'Ada L.', roles: ['counter'] } } })
    // The session of before stays ended.
    expect(await reading(worker.token)).toMatchObject({ status: 401 })
  })

  it('takes the key of a disabled supervisor from the devices, and gives it back', async () => {
    const key = await hireSupervisor(floor.server, `R${v7().slice(-6)}`)
    const { cursor } = await pullAll(floor.server)
    const since = async (from: string | undefined) => {
      await feedSettled(floor.server)
      const { changes } = await pullAll(floor.server, from)
      return changes
        .filter(({ table, key: row }) => table === 'supervisors' && row === key.id)
        .map(({ value }) => value)
    }
    await ok(floor.server, 'POST', `/users/${key.id}/disable`)
    expect(await since(cursor)).toEqual([null])
    expect(await since(undefined)).toEqual([])
    await ok(floor.server, 'POST', `/users/${key.id}/enable`)
    expect((await since(cursor)).at(-1)).toMatchObject({ id: key.id })
  })

  it('is named among what a restored backup has lost', async () => {
    const since = now() - 1
    const { deviceId, userId } = await onShift()
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/api-keys', { name: 'ERP', role: 'picker' })
    await ok(floor.server, 'POST', `/devices/${deviceId}/revoke`)
    await ok(floor.server, 'POST', `/users/${userId}/disable`)
    await ok(floor.server, 'POST', `/api-keys/${id}/revoke`)
    const lost = await floor.server.database.work.read((reader) => requestsSince(reader, since))
    const details = lost.filter(({ what }) => what === 'access taken away').map(({ detail }) => detail)
    expect(details).toEqual(
      expect.arrayContaining([
        `POST /devices/${deviceId}/revoke`,
        `POST /users/${userId}/disable`,
        `POST /api-keys/${id}/revoke`,
      ]),
    )
  })

  it('replaces a lost badge: the old one opens nothing, the new one does', async () => {
    const { worker, userId, deviceId, token } = await onShift()
    const made = await ok<{ badge: string; pin: string }>(floor.server, 'POST', `/users/${userId}/badge`, {})
    const signIn = (badge: string, pin: string) =>
      floor.server.call('POST', '/auth/sign-in', { badge, pin, deviceId }, { token })
    expect((await signIn(worker.badge, worker.pin)).status).toBe(401)
    expect(await signIn(made.badge, made.pin)).toMatchObject({ status: 200, body: { user: { id: userId } } })
  })

  it('ends a session that signs out, and that one alone', async () => {
    const shift = await onShift()
    const other = await ok<{ token: string }>(floor.server, 'POST', '/auth/sign-in', {
      badge: shift.worker.badge,
      pin: shift.worker.pin,
      deviceId: shift.deviceId,
    })
    await ok(floor.server, 'POST', '/auth/sign-out', undefined, { token: shift.worker.token })
    expect(await reading(shift.worker.token)).toMatchObject({ status: 401 })
    expect(await reading(other.token)).toMatchObject({ status: 200 })
    expect(await floor.server.call('POST', '/auth/sign-out')).toMatchObject({
      status: 403,
      body: { code: 'no-session' },
    })
    expect(await records(shift)).toEqual([])
  })

  it('lets nobody take their own access away', async () => {
    const { userId, worker } = await onShift(['admin'])
    const own = (act: string, body = {}) =>
      floor.server.call<Problem>('POST', `/users/${userId}/${act}`, body, { token: worker.token })
    expect(await own('disable')).toMatchObject({ status: 409, body: { code: 'own-account' } })
    expect(await own('change', { name: 'A', roles: ['picker'] })).toMatchObject({ status: 409 })
    expect(await own('change', { name: 'A', roles: ['admin', 'picker'] })).toMatchObject({ status: 200 })
  })

  it('lists people without badge or PIN', async () => {
    await onShift()
    const { items } = await ok<{ items: Record<string, unknown>[] }>(floor.server, 'GET', '/users?limit=1000')
    for (const person of items)
      expect(Object.keys(person).sort()).toEqual(['disabled', 'email', 'hasEntered', 'id', 'name', 'roles'])
    const page = await ok<{ items: unknown[]; next: string }>(floor.server, 'GET', '/users?limit=1')
    const rest = await ok<{ items: unknown[] }>(floor.server, 'GET', `/users?limit=1000&cursor=${page.next}`)
    expect([...page.items, ...rest.items]).toEqual(items)
  })

  describe('of an open event stream', () => {
    /** Reads until the stream ends; `ended` is false where it is still open. */
    async function listen(token: string) {
      const response = await floor.server.fetch(
        new Request('http://test/api/v1/sync/events', { headers: { authorization: `Bearer ${token}` } }),
      )
      expect(response.status).toBe(200)
      const reader = (response.body as ReadableStream<Uint8Array>).getReader()
      const state = { ended: false }
      const done = (async () => {
        while (!(await reader.read()).done);
        state.ended = true
      })()
      return { state, done, close: () => reader.cancel() }
    }

    it.each([
      ['a revoked device', ({ deviceId }: Shift) => ok(floor.server, 'POST', `/devices/${deviceId}/revoke`), 'device'],
      ['a disabled person', ({ userId }: Shift) => ok(floor.server, 'POST', `/users/${userId}/disable`), 'session'],
      ['a person signed out', ({ userId }: Shift) => ok(floor.server, 'POST', `/users/${userId}/sign-out`), 'session'],
      ['a session that is over', async () => Object.assign(floor.clock, { offset: 17 * 3_600_000 }), 'session'],
    ] as const)('ends that of %s within a minute, and no other', async (_, revoke, whose) => {
      const [shift, other] = [await onShift(), await onShift()]
      const stream = await listen(whose === 'device' ? shift.token : shift.worker.token)
      const kept = await listen(other.token)
      try {
        await revoke(shift)
        floor.clock.offset += 30_000
        // A nudge, so that the test need not wait for the time between two signs of life.
        await floor.item()
        await stream.done
        expect(stream.state.ended).toBe(true)
        expect(kept.state.ended).toBe(false)
      } finally {
        floor.clock.offset = 0
        await kept.close()
      }
    })
  })
})
