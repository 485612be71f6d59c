/** `POST /sync/push`: exactly once, in order, and nothing that cannot be understood stands in the way of the rest. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import {
  daysAgo,
  enrolDevice,
  type Floor,
  feedSettled,
  ok,
  openFloor,
  type Problem,
  pullAll,
  pushOf,
  signInWorker,
} from './floor.ts'

describe.each(DIALECTS)('push on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const receiving = (sku: string, quantity = 1) => ({ sku, lot: 'L1', quantity, location: 'DOCK-1' })

  describe('exactly once', () => {
    it('answers a repeat with its first answer and posts nothing again', async () => {
      const sku = await floor.item()
      const { sent, result } = await floor.stream.push('move', { ...receiving(sku, 5), from: 'DOCK-1', to: 'A-01' })
      expect(result).toMatchObject({ outcome: 'exception', duplicate: false })
      const again = await floor.stream.send([sent])
      expect(again.body.results).toEqual([{ ...result, duplicate: true }])
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5, 'L1@DOCK-1': -5 })
    })

    it('knows a repeat by its id alone, in whichever stream and on whichever place it comes', async () => {
      const sku = await floor.item()
      const { sent, result } = await floor.stream.push('receive', receiving(sku, 7))
      const other = testStream(floor.server)
      const again = await other.send([{ ...sent, seq: 1 }, other.envelope('receive', receiving(sku, 1), { seq: 2 })])
      expect(again.body).toMatchObject({ expectedSeq: 3 })
      expect(again.body.results[0]).toEqual({ ...result, duplicate: true })
      expect(again.body.results[1]).toMatchObject({ outcome: 'applied', duplicate: false })
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 8 })
    })

    it('posts once what arrives twenty times at once', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const batch = [1, 2, 3].map((quantity) => stream.envelope('receive', receiving(sku, quantity)))
      const answers = await Promise.all(Array.from({ length: 20 }, () => stream.send(batch)))
      for (const { status, body } of answers) {
        expect(status).toBe(200)
        expect(body.results.map((result) => result.outcome)).toEqual(['applied', 'applied', 'applied'])
      }
      for (const index of [0, 1, 2])
        expect(answers.filter(({ body }) => body.results[index]?.duplicate === false)).toHaveLength(1)
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 6 })
    })

    it('posts once what two streams of two devices bring at once under one id', async () => {
      const sku = await floor.item()
      const streams = ['HH-1', 'HH-2', 'HH-3', 'HH-4'].map((device) => testStream(floor.server, device))
      const sent = streams[0]?.envelope('receive', receiving(sku, 4))
      const answers = await Promise.all(streams.map((stream) => stream.send([sent])))
      expect(answers.filter(({ body }) => body.results[0]?.duplicate === false)).toHaveLength(1)
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 4 })
    })

    it('repeats a refusal too', async () => {
      const { sent, result } = await floor.stream.push('receive', receiving('NO-SUCH-SKU'))
      expect(result.outcome).toBe('refused')
      const again = await floor.stream.send([sent])
      expect(again.body.results).toEqual([{ ...result, duplicate: true }])
      await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)
    })
  })

  describe('gaps', () => {
    it('answers a gap with no results and the place that it wants', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const before = await floor.counts()
      const answer = await stream.send([stream.envelope('receive', receiving(sku), { seq: 2 })])
      expect(answer).toMatchObject({ status: 200, body: { results: [], expectedSeq: 1 } })
      expect(answer.body.epoch).toEqual(expect.any(String))
      expect(await floor.counts()).toEqual({ ...before, streams: (before.streams ?? 0) + 1 })
    })

    it('takes what stands before a gap in the middle of a batch, and the rest when it is filled', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const [one, two, three, four, five] = [1, 2, 3, 4, 5].map((n) => stream.envelope('receive', receiving(sku, n)))
      const answer = await stream.send([one, two, four, five])
      expect(answer.body.results.map((result) => result.id)).toEqual([one?.id, two?.id])
      expect(answer.body.expectedSeq).toBe(3)
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 3 })
      const rest = await stream.send([three, four, five])
      expect(rest.body.results.map((result) => result.outcome)).toEqual(['applied', 'applied', 'applied'])
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 15 })
    })

    it('goes on behind places that are declared lost, and says so once', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      await stream.push('receive', receiving(sku))
      const envelope = stream.envelope('receive', receiving(sku, 10), { seq: 4 })
      const answer = await stream.send([envelope], { lost: { from: 2, to: 3 } })
      expect(answer.body).toMatchObject({ expectedSeq: 5, results: [{ id: envelope.id, outcome: 'applied' }] })
      const again = await stream.send([envelope], { lost: { from: 2, to: 3 } })
      expect(again.body).toMatchObject({ expectedSeq: 5, results: [{ duplicate: true }] })
      const gaps = (await floor.exceptions({ type: 'stream-gap' })).filter((found) =>
        JSON.stringify(found).includes(stream.streamId),
      )
      expect(gaps).toMatchObject([{ severity: 'severe', remedies: ['review', 'count'] }])
    })

    it('applies late what had been declared lost', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const [one, two, three] = [1, 2, 4].map((n) => stream.envelope('receive', receiving(sku, n)))
      await stream.send([three], { lost: { from: 1, to: 2 } })
      const late = await stream.send([two])
      expect(late.body).toMatchObject({ expectedSeq: 4, results: [{ outcome: 'applied', duplicate: false }] })
      const latest = await stream.send([one, two, three])
      expect(latest.body.results.map((result) => result.duplicate)).toEqual([false, true, true])
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 7 })
    })

    it('does not let a declaration skip what it does not name', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const later = stream.envelope('receive', receiving(sku), { seq: 6 })
      const answer = await stream.send([later], { lost: { from: 3, to: 5 } })
      expect(answer.body).toMatchObject({ results: [], expectedSeq: 1 })
      const backwards = await stream.send([later], { lost: { from: 5, to: 3 } })
      expect(backwards.status).toBe(422)
      expect(backwards.body).toMatchObject({ code: 'invalid', field: 'lost' })
    })
  })

  describe('a place used twice', () => {
    it('parks the second one, alarms, and goes on', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      await stream.push('receive', receiving(sku, 3))
      const twin = stream.envelope('receive', receiving(sku, 100), { seq: 1 })
      const next = stream.envelope('receive', receiving(sku, 2), { seq: 2 })
      const answer = await stream.send([twin, next])
      expect(answer.body.results).toMatchObject([
        { id: twin.id, outcome: 'refused', problem: { code: 'sequence-reused', field: 'seq' } },
        { id: next.id, outcome: 'applied' },
      ])
      expect(await floor.exceptions({ type: 'sequence-reused', transaction: twin.id })).toMatchObject([
        { severity: 'severe' },
      ])
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 5 })
      await ok(floor.server, 'POST', `/refused/${twin.id}/dismiss`)
      expect(await floor.exceptions({ type: 'sequence-reused', transaction: twin.id })).toEqual([])
    })

    it('posts it where a person resubmits it, and the audit stays clean', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      await stream.push('receive', receiving(sku, 3))
      const twin = stream.envelope('receive', receiving(sku, 20), { seq: 1 })
      await stream.send([twin])
      expect(await ok(floor.server, 'POST', `/refused/${twin.id}/resubmit`)).toMatchObject({ outcome: 'applied' })
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 23 })
    })
  })

  describe('what cannot be understood', () => {
    const good = { sku: '', lot: 'L1', quantity: 1, location: 'DOCK-1' }
    const cases: [string, string, string, Record<string, unknown>, Record<string, unknown>?][] = [
      ['unknown type', 'unknown-type', 'type', {}, { type: 'teleport' }],
      ['type of the prototype', 'unknown-type', 'type', {}, { type: 'constructor' }],
      ['version of the future', 'unknown-version', 'v', {}, { v: 99 }],
      ['version 0', 'malformed', 'v', {}, { v: 0 }],
      ['version as text', 'malformed', 'v', {}, { v: '1' }],
      ['no type', 'malformed', 'type', {}, { type: undefined }],
      ['a type that is a number', 'malformed', 'type', {}, { type: 7 }],
      ['no time', 'malformed', 'occurredAt', {}, { occurredAt: undefined }],
      ['a local time', 'malformed', 'occurredAt', {}, { occurredAt: '2026-01-05T08:00:00+01:00' }],
      ['a session that is no id', 'malformed', 'session', {}, { session: 'Bob' }],
      ['no payload', 'malformed', 'payload', {}, { payload: null }],
      ['a payload that is text', 'malformed', 'payload', {}, { payload: 'receive 5' }],
      ['an unknown SKU', 'unknown-sku', 'payload.sku', { sku: 'NO-SUCH' }],
      ['an unknown barcode', 'unknown-barcode', 'payload.barcode', { sku: undefined, barcode: '0000000000000' }],
      ['an unknown location', 'unknown-location', 'payload.location', { location: 'NOWHERE' }],
      ['a virtual location', 'unknown-location', 'payload.location', { location: '@customer' }],
      ['a quantity as text', 'malformed', 'payload.quantity', { quantity: '5' }],
      ['no quantity', 'malformed', 'payload.quantity', { quantity: undefined }],
      ['quantity 0', 'malformed', 'payload.quantity', { quantity: 0 }],
      ['a negative quantity', 'malformed', 'payload.quantity', { quantity: -1 }],
      ['half a unit', 'malformed', 'payload.quantity', { quantity: 1.5 }],
      ['too many', 'malformed', 'payload.quantity', { quantity: 10_000_001 }],
      ['a day that is none', 'malformed', 'payload.expiresOn', { expiresOn: '2026-02-30' }],
      ['a lot outside of the character set', 'malformed', 'payload.lot', { lot: 'Größe 5' }],
      ['a lot of 21 characters', 'malformed', 'payload.lot', { lot: 'L'.repeat(21) }],
      ['both SKU and barcode', 'malformed', 'payload', { barcode: '0614141000739' }],
      ['NUL in a location', 'malformed', 'payload.location', { location: 'A\u0000B' }],
      ['half a surrogate in a supplier', 'malformed', 'payload.supplier', { supplier: 'Mill \ud83d' }],
    ]

    it.each(cases)('parks %s with its reason and field, and posts the next one of the same push', async (...the) => {
      const [, code, field, payload, over = {}] = the
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const before = stream.envelope('receive', { ...good, sku })
      const bad = stream.envelope('receive', { ...good, sku, ...payload }, over)
      const behind = stream.envelope('receive', { ...good, sku, quantity: 2 })
      const answer = await stream.send([before, bad, behind])
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      expect(answer.body.expectedSeq).toBe(4)
      expect(answer.body.results).toMatchObject([
        { id: before.id, outcome: 'applied' },
        {
          id: bad.id,
          outcome: 'refused',
          duplicate: false,
          exceptions: [{ type: 'refused-transaction' }],
          problem: { code, field },
        },
        { id: behind.id, outcome: 'applied' },
      ])
      expect(answer.body.results[1]?.problem?.detail).toMatch(/\S/)
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 3 })
      const { items } = await ok<{ items: { id: string; envelope: unknown }[] }>(
        floor.server,
        'GET',
        '/refused?limit=1000',
      )
      // Kept whole, as it came.
      expect(items.find((item) => item.id === bad.id)?.envelope).toEqual(JSON.parse(JSON.stringify(bad)))
      await ok(floor.server, 'POST', `/refused/${bad.id}/dismiss`)
    })

    it.each([
      ['NUL in its type', { type: 'rece\u0000ive' }, {}],
      ['half a surrogate in its type', { type: 'rece\ud800ive' }, {}],
      ['NUL in its session', { session: 'Bob\u0000' }, {}],
      ['NUL in a name', {}, { supplier: 'Mill\u0000' }],
      ['half a surrogate in a name', {}, { supplier: 'Mill \ud83d' }],
      ['NUL in an unknown SKU', {}, { sku: 'NO\u0000SUCH' }],
      ['half a surrogate in an unknown SKU', {}, { sku: 'NO\udc00SUCH' }],
      ['a cost beyond all numbers', {}, { unitCost: { amount: Number.MAX_SAFE_INTEGER, currency: 'USD' } }],
      ['a time long before all times', { occurredAt: '0000-01-01T00:00:00Z' }, {}],
      ['a day that is none as its time', { occurredAt: '2026-02-31T00:00:00Z' }, {}],
      ['a monotonic clock beyond all clocks', { monotonicMs: 1e308 }, {}],
    ])('never lets a transaction with %s stop those behind it', async (_what, over, payload) => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const odd = stream.envelope('receive', { ...good, sku, quantity: 10_000_000, ...payload }, over)
      const behind = stream.envelope('receive', { ...good, sku, lot: 'BEHIND', quantity: 2 })
      const answer = await stream.send([odd, behind])
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      expect(answer.body.results.map((result) => result.id)).toEqual([odd.id, behind.id])
      expect(answer.body.results[1]).toMatchObject({ outcome: 'applied' })
      // Whether it is posted or parked: it is kept, and a repeat of both gets the same answers.
      const again = await stream.send([odd, behind])
      expect(again.body.results.map((result) => result.duplicate)).toEqual([true, true])
      if (answer.body.results[0]?.outcome === 'refused') await ok(floor.server, 'POST', `/refused/${odd.id}/dismiss`)
    })
  })

  it('applies what names an unknown task, order or lot, with an exception', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 20, 'A-01')
    const pick = await floor.stream.push('pick', { taskId: v7(), sku, lot: 'L1', location: 'A-01', quantity: 5 })
    expect(pick.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
    const ship = await floor.stream.push('ship', {
      orderId: v7(),
      lines: [{ sku, lot: 'L1', quantity: 5, from: 'STAGING' }],
    })
    expect(ship.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
    const move = await floor.stream.push('move', { sku, lot: 'L2', quantity: 3, from: 'A-01', to: 'A-02' })
    expect(move.result.outcome).toBe('exception')
    expect(move.result.exceptions.map(({ type }) => type).sort()).toEqual(['negative-stock', 'unconfirmed-lot'])
    const receive = await floor.stream.push('receive', { ...receiving(sku, 1), receiptId: v7() })
    expect(receive.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
    const short = await floor.stream.push('shortPick', {
      taskId: v7(),
      sku,
      lot: 'L1',
      location: 'A-01',
      found: 0,
      reason: 'missing',
    })
    expect(short.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
    expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 15, 'L1@DOCK-1': 1, 'L2@A-01': -3, 'L2@A-02': 3 })
  })

  describe('a push that cannot be taken at all', () => {
    const turnedDown = async (body: unknown, status: number, expected: Partial<Problem>) => {
      const before = await floor.counts()
      const response = await floor.server.fetch(
        new Request('http://test/api/v1/sync/push', {
          method: 'POST',
          headers: { authorization: `Bearer ${floor.server.adminToken}` },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      )
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const problem = (await response.json()) as Problem
      expect(problem).toMatchObject({ status, ...expected })
      expect(problem.title).toMatch(/\S/)
      expect(problem.detail).toMatch(/\S/)
      expect(await floor.counts()).toEqual(before)
    }
    const request = (transactions: unknown) => ({ deviceId: 'HH-1', streamId: v7(), transactions })
    const envelope = (seq: unknown, id: unknown = v7()) => ({
      id,
      seq,
      v: 1,
      type: 'receive',
      occurredAt: daysAgo(0),
      payload: {},
    })

    it('turns down a batch of 10,000', () =>
      turnedDown(request(Array.from({ length: 10_000 }, (_, index) => envelope(index + 1))), 422, {
        code: 'invalid',
        field: 'transactions',
      }))

    it('turns down a body over 4 MiB', () =>
      turnedDown(request([{ ...envelope(1), payload: { note: 'x'.repeat(4 * 1024 * 1024) } }]), 413, {
        code: 'body-too-large',
      }))

    it('turns down a streamed body over 4 MiB, whose length nobody said', async () => {
      const chunk = new TextEncoder().encode('x'.repeat(65_536))
      let sent = 0
      const body = new ReadableStream({
        pull(controller) {
          if (sent++ > 80) controller.close()
          else controller.enqueue(chunk)
        },
      })
      const init = { method: 'POST', headers: { authorization: `Bearer ${floor.server.adminToken}` }, body }
      const response = await floor.server.fetch(
        new Request('http://test/api/v1/sync/push', { ...init, duplex: 'half' } as RequestInit),
      )
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ code: 'body-too-large' })
    })

    it.each(['{"deviceId": "HH-1", "transactions": [', 'null', '[]', '"push"', '{}'])('turns down %s', (text) =>
      turnedDown(text, text.endsWith('[') ? 400 : 422, text.endsWith('[') ? { code: 'malformed-json' } : {}))

    it.each([0, -1, 1.5, '1', null, undefined, 1e300])('names the field of a wrong seq: %s', (seq) =>
      turnedDown(request([envelope(1), envelope(seq)]), 422, { code: 'invalid', field: 'transactions[1].seq' }))

    it.each([
      '1',
      '',
      7,
      null,
      undefined,
      '01890a5d-ac96-774b-bcce-b302099a805',
    ])('names the field of a wrong id: %s', (id) =>
      turnedDown(request([envelope(1), { ...envelope(2), id }]), 422, { code: 'invalid', field: 'transactions[1].id' }))

    it('names the other fields at fault', async () => {
      await turnedDown({ ...request([]), streamId: 'S1' }, 422, { field: 'streamId' })
      await turnedDown({ ...request([]), deviceId: '' }, 422, { field: 'deviceId' })
      await turnedDown({ ...request([]), sentAt: 'now' }, 422, { field: 'sentAt' })
      await turnedDown({ ...request([]), lost: { from: 0, to: 1 } }, 422, { field: 'lost.from' })
      await turnedDown(request('all'), 422, { field: 'transactions' })
      await turnedDown(request([7]), 422, { field: 'transactions[0]' })
    })

    it('says in words of its own what to do', async () => {
      const answers = await Promise.all(
        [{ ...request([]), deviceId: 7 }, { ...request([]), lost: 'all' }, request([envelope('1')]), 'null'].map(
          (body) => floor.server.call<Problem>('POST', '/sync/push', body),
        ),
      )
      for (const { body } of answers) expect(body.detail).not.toMatch(/Invalid (type|key|value|integer)|Expected/)
    })

    it('takes the largest batch', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const answer = await stream.send(Array.from({ length: 500 }, () => stream.envelope('receive', receiving(sku))))
      expect(answer.body.expectedSeq).toBe(501)
      expect(answer.body.results.every((result) => result.outcome === 'applied')).toBe(true)
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 500 })
    })

    it('answers an empty push with the place that it wants', async () => {
      expect(await pushOf(floor.server, { streamId: v7(), transactions: [] })).toMatchObject({
        results: [],
        expectedSeq: 1,
      })
    })
  })

  describe('who may push', () => {
    it("refuses another device's credential and a key that is no admin's", async () => {
      const token = await enrolDevice(floor.server, 'HH-7')
      const body = { deviceId: 'HH-8', streamId: v7(), transactions: [] }
      const other = await floor.server.call<Problem>('POST', '/sync/push', body, { token })
      expect(other).toMatchObject({ status: 403, body: { code: 'other-device', field: 'deviceId' } })
      for (const role of ['picker', 'supervisor', 'planner'] as const) {
        const key = await floor.server.token(role)
        expect(await floor.server.call('POST', '/sync/push', body, { token: key })).toMatchObject({ status: 403 })
      }
      const nobody = await floor.server.call('POST', '/sync/push', body, { token: 'lta_nothing' })
      expect(nobody).toMatchObject({ status: 401, body: { code: 'unauthorised' } })
    })

    it('posts for a device into its own warehouse, whatever the address says', async () => {
      const sku = await floor.item()
      await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
      await ok(floor.server, 'PUT', '/locations/DOCK-1', { kind: 'dock', warehouse: 'EAST' })
      const token = await enrolDevice(floor.server, 'HH-EAST', 'EAST')
      const stream = testStream(floor.server, 'HH-EAST')
      const sent = stream.envelope('receive', receiving(sku, 9))
      const body = { deviceId: 'HH-EAST', streamId: stream.streamId, transactions: [sent] }
      await ok(floor.server, 'POST', '/sync/push?warehouse=MAIN', body, { token })
      expect(await floor.stock(sku)).toEqual({})
      const east = await ok<{ onHand: number }>(floor.server, 'GET', `/inventory/${sku}?warehouse=EAST`)
      expect(east.onHand).toBe(9)
    })

    it('posts what nobody can be shown to have done, with a severe exception', async () => {
      const token = await enrolDevice(floor.server, 'HH-9')
      const worker = await signInWorker(floor.server, 'HH-9', ['picker'])
      const elsewhere = await signInWorker(floor.server, 'HH-10', ['picker'])
      const sku = await floor.item()
      const stream = testStream(floor.server, 'HH-9')
      const sent = (over: Record<string, unknown>) => stream.envelope('receive', receiving(sku), over)
      const { results } = await pushOf(
        floor.server,
        {
          deviceId: 'HH-9',
          streamId: stream.streamId,
          transactions: [
            sent({ session: worker.session }),
            sent({}),
            sent({ session: v7() }),
            sent({ session: elsewhere.session }),
            sent({ session: worker.session, occurredAt: daysAgo(2) }),
          ],
        },
        { token },
      )
      expect(results[0]).toMatchObject({ outcome: 'applied', exceptions: [] })
      for (const result of results.slice(1))
        expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unproven-author' }] })
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 5 })
      const unproven = await floor.exceptions({ type: 'unproven-author' })
      expect(unproven.filter((found) => found.severity !== 'severe')).toEqual([])
      const movements = await floor.movements({ sku })
      expect(movements.filter((line) => line.user !== null)).toHaveLength(1)
    })
  })

  describe('parked transactions', () => {
    const picker = async (deviceId: string) => {
      const token = await enrolDevice(floor.server, deviceId)
      const worker = await signInWorker(floor.server, deviceId, ['picker'])
      const stream = testStream(floor.server, deviceId)
      const push = async (type: string, payload: Record<string, unknown>) => {
        const sent = stream.envelope(type, payload, { session: worker.session })
        const body = { deviceId, streamId: stream.streamId, transactions: [sent] }
        const { results } = await ok<PushAnswer>(floor.server, 'POST', '/sync/push', body, { token })
        return { sent, result: results[0] }
      }
      return { push, worker }
    }

    it('parks an adjustment that a picker may not do, and posts it when a supervisor resubmits it', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { push, worker } = await picker('HH-20')
      const adjust = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -3, reason: 'Broken' }
      const { sent, result } = await push('adjust', adjust)
      expect(result).toMatchObject({ outcome: 'refused', problem: { code: 'not-allowed', field: 'session' } })
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 10 })
      const again = `/refused/${sent.id}/resubmit`
      for (const token of [worker.token, await floor.server.token('picker'), await floor.server.token('planner')])
        expect(await floor.server.call('POST', again, undefined, { token })).toMatchObject({ status: 403 })
      const supervisor = await floor.server.token('supervisor')
      const posted = await ok(floor.server, 'POST', again, undefined, { token: supervisor })
      expect(posted).toMatchObject({ id: sent.id, outcome: 'applied' })
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 7 })
      expect(await floor.exceptions({ transaction: sent.id })).toEqual([])
    })

    it('posts a refused one after what it missed was added, and answers 409 the second time', async () => {
      const { sent } = await floor.stream.push('receive', receiving('LATE-SKU', 6))
      const still = await ok(floor.server, 'POST', `/refused/${sent.id}/resubmit`)
      expect(still).toMatchObject({ outcome: 'refused', problem: { code: 'unknown-sku' } })
      expect(await floor.exceptions({ type: 'refused-transaction', transaction: sent.id })).toHaveLength(1)
      await ok(floor.server, 'PUT', '/items/LATE-SKU', { name: 'Late', lotTracked: true })
      const posted = await ok(floor.server, 'POST', `/refused/${sent.id}/resubmit`)
      expect(posted).toMatchObject({ outcome: 'applied' })
      expect(await floor.stock('LATE-SKU')).toEqual({ 'L1@DOCK-1': 6 })
      expect(await floor.exceptions({ type: 'refused-transaction', transaction: sent.id })).toEqual([])
      const twice = await floor.server.call('POST', `/refused/${sent.id}/resubmit`)
      expect(twice).toMatchObject({ status: 409, body: { code: 'not-parked' } })
      expect(await floor.server.call('POST', `/refused/${v7()}/resubmit`)).toMatchObject({ status: 404 })
    })

    it('keeps a dismissed one and never posts it', async () => {
      const { sent } = await floor.stream.push('receive', receiving('NEVER-SKU', 6))
      expect(await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)).toMatchObject({ state: 'dismissed' })
      await ok(floor.server, 'PUT', '/items/NEVER-SKU', { name: 'Never', lotTracked: true })
      const again = await floor.stream.send([sent])
      expect(again.body.results).toMatchObject([{ outcome: 'refused', duplicate: true }])
      expect(await floor.stock('NEVER-SKU')).toEqual({})
      expect(await floor.server.call('POST', `/refused/${sent.id}/resubmit`)).toMatchObject({ status: 409 })
      const { items } = await ok<{ items: { id: string }[] }>(floor.server, 'GET', '/refused?limit=1000')
      expect(items.some((item) => item.id === sent.id)).toBe(false)
    })

    it('cannot be declared settled while it is still parked', async () => {
      const { sent, result } = await floor.stream.push('receive', receiving('UNSETTLED-SKU'))
      const [opened] = result.exceptions
      const resolved = await floor.server.call('POST', `/exceptions/${opened?.id}/resolve`, { remedy: 'dismiss' })
      expect(resolved).toMatchObject({ status: 409, body: { code: 'still-true' } })
      await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)
    })

    it('dates a resubmitted one by the clock that its device had', async () => {
      const stream = testStream(floor.server)
      const threeHours = 3 * 3_600_000
      // The device's clock is three hours ahead.
      const occurredAt = new Date(Date.now() + threeHours - 60_000).toISOString()
      const sentAt = new Date(Date.now() + threeHours).toISOString()
      const sent = stream.envelope('receive', receiving('SKEWED-SKU'), { occurredAt })
      await stream.send([sent], { sentAt })
      await ok(floor.server, 'PUT', '/items/SKEWED-SKU', { name: 'Skewed', lotTracked: true })
      await ok(floor.server, 'POST', `/refused/${sent.id}/resubmit`)
      const [line] = await floor.movements({ sku: 'SKEWED-SKU' })
      const dated = Date.parse(line?.occurredAt ?? '')
      expect(Math.abs(dated - (Date.parse(occurredAt) - threeHours))).toBeLessThan(10_000)
    })
  })

  it('tells in the feed what became of each, also of those that a person settled later', async () => {
    const sku = await floor.item()
    await feedSettled(floor.server)
    const { cursor } = await pullAll(floor.server)
    const stream = testStream(floor.server)
    const [fine, bad, lost] = ['', 'NO-SUCH-1', 'NO-SUCH-2'].map((other) =>
      stream.envelope('receive', receiving(other || sku)),
    )
    await stream.send([fine, bad, lost])
    const outcomesAfter = async (from: string) => {
      await feedSettled(floor.server)
      const pulled = await pullAll(floor.server, from)
      const rows = pulled.changes.filter((change) => change.table === 'outcomes')
      return { cursor: pulled.cursor, outcomes: new Map(rows.map(({ key, value }) => [key, value])) }
    }
    const first = await outcomesAfter(cursor)
    expect(first.outcomes.get(fine?.id ?? '')).toMatchObject({ device: 'HH-1', outcome: 'applied', settled: true })
    expect(first.outcomes.get(bad?.id ?? '')).toMatchObject({
      outcome: 'refused',
      settled: false,
      problem: { code: 'unknown-sku', field: 'payload.sku' },
    })
    await ok(floor.server, 'POST', `/refused/${lost?.id}/dismiss`)
    await ok(floor.server, 'PUT', '/items/NO-SUCH-1', { name: 'Now known', lotTracked: true })
    await ok(floor.server, 'POST', `/refused/${bad?.id}/resubmit`)
    const second = await outcomesAfter(first.cursor)
    expect(second.outcomes.get(bad?.id ?? '')).toMatchObject({ outcome: 'applied', settled: true })
    expect(second.outcomes.get(lost?.id ?? '')).toMatchObject({ outcome: 'refused', settled: true })
  })

  it("dates what happened by the server's time, whatever the device's clock says", async () => {
    const sku = await floor.item()
    const stream = testStream(floor.server)
    const days = (n: number) => n * 86_400_000
    const sent = stream.envelope('receive', receiving(sku), {
      occurredAt: new Date(Date.now() + days(40)).toISOString(),
    })
    await stream.send([sent], { sentAt: new Date(Date.now() + days(42)).toISOString() })
    const [line] = await floor.movements({ sku })
    expect(Math.abs(Date.parse(line?.occurredAt ?? '') - (Date.now() - days(2)))).toBeLessThan(10_000)
    const future = await stream.push('receive', receiving(sku), { occurredAt: '2999-01-01T00:00:00Z' })
    const [late] = await floor.movements({ transaction: future.id })
    expect(Date.parse(late?.occurredAt ?? '')).toBeLessThanOrEqual(Date.now())
  })
})
