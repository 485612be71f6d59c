import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { envelope } from '../wire/push.ts'
import * as field from './fields.ts'
import { type TransactionName, transactionTypes } from './index.ts'
import { interpretPayload, isTransactionName } from './interpret.ts'

const ID = '00000000-0000-7000-8000-000000000001'
const item = { sku: 'OAT', lot: 'L1' }

/**
 * One payload of each type and version ever shipped, with every field that it had. Never edit one: a device that comes
 * out of a drawer next year sends exactly this.
 */
const samples: { [Name in TransactionName]: Record<number, object> } = {
  count: {
    1: {
      taskId: ID,
      location: 'A-01',
      scope: { sku: item.sku, lot: item.lot },
      lines: [{ ...item, status: 'available', quantity: 0 }],
    },
  },
  returnReceive: {
    1: {
      ...item,
      returnId: ID,
      channel: 'shop',
      orderId: ID,
      orderExternalId: 'S-1',
      reference: 'RMA-1',
      lotFrom: 'label',
      quantity: 3,
      reason: 'damaged',
      location: 'CAGE',
      note: 'Wet box',
    },
  },
  inspect: {
    1: {
      ...item,
      location: 'CAGE',
      quantity: 3,
      condition: 'opened',
      disposition: 'restock',
      to: 'A-01',
      note: 'Seal is whole',
      photos: ['0'.repeat(64)],
      returnId: ID,
      returned: ID,
      checklist: [{ code: 'seal', ok: true, note: 'looked at twice' }],
      proposed: 'rework',
      because: 'It is as new',
      approval: { supervisor: ID, reason: 'Seen it', proof: 'c2lnbmF0dXJl' },
    },
  },
  transferShip: {
    1: {
      transferId: ID,
      to: 'EAST',
      unit: '000123450000000017',
      units: ['000123450000000017'],
      lines: [{ ...item, quantity: 12, from: 'STAGING' }],
      carrier: 'Own lorry',
      service: 'Night',
      zone: '2',
      shippingCost: { amount: 9000, currency: 'USD' },
      trackingNumber: 'L-1',
      documentType: 'BOL',
      documentNumber: 'B-1',
    },
  },
  transferReceive: {
    1: {
      transferId: ID,
      from: 'MAIN',
      location: 'DOCK-1',
      unit: '000123450000000017',
      lines: [{ ...item, quantity: 12, location: 'DOCK-1' }],
      complete: true,
      documentType: 'BOL',
      documentNumber: 'B-1',
    },
  },
  returnToSupplier: {
    1: {
      ...item,
      location: 'CAGE',
      status: 'damaged',
      quantity: 3,
      taskId: ID,
      supplier: 'Mill',
      documentType: 'RTV',
      documentNumber: 'R-1',
    },
  },
  receive: {
    1: {
      ...item,
      receiptId: ID,
      quantity: 12,
      location: 'DOCK-1',
      expiresOn: '2028-02-29',
      producedOn: '2026-01-01',
      supplier: 'Mill',
      supplierLot: 'M-1',
      unitCost: { amount: 125, currency: 'USD' },
      tlcSource: 'urn:mill',
    },
    2: {
      ...item,
      receiptId: ID,
      quantity: 12,
      location: 'DOCK-1',
      expiresOn: '2028-02-29',
      producedOn: '2026-01-01',
      supplier: 'Mill',
      supplierLot: 'M-1',
      unitCost: { amount: 125, currency: 'USD' },
      tlcSource: 'urn:mill',
      documentType: 'bill of lading',
      documentNumber: 'BOL-7',
    },
  },
  produce: {
    1: {
      ...item,
      quantity: 4,
      location: 'LINE-1',
      producedOn: '2026-01-01',
      expiresOn: '2026-02-01',
      documentType: 'work order',
      documentNumber: 'W-1',
    },
  },
  transform: {
    1: {
      kind: 'repack',
      consumed: [{ ...item, location: 'A-01', status: 'available', quantity: 12 }],
      produced: [
        { sku: 'OAT-6', lot: 'R1', location: 'LINE-1', quantity: 2, producedOn: '2026-01-02', expiresOn: '2026-02-01' },
      ],
      yield: 0.5,
      documentType: 'work order',
      documentNumber: 'W-2',
    },
  },
  move: { 1: { ...item, quantity: 5, from: 'DOCK-1', to: 'A-01', status: 'uninspected' } },
  moveUnit: { 1: { unit: 'TOTE-1', to: 'STAGE-1' } },
  changeStatus: { 1: { ...item, location: 'A-01', quantity: 1, from: 'available', to: 'damaged', reason: 'wet' } },
  pick: {
    1: {
      ...item,
      taskId: ID,
      location: 'A-01',
      to: 'STAGE-1',
      quantity: 3,
      orderId: ID,
      lineId: ID,
      channel: 'shop',
      orderExternalId: 'S-1',
      override: { supervisor: 'Ada', reason: 'blocked aisle', proof: 'x' },
    },
  },
  shortPick: { 1: { ...item, taskId: ID, location: 'A-01', found: 0, reason: 'missing', orderId: ID, lineId: ID } },
  pack: {
    1: {
      orderId: ID,
      channel: 'shop',
      orderExternalId: 'S-1',
      unit: 'CARTON-1',
      sscc: '095060001343520000',
      lines: [{ ...item, quantity: 3, from: 'STAGE-1' }],
    },
  },
  ship: {
    1: {
      orderId: ID,
      channel: 'shop',
      orderExternalId: 'S-1',
      units: ['TOTE-1'],
      lines: [{ ...item, quantity: 3, from: 'STAGE-1', lineId: ID }],
      carrier: 'UPS',
      service: 'ground',
      zone: '4',
      trackingNumber: '1Z999',
      shippingCost: { amount: 0, currency: 'USD' },
    },
    2: {
      orderId: ID,
      channel: 'shop',
      orderExternalId: 'S-1',
      units: ['TOTE-1'],
      lines: [{ ...item, quantity: 3, from: 'STAGE-1', lineId: ID }],
      carrier: 'UPS',
      service: 'ground',
      zone: '4',
      trackingNumber: '1Z999',
      shippingCost: { amount: 0, currency: 'USD' },
      documentType: 'bill of lading',
      documentNumber: 'BOL-8',
    },
  },
  adjust: { 1: { ...item, location: 'A-01', status: 'available', quantity: -1, reason: 'gone' } },
  reverse: { 1: { transaction: ID } },
}

const names = Object.keys(transactionTypes) as TransactionName[]
const versions = names.flatMap((name) =>
  Array.from({ length: transactionTypes[name].version }, (_, index) => [name, index + 1] as const),
)
const read = (name: string, payload: unknown, version = 1) => interpretPayload(name, version, payload)
const malformed = (name: TransactionName, change: object) =>
  read(name, { ...samples[name][transactionTypes[name].version], ...change }, transactionTypes[name].version)

describe('every version ever shipped', () => {
  it.each(versions)('of %s, version %i, is understood, and nothing of it is lost', (name, version) => {
    const sample = samples[name][version]
    expect(sample, `give samples.${name}[${version}]`).toBeDefined()
    const result = read(name, sample, version)
    expect(result).toMatchObject({ ok: true, understood: { name } })
    if (result.ok && version === transactionTypes[name].version) expect(result.understood.payload).toEqual(sample)
  })

  it.each(names)('of %s has its upcaster', (name) => {
    const { version, upcasters } = transactionTypes[name]
    const expected = Array.from({ length: version - 1 }, (_, index) => String(index + 1))
    expect(Object.keys(upcasters)).toEqual(expected)
  })

  it.each(names)('of %s is named and described', (name) => {
    expect(transactionTypes[name].name).toBe(name)
    expect(transactionTypes[name].describes).toMatch(/\.$/)
  })
})

describe('what cannot be understood', () => {
  it.each(['teleport', '', 'constructor', '__proto__', 'toString'])('is of no known type: "%s"', (type) => {
    expect(isTransactionName(type)).toBe(false)
    expect(read(type, {})).toMatchObject({ ok: false, why: { code: 'unknown-type', field: 'type' } })
  })

  it('is of a version from the future, or from before the first', () => {
    expect(read('move', samples.move[1], 2)).toMatchObject({ ok: false, why: { code: 'unknown-version', field: 'v' } })
    expect(read('move', samples.move[1], 0)).toMatchObject({ ok: false, why: { code: 'unknown-version' } })
  })

  it.each([null, 7, 'text', []])('is no payload at all: %j', (payload) =>
    expect(read('move', payload)).toMatchObject({ ok: false, why: { code: 'malformed' } }))

  it.each<[TransactionName, object, string]>([
    ['receive', { quantity: 0 }, 'payload.quantity'],
    ['receive', { quantity: 1.5 }, 'payload.quantity'],
    ['receive', { quantity: field.MAX_QUANTITY + 1 }, 'payload.quantity'],
    ['receive', { expiresOn: '2026-02-30' }, 'payload.expiresOn'],
    ['receive', { lot: 'L 1' }, 'payload.lot'],
    ['receive', { lot: 'L'.repeat(21) }, 'payload.lot'],
    ['receive', { location: '   ' }, 'payload.location'],
    ['receive', { receiptId: 'PO-1' }, 'payload.receiptId'],
    ['receive', { unitCost: { amount: -1, currency: 'USD' } }, 'payload.unitCost'],
    ['receive', { barcode: '4006381333931' }, 'payload'],
    ['receive', { sku: undefined }, 'payload'],
    ['move', { to: 'DOCK-1' }, 'payload'],
    ['move', { status: 'lost' }, 'payload.status'],
    ['moveUnit', { to: 'TOTE-1' }, 'payload'],
    ['changeStatus', { to: 'available' }, 'payload'],
    ['changeStatus', { from: 'uninspected' }, 'payload'],
    ['pick', { taskId: undefined }, 'payload.taskId'],
    ['pick', { lot: undefined }, 'payload.lot'],
    ['shortPick', { found: -1 }, 'payload.found'],
    ['shortPick', { reason: 'tired' }, 'payload.reason'],
    ['ship', { lines: [] }, 'payload.lines'],
    ['ship', { lines: [{ ...item, quantity: 0 }] }, 'payload.lines[0].quantity'],
    ['ship', { trackingNumber: '' }, 'payload.trackingNumber'],
    ['adjust', { quantity: 0 }, 'payload.quantity'],
    ['reverse', { transaction: 'x' }, 'payload.transaction'],
  ])('is a %s with %j: the field is named', (name, change, path) =>
    expect(malformed(name, change)).toMatchObject({ ok: false, why: { code: 'malformed', field: path } }))
})

describe('a field', () => {
  it('that is a quantity is whole, positive and no barcode', () => {
    for (const units of [1, field.MAX_QUANTITY]) expect(v.is(field.quantity, units)).toBe(true)
    for (const units of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '1', field.MAX_QUANTITY + 1])
      expect(v.is(field.quantity, units)).toBe(false)
    expect(v.is(field.quantityOrZero, 0)).toBe(true)
  })

  it('that is a date is a day of the calendar', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31']) expect(v.is(field.date, day)).toBe(true)
    for (const day of ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01'])
      expect(v.is(field.date, day)).toBe(false)
  })

  it('that is an instant is UTC', () => {
    expect(v.is(field.instant, '2026-01-05T08:00:00.000Z')).toBe(true)
    for (const text of ['2026-01-05T08:00:00.000+01:00', '2026-01-05', 'now'])
      expect(v.is(field.instant, text)).toBe(false)
  })

  it('that is an id is the same in either case', () =>
    expect(v.parse(field.uuid, ID.toUpperCase().replace('0001', 'ABCD'))).toBe(ID.replace('0001', 'abcd')))

  it('that is text is trimmed before it is judged', () => {
    expect(v.parse(field.location, ' A-01 ')).toBe('A-01')
    expect(v.is(field.location, 'x'.repeat(41))).toBe(false)
  })

  it('that is money has whole minor units and its currency', () => {
    expect(v.is(field.money, { amount: 5, currency: 'USD' })).toBe(true)
    for (const odd of [{ amount: 0.5, currency: 'USD' }, { amount: 5, currency: 'usd' }, { amount: 5 }])
      expect(v.is(field.money, odd)).toBe(false)
  })
})

describe('an envelope', () => {
  const whole = { id: ID, seq: 1, v: 1, type: 'move', occurredAt: '2026-01-05T08:00:00.000Z', payload: {} }

  it('needs no session, cursor or monotonic clock', () => {
    expect(v.is(envelope, whole)).toBe(true)
    expect(v.is(envelope, { ...whole, session: null, cursor: null })).toBe(true)
  })

  it.each([
    { id: 'x' },
    { seq: 0 },
    { v: 0 },
    { type: '' },
    { monotonicMs: -1 },
    { payload: null },
    { occurredAt: 'now' },
  ])('is none with %j', (change) => expect(v.is(envelope, { ...whole, ...change })).toBe(false))
})
