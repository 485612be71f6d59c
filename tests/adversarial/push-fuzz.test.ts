/** Garbage among good transactions: nothing crashes, nothing good is held up, and the books stay right. Seeded. */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { type Floor, ok, openFloor } from '../contract/floor.ts'
import { DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { mostly, nasty } from './garbage.ts'

const SEED = 20_260_105
const RUNS = IS_WHOLE ? { sqlite: 100, postgres: 25 } : { sqlite: 40, postgres: 8 }

describe.each(DIALECTS)('garbage pushed on %s', (dialect) => {
  let floor: Floor
  /** Ids that exist, for fields that name something. */
  let known: {
    sku: string
    lotless: string
    barcode: string
    task: string
    order: string
    line: string
    done: string[]
  }

  /** Named by nothing but the good ones: what garbage does to an item is garbage's own affair. */
  let untouched: string

  beforeAll(async () => {
    floor = await openFloor(dialect)
    untouched = await floor.item()
    const barcode = '0614141000791'
    const sku = await floor.item({ barcodes: [{ code: barcode, quantity: 1 }] })
    const lotless = await floor.item({ lotTracked: false })
    const first = await floor.receive(sku, 'L1', 5_000, 'A-01', 5)
    await floor.receive(lotless, null, 5_000, 'A-02', 5)
    const order = await floor.order(sku, 1_000)
    const { tasks } = await floor.release(order.id)
    known = {
      sku,
      lotless,
      barcode,
      task: tasks[0]?.id ?? '',
      order: order.id,
      line: order.lines[0]?.id ?? '',
      done: [first.id],
    }
  })
  afterAll(() => floor.close())

  const place = () => mostly(fc.constantFrom('A-01', 'A-02', 'DOCK-1', 'STAGING', 'NOWHERE', '@customer'))
  const quantity = () => mostly(fc.integer({ min: 1, max: 20 }))
  const lot = () => mostly(fc.constantFrom('L1', 'L2', null, 'L/1'))
  const status = () => mostly(fc.constantFrom('available', 'uninspected', 'rework', 'damaged'))
  const reason = () => mostly(fc.constantFrom('Torn', 'missing', 'damaged'))
  const money = () => mostly(fc.record({ amount: mostly(fc.nat(5_000)), currency: mostly(fc.constant('USD')) }))
  const sku = () => mostly(fc.constantFrom(known.sku, known.lotless, 'NO-SUCH'))
  const named = () => fc.oneof(fc.record({ sku: sku() }), fc.record({ barcode: mostly(fc.constant(known.barcode)) }))
  const id = (real: string) => mostly(fc.constantFrom(real, v7()))
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const payload = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc
      .tuple(named(), fc.record(fields), fc.dictionary(fc.string({ maxLength: 9 }), nasty, { maxKeys: 1 }))
      .map(([item, rest, more]) => ({ ...more, ...item, ...rest }))

  const meant = (): fc.Arbitrary<{ type: unknown; payload: unknown }> => {
    const of = (type: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
      payload(fields).map((made) => ({ type, payload: made }))
    const line = payload({ lot: lot(), quantity: quantity(), from: maybe(place()) })
    return fc.oneof(
      of('receive', {
        lot: lot(),
        quantity: quantity(),
        location: place(),
        unitCost: maybe(money()),
        expiresOn: maybe(mostly(fc.constantFrom('2031-01-01', '2020-01-01'))),
        receiptId: maybe(id(v7())),
      }),
      of('move', { lot: lot(), quantity: quantity(), from: place(), to: place(), status: maybe(status()) }),
      of('moveUnit', { unit: place(), to: place() }),
      of('changeStatus', {
        lot: lot(),
        location: place(),
        quantity: quantity(),
        from: status(),
        to: status(),
        reason: reason(),
      }),
      of('pick', {
        taskId: id(known.task),
        lot: lot(),
        location: place(),
        to: maybe(place()),
        quantity: quantity(),
        orderId: maybe(id(known.order)),
        lineId: maybe(id(known.line)),
        override: maybe(nasty),
      }),
      of('shortPick', {
        taskId: id(known.task),
        lot: maybe(lot()),
        location: maybe(place()),
        found: mostly(fc.nat(20)),
        reason: reason(),
      }),
      of('ship', {
        orderId: id(known.order),
        units: maybe(fc.array(place(), { maxLength: 2 })),
        lines: maybe(fc.array(line, { maxLength: 2 })),
        shippingCost: maybe(money()),
      }),
      of('adjust', {
        lot: lot(),
        location: place(),
        status: status(),
        quantity: mostly(fc.integer({ min: -20, max: 20 })),
        reason: reason(),
      }),
      of('reverse', { transaction: fc.oneof(fc.constantFrom(...known.done), fc.uuid(), nasty) }),
      fc.record({ type: nasty, payload: nasty }),
    )
  }

  const envelope = () =>
    fc.record({
      what: meant(),
      v: mostly(fc.constant(1)),
      occurredAt: mostly(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-01-01') }).map((at) => at.toISOString()),
      ),
      session: maybe(mostly(fc.uuid())),
      cursor: maybe(mostly(fc.constant('e.1.0'))),
      monotonicMs: maybe(mostly(fc.nat())),
      more: fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), nasty, { maxKeys: 2 }),
      good: fc.boolean(),
    })

  it('never crashes the server, never blocks the good ones, and leaves the audit clean', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.integer({ min: 1, max: 14 }), async (draw, count) => {
        const streamId = v7()
        const good = { type: 'receive', payload: { sku: untouched, lot: 'GOOD', quantity: 1, location: 'A-04' } }
        const before = (await floor.stock(untouched))['GOOD@A-04'] ?? 0
        const batch = Array.from({ length: count }, (_, index) => {
          const { what, more, good: isGood, ...rest } = draw(envelope)
          const made = isGood ? { v: 1, occurredAt: '2026-01-05T08:00:00Z', ...good } : { ...more, ...rest, ...what }
          return { sent: { ...made, id: v7(), seq: index + 1 }, isGood }
        })
        const body = { deviceId: 'HH-1', streamId, transactions: batch.map(({ sent }) => sent) }
        const first = await floor.server.call<PushAnswer>('POST', '/sync/push', body)
        expect(first.status, JSON.stringify(first.body)).toBe(200)
        expect(first.body.expectedSeq).toBe(count + 1)
        expect(first.body.results.map((result) => result.id)).toEqual(batch.map(({ sent }) => sent.id))
        for (const [index, { isGood, sent }] of batch.entries()) {
          const result = first.body.results[index]
          if (isGood) expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', duplicate: false })
          if (result?.outcome === 'refused') expect(result.problem?.code).not.toBe('server-fault')
          else known.done.push(sent.id)
        }
        expect((await floor.stock(untouched))['GOOD@A-04'] ?? 0).toBe(
          before + batch.filter(({ isGood }) => isGood).length,
        )
        const again = await floor.server.call<PushAnswer>('POST', '/sync/push', body)
        expect(again.body.results).toEqual(first.body.results.map((result) => ({ ...result, duplicate: true })))
        known.done = known.done.slice(-20)
        await floor.cleanAudit()
      }),
      { numRuns: RUNS[dialect], seed: SEED, endOnFailure: true },
    )
    await ok(floor.server, 'GET', '/refused?limit=1000')
    await ok(floor.server, 'GET', '/exceptions?limit=1000')
  })
})
