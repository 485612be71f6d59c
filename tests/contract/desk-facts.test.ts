/** What is recorded at a desk: parked transactions put right, adjustments, undos; and the shrinkage that they sum to. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import type { CallOptions } from '../support/server.ts'
import { type Floor, ok, openFloor, type Problem, signInWorker, type Worker } from './floor.ts'

interface RefusedBody {
  id: string
  type: string
  state: string
  receivedAt: string
  problem: { code: string; field?: string } | null
  envelope: { payload: Record<string, unknown>; id: string }
  mended: { payload: Record<string, unknown>; by: string; note: string; at: string } | null
  dismissed: { by: string; note: string } | null
  author: { name: string } | null
}

interface ShrinkageBody {
  items: {
    reason?: string | null
    zone?: string | null
    sku?: string
    person?: string | null
    currency: string | null
    corrections: number
    found: { units: number; value: number }
    gone: { units: number; value: number }
    net: { units: number; value: number }
    unpriced: number
  }[]
}

describe.each(EDGE_DIALECTS)('facts of a desk on %s', (dialect) => {
  let floor: Floor
  let ruth: Worker
  beforeAll(async () => {
    floor = await openFloor(dialect)
    ruth = await signInWorker(floor.server, 'HH-1', ['supervisor'])
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const readRefused = (id: string) => ok<RefusedBody>(floor.server, 'GET', `/refused/${id}`)
  const resubmit = (id: string, body?: unknown, options: CallOptions = {}) =>
    floor.server.call<Problem & { outcome: string; problem?: { code: string } }>(
      'POST',
      `/refused/${id}/resubmit`,
      body,
      options,
    )

  describe('a parked transaction', () => {
    const parked = async () => {
      const payload = { sku: `WRONG-${v7()}`, lot: 'L1', quantity: 4, location: 'A-01' }
      const { sent } = await floor.stream.push('receive', payload, { session: ruth.session })
      return { id: sent.id, payload }
    }

    it('is put right: what was sent stays as it came, beside what was posted', async () => {
      const { id, payload } = await parked()
      const sku = await floor.item()
      const before = await readRefused(id)
      expect(before).toMatchObject({ state: 'parked', author: { name: 'Worker supervisor' }, mended: null })
      const { status, body } = await resubmit(
        id,
        { payload: { ...payload, sku }, note: 'Typed wrong' },
        { token: ruth.token },
      )
      expect({ status, outcome: body.outcome }).toEqual({ status: 200, outcome: 'applied' })
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 4 })
      const kept = await floor.server.database.work.read(async ({ db, t }) =>
        (await db.select().from(t.inbox)).find((row) => row.id === id),
      )
      expect(JSON.parse(kept?.envelope ?? '')).toEqual(before.envelope)
      expect(kept?.mended).toMatchObject({ payload: { sku }, by: 'Worker supervisor', note: 'Typed wrong' })
      expect(kept?.receivedAt).toBe(Date.parse(before.receivedAt))
      const [closed] = (await floor.exceptions(
        { type: 'refused-transaction', transaction: id },
        'resolved',
      )) as unknown as {
        resolution: unknown
      }[]
      expect(closed?.resolution).toMatchObject({
        note: 'Worker supervisor put it right and resubmitted it: Typed wrong',
      })
      expect((await floor.server.call('GET', `/refused/${id}`)).status).toBe(404)
    })

    it('is checked before: an edit that nobody could understand changes nothing', async () => {
      const { id, payload } = await parked()
      for (const [edit, field] of [
        [{ ...payload, quantity: 0 }, 'payload.quantity'],
        [{ ...payload, lot: 'ü' }, 'payload.lot'],
        [{}, 'payload'],
        [{ ...payload, sku: 'a\u0000b' }, 'sku'],
        ['text', 'payload'],
      ] as const) {
        const { status, body } = await resubmit(id, { payload: edit })
        expect({ status, field: String(body.field).startsWith(field) }, JSON.stringify(body)).toEqual({
          status: 422,
          field: true,
        })
      }
      expect(await readRefused(id)).toMatchObject({ state: 'parked', mended: null })
      await ok(floor.server, 'POST', `/refused/${id}/dismiss`)
    })

    it('that is still refused stays parked, for its new reason, with what was put right', async () => {
      const { id, payload } = await parked()
      const sku = await floor.item()
      const opened = await floor.exceptions({ type: 'refused-transaction', transaction: id })
      const still = await resubmit(id, { payload: { ...payload, sku, location: 'NO-BIN' }, note: 'Right item' })
      expect(still.body).toMatchObject({ outcome: 'refused', problem: { code: 'unknown-location' } })
      expect(await readRefused(id)).toMatchObject({
        problem: { code: 'unknown-location' },
        mended: { payload: { sku }, note: 'Right item' },
        envelope: { payload },
      })
      expect(await floor.exceptions({ type: 'refused-transaction', transaction: id })).toMatchObject([
        { id: opened[0]?.id },
      ])
      await ok(floor.server, 'PUT', '/locations/NO-BIN', { kind: 'pick' })
      // Without another edit, the one that was kept is posted.
      expect((await resubmit(id)).body).toMatchObject({ outcome: 'applied' })
      expect(await floor.stock(sku)).toEqual({ 'L1@NO-BIN': 4 })
    })

    it('is dismissed with a reason by a person; it stays kept, and says who let it rest', async () => {
      const { id } = await parked()
      const dismiss = (body: unknown, options: CallOptions) =>
        floor.server.call<Problem>('POST', `/refused/${id}/dismiss`, body, options)
      expect((await dismiss(undefined, { token: ruth.token })).body).toMatchObject({ status: 422, field: 'note' })
      expect((await dismiss({ note: ' ' }, { token: ruth.token })).body).toMatchObject({ status: 422, field: 'note' })
      const picker = await signInWorker(floor.server, 'HH-1', ['picker'])
      expect((await dismiss({ note: 'x' }, { token: picker.token })).status).toBe(403)
      expect((await resubmit(id, {}, { token: picker.token })).status).toBe(403)
      expect((await dismiss({ note: 'Scanned a poster' }, { token: ruth.token })).body).toMatchObject({
        state: 'dismissed',
      })
      expect(await readRefused(id)).toMatchObject({
        state: 'dismissed',
        dismissed: { by: 'Worker supervisor', note: 'Scanned a poster' },
      })
      expect((await dismiss({ note: 'x' }, { token: ruth.token })).body).toMatchObject({ code: 'not-parked' })
    })

    it('that its device undoes says so', async () => {
      const { id } = await parked()
      await floor.stream.push('reverse', { transaction: id }, { session: ruth.session })
      expect(await readRefused(id)).toMatchObject({
        state: 'dismissed',
        dismissed: { note: expect.stringContaining('undone') },
      })
    })
  })

  describe('an adjustment', () => {
    const adjust = (body: Record<string, unknown>, options: CallOptions = {}) =>
      floor.server.call<Problem & { id: string; outcome: string; exceptions: { type: string }[] }>(
        'POST',
        '/adjustments',
        body,
        options,
      )

    it('is a transaction of whoever made it, once per key', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const body = { sku, lot: 'L1', location: 'A-01', quantity: -3, reason: 'damaged', note: 'Fell from the rack' }
      const first = await adjust(body, { key: 'adjust-1', token: ruth.token })
      expect(first).toMatchObject({ status: 201, body: { outcome: 'applied', exceptions: [] } })
      expect((await adjust(body, { key: 'adjust-1', token: ruth.token })).body.id).toBe(first.body.id)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 7 })
      const [line] = await floor.movements({ transaction: first.body.id })
      expect(line).toMatchObject({ quantity: 3, device: '@office' })
      expect(line?.user).toMatch(/^[0-9a-f-]{36}$/)
      const { items } = await ok<{ items: Record<string, unknown>[] }>(floor.server, 'GET', `/adjustments?sku=${sku}`)
      expect(items).toMatchObject([
        { quantity: -3, reason: 'damaged', person: 'Worker supervisor', kind: 'adjust', lot: 'L1' },
      ])
    })

    it('goes through what a device goes through: exceptions, permissions, refusals', async () => {
      const sku = await floor.item()
      const below = { sku, lot: 'L1', location: 'A-01', quantity: -2, reason: 'unknown' }
      const { body } = await adjust(below)
      expect(body.outcome).toBe('exception')
      expect(body.exceptions.map(({ type }) => type).sort()).toEqual(['negative-stock', 'unconfirmed-lot'])
      await ok(floor.server, 'POST', `/transactions/${body.id}/reverse`, { reason: 'Wrong item' })
      for (const [wrong, code, field] of [
        [{ ...below, reason: 'moon' }, 'unknown-reason', 'reason'],
        [{ ...below, sku: 'NOTHING' }, 'unknown-sku', 'sku'],
        [{ ...below, location: 'NOWHERE' }, 'unknown-location', 'location'],
        [{ ...below, location: '@supplier' }, 'unknown-location', 'location'],
        [{ ...below, quantity: 0 }, 'malformed', 'quantity'],
        [{ ...below, quantity: 1e9 }, 'malformed', 'quantity'],
        [{ ...below, quantity: 1.5 }, 'invalid', 'quantity'],
        [{ ...below, status: 'moon' }, 'invalid', 'status'],
        [{ sku, lot: 'L1' }, 'invalid', 'location'],
      ] as const) {
        const turned = await adjust(wrong)
        expect(turned, JSON.stringify(turned.body)).toMatchObject({ status: 422, body: { code, field } })
      }
      const before = await floor.counts()
      await adjust({ ...below, location: 'NOWHERE' })
      expect(await floor.counts()).toEqual(before)
      const picker = await signInWorker(floor.server, 'HH-1', ['picker'])
      expect((await adjust(below, { token: picker.token })).status).toBe(403)
    })
  })

  describe('an undo', () => {
    it('puts back what a transaction moved, and names why', async () => {
      const sku = await floor.item()
      const { id } = await floor.receive(sku, 'L1', 10, 'A-01')
      const undo = (target: string, body: unknown, options: CallOptions = {}) =>
        floor.server.call<Problem & { id: string; outcome: string }>(
          'POST',
          `/transactions/${target}/reverse`,
          body,
          options,
        )
      expect((await undo(id, {})).body).toMatchObject({ status: 422, field: 'reason' })
      const done = await undo(id, { reason: 'Other customer' }, { token: ruth.token })
      expect(done).toMatchObject({ status: 200, body: { outcome: 'applied' } })
      expect(await floor.stock(sku)).toEqual({})
      expect((await undo(id, { reason: 'Again' })).body).toMatchObject({ status: 409, code: 'not-reversible' })
      expect((await undo(done.body.id, { reason: 'Again' })).body).toMatchObject({
        status: 409,
        code: 'reversal-not-reversible',
      })
      expect((await undo(v7(), { reason: 'Again' })).status).toBe(404)
      const planner = await floor.server.token('planner')
      expect((await undo(id, { reason: 'x' }, { token: planner })).status).toBe(403)
      const kept = await floor.server.database.work.read(async ({ db, t }) =>
        (await db.select().from(t.inbox)).find((row) => row.id === done.body.id),
      )
      expect(kept).toMatchObject({ deviceId: '@office', type: 'reverse' })
      expect(kept?.envelope).toContain('Other customer')
    })
  })

  describe('shrinkage', () => {
    const report = (query: string) => ok<ShrinkageBody>(floor.server, 'GET', `/adjustments?${query}`)

    it('is summed by reason, place, item and person, found and gone apart', async () => {
      const [sku, bin] = [
        await floor.item({ standardCost: { amount: 200, currency: 'USD' } }),
        await floor.bin({ zone: 'COLD' }),
      ]
      const plain = await floor.item()
      await floor.receive(sku, 'L1', 100, bin)
      await floor.receive(plain, 'L1', 100, 'A-01')
      const adjust = (over: Record<string, unknown>, options: CallOptions = {}) =>
        ok<{ id: string }>(
          floor.server,
          'POST',
          '/adjustments',
          { sku, lot: 'L1', location: bin, reason: 'stolen', ...over },
          options,
        )
      await adjust({ quantity: -5 }, { token: ruth.token })
      await adjust({ quantity: 2 })
      await adjust({ quantity: -1, reason: 'damaged' })
      await adjust({ quantity: -4, sku: plain, location: 'A-01' })
      const undone = await adjust({ quantity: -7, reason: 'miscounted' })
      await ok(floor.server, 'POST', `/transactions/${undone.id}/reverse`, { reason: 'Found it' })

      const byReason = await report(`groupBy=reason&sku=${sku}`)
      const row = (reason: string) => byReason.items.find((one) => one.reason === reason)
      expect(row('stolen')).toEqual({
        reason: 'stolen',
        currency: 'USD',
        corrections: 2,
        found: { units: 2, value: 400 },
        gone: { units: 5, value: 1000 },
        net: { units: -3, value: -600 },
        unpriced: 0,
      })
      expect(row('damaged')).toMatchObject({ net: { units: -1, value: -200 } })
      // An undo goes against the reason of what it undid.
      expect(row('miscounted')).toMatchObject({ corrections: 2, net: { units: 0, value: 0 } })

      const byAll = await report(`groupBy=zone,sku,person&sku=${sku}`)
      expect(byAll.items).toMatchObject([
        { zone: 'COLD', sku, person: 'Worker supervisor', gone: { units: 5 } },
        { zone: 'COLD', sku, person: 'test admin', found: { units: 9 }, gone: { units: 8 } },
      ])
      expect((await report(`groupBy=sku&sku=${plain}`)).items).toMatchObject([
        { currency: null, gone: { units: 4, value: 0 }, unpriced: 4 },
      ])
    })

    it('is of whole local days, and leaves out what there was at the beginning', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      await ok(floor.server, 'POST', '/adjustments', {
        sku,
        lot: 'L1',
        location: 'A-01',
        quantity: -1,
        reason: 'stolen',
      })
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(Date.now())
      const of = async (query: string) => (await report(`groupBy=reason&sku=${sku}&${query}`)).items.length
      expect(await of(`from=${today}&to=${today}`)).toBe(1)
      expect(await of('to=2020-01-01')).toBe(0)
      expect(await of('from=2999-01-01')).toBe(0)
      for (const [query, field] of [
        ['from=2026-02-30', 'from'],
        ['from=2026-02-02&to=2026-02-01', 'to'],
        ['groupBy=moon', 'groupBy'],
        ['groupBy=sku,sku', 'groupBy'],
      ] as const) {
        const { status, body } = await floor.server.call<Problem>('GET', `/adjustments?${query}`)
        expect({ status, field: String(body.field).startsWith(field) }).toEqual({ status: 422, field: true })
      }
    })

    it('lists every correction, newest first, in pages', async () => {
      const all = await ok<{ items: { id: string }[] }>(floor.server, 'GET', '/adjustments?limit=1000')
      const paged: string[] = []
      let cursor = ''
      for (;;) {
        const page = await ok<{ items: { id: string }[]; next: string | null }>(
          floor.server,
          'GET',
          `/adjustments?limit=2&cursor=${cursor}`,
        )
        paged.push(...page.items.map(({ id }) => id))
        if (page.next === null) break
        cursor = page.next
      }
      expect(paged).toEqual(all.items.map(({ id }) => id))
      expect(paged).toEqual([...paged].sort().reverse())
    })
  })
})
