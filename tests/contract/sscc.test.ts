/** SSCCs: given out once, however many ask at the same moment, and never taken back. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'

interface Given {
  items: string[]
}
interface Settings {
  companyPrefix: string | null
  extensionDigit: number | null
  dates: string | null
  nextSerial: number | null
  serialsLeft: number | null
}

describe.each(EDGE_DIALECTS)('SSCCs on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const settings = () => ok<Settings>(floor.server, 'GET', '/settings/labels')
  const set = (body: Record<string, unknown>) =>
    floor.server.call<Settings & Problem>('PUT', '/settings/labels', { companyPrefix: '0614141', ...body })
  const ask = (count?: number, key?: string) =>
    floor.server.call<Given & Problem>(
      'POST',
      '/sscc',
      count === undefined ? undefined : { count },
      key === undefined ? {} : { key },
    )

  it('are refused with where to set the company prefix, until it is set', async () => {
    expect(await settings()).toEqual({
      companyPrefix: null,
      extensionDigit: null,
      dates: null,
      nextSerial: null,
      serialsLeft: null,
    })
    const refused = await ask()
    expect(refused).toMatchObject({ status: 409, body: { code: 'company-prefix-not-set' } })
    expect(refused.body.detail).toContain('PUT /settings/labels')
    expect(await set({})).toMatchObject({ status: 200, body: { extensionDigit: 0, dates: 'expiry', nextSerial: 1 } })
    expect(await ask()).toEqual({ status: 201, body: { items: ['006141410000000012'] } })
    expect(await settings()).toMatchObject({ nextSerial: 2, serialsLeft: 999_999_998 })
  })

  it('take settings only as GS1 has them', async () => {
    for (const wrong of [
      { companyPrefix: '061414' },
      { companyPrefix: '06141410000' },
      { companyPrefix: 614141 },
      { companyPrefix: undefined },
      { extensionDigit: 10 },
      { extensionDigit: -1 },
      { extensionDigit: 1.5 },
      { dates: 'sell-by' },
      { nextSerial: 0 },
      { nextSerial: 1_000_000_000 },
    ])
      expect(await set(wrong), JSON.stringify(wrong)).toMatchObject({ status: 422, body: { code: 'invalid' } })
    for (const count of [0, -1, 1.5, 201, '5' as unknown as number])
      expect(await ask(count), String(count)).toMatchObject({ status: 422, body: { field: 'count' } })
    expect(await settings()).toMatchObject({ companyPrefix: '0614141', extensionDigit: 0 })
  })

  it('never repeat, though many ask at once', async () => {
    await set({ extensionDigit: 1 })
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => ask((index % 7) + 1)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const given = answers.flatMap(({ body }) => body.items)
    expect(given).toHaveLength(answers.reduce((sum, _, index) => sum + (index % 7) + 1, 0))
    expect(new Set(given).size).toBe(given.length)
    expect(given.every((sscc) => /^1\d{17}$/.test(sscc) && hasValidCheckDigit(sscc))).toBe(true)
    // Nothing was left out either: sixty requests, one row of numbers.
    const serials = given.map((sscc) => Number(sscc.slice(8, 17))).sort((a, b) => a - b)
    expect(serials).toEqual(serials.map((_, index) => index + 1))
  })

  it('are the same again for a repeat with the same key, and others for another', async () => {
    const key = v7()
    const [first, again] = [await ask(3, key), await ask(3, key)]
    expect(again).toEqual(first)
    expect((await ask(3, v7())).body.items).not.toEqual(first.body.items)
  })

  it('are not given back when what was packed into the unit is undone', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01')
    const order = await floor.order(sku, 5)
    const [task] = (await floor.release(order.id)).tasks
    if (!task) throw new Error('No task.')
    await floor.pick(task)
    const sscc = (await ask()).body.items[0] ?? ''
    const packing = { orderId: order.id, sscc, lines: [{ sku, lot: 'L1', quantity: 5 }] }
    const packed = await floor.stream.push('pack', packing)
    expect(packed.result.outcome).toBe('applied')
    expect((await floor.stream.push('reverse', { transaction: packed.id })).result.outcome).toBe('applied')
    const next = (await ask()).body.items[0] ?? ''
    expect(Number(next.slice(8, 17))).toBe(Number(sscc.slice(8, 17)) + 1)
  })

  it('end when the serials do, and say so; another extension digit has its own', async () => {
    const prefix = { companyPrefix: '0614141000' }
    expect(await set({ ...prefix, extensionDigit: 2, nextSerial: 999_996 })).toMatchObject({
      status: 200,
      body: { nextSerial: 999_996, serialsLeft: 4 },
    })
    const tooMany = await ask(5)
    expect(tooMany).toMatchObject({ status: 409, body: { code: 'serials-used-up' } })
    expect(tooMany.body.detail).toContain('4 serials left')
    expect((await ask(4)).body.items.map((sscc) => sscc.slice(11, 17))).toEqual([
      '999996',
      '999997',
      '999998',
      '999999',
    ])
    const none = await ask(1)
    expect(none).toMatchObject({ status: 409, body: { code: 'serials-used-up' } })
    expect(none.body.detail).toContain('PUT /settings/labels')
    expect(await settings()).toMatchObject({ serialsLeft: 0 })
    await set({ ...prefix, extensionDigit: 3 })
    expect((await ask()).body.items).toEqual([expect.stringMatching(/^30614141000000001\d$/)])
  })

  it('go on where they were when a prefix is set again, and are never set back', async () => {
    await set({ companyPrefix: '06141419' })
    await ask(7)
    await set({ companyPrefix: '06141418' })
    await ask(1)
    expect(await set({ companyPrefix: '06141419' })).toMatchObject({ body: { nextSerial: 8 } })
    const back = await set({ companyPrefix: '06141419', dates: 'best-before', nextSerial: 7 })
    expect(back).toMatchObject({ status: 409, body: { code: 'serial-given-out', field: 'nextSerial' } })
    expect(await settings()).toMatchObject({ dates: 'expiry', nextSerial: 8 })
    expect(await set({ companyPrefix: '06141419', nextSerial: 500 })).toMatchObject({ body: { nextSerial: 500 } })
    expect((await ask()).body.items).toEqual([expect.stringMatching(/^00614141900000500\d$/)])
  })
})
