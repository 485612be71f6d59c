import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interpretScan, type Scan } from '../../shared/barcode/scan.ts'
import type { ItemRow, LocationKind, OrderRow } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { ReplicaDatabase } from './database.ts'
import { type Named, nameScan } from './name.ts'
import type { View } from './view.ts'

const GS = '\u001d'
/** GTINs with right check digits: one unit, and the case of 12 of it. */
const UNIT = '04006381333931'
const CASE = '14006381333938'
const UNKNOWN = '09506000134352'
const SSCC = '340063810000000018'
const STRANGE_SSCC = '340063810000000032'
const GLN = '9506000111117'
const BADGE = '0123456789ABCDEF01234567'
/** Eight digits that the site made up, and that pass for an EAN-8 all the same. */
const LIKE_EAN_8 = '12345670'

const item = (sku: string, lotTracked = true): ItemRow => ({
  sku,
  name: sku,
  rotation: 'fefo',
  lotTracked,
  unit: 'each',
  rotationPolicy: null,
  traced: false,
  group: null,
  secondarySku: null,
  worth: null,
})
const order = (externalId: string): OrderRow => ({
  id: `id of ${externalId}`,
  externalId,
  channel: 'shop',
  customer: 'Ada',
  shipBy: null,
  status: 'released',
})

let view: View
beforeAll(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  const { rows } = view.replica
  for (const sku of ['OAT', 'A-77-1', '98765432', LIKE_EAN_8]) await rows.items.put(item(sku), sku)
  for (const [code, sku, quantity] of [
    [UNIT, 'OAT', 1],
    [CASE, 'OAT', 12],
    ['BOX-7', 'OAT', 6],
    ['GHOST', 'no such item', 1],
  ] as const)
    await rows.barcodes.put({ code, sku, quantity }, code)
  const places: [string, LocationKind][] = [
    ['A-03-2', 'pick'],
    ['DOCK-1', 'dock'],
    ['TOTE9', 'unit'],
    [SSCC, 'unit'],
    [GLN, 'dock'],
  ]
  for (const [code, kind] of places)
    await rows.locations.put({ code, kind, within: null, pickSequence: 0, blocked: false, sscc: null }, code)
  for (const externalId of ['S-1001', '#2002', '73513537']) await rows.orders.put(order(externalId), externalId)
})
afterAll(() => {
  view.outbox.close()
  view.replica.close()
})

const read = (text: string): Scan => interpretScan(text, { today: '2026-01-05', site: {} })
const name = (text: string): Promise<Named> => nameScan(view, read(text))

describe('an item', () => {
  it.each<[string, string, object]>([
    ['its EAN-13', '4006381333931', { item: { sku: 'OAT' }, quantity: 1 }],
    ['its EAN-13 with identifier', ']E04006381333931', { item: { sku: 'OAT' }, quantity: 1 }],
    ['the GTIN of its case', CASE, { item: { sku: 'OAT' }, quantity: 12 }],
    [
      'a GS1 label with lot and dates',
      `]d201${UNIT}10L-7${GS}1727033111260101`,
      { item: { sku: 'OAT' }, quantity: 1, lot: 'L-7', expiresOn: '2027-03-31', producedOn: '2026-01-01' },
    ],
    ['a Digital Link', `https://id.gs1.org/01/${UNIT}/10/L-7?17=270331`, { lot: 'L-7', expiresOn: '2027-03-31' }],
    ['the site’s own barcode', 'BOX-7', { item: { sku: 'OAT' }, quantity: 6 }],
    ['its SKU', 'OAT', { item: { sku: 'OAT' }, quantity: 1 }],
    ['a SKU that looks like a location', 'A-77-1', { item: { sku: 'A-77-1' } }],
    ['a SKU of digits', '98765432', { item: { sku: '98765432' } }],
    ['a SKU of digits that pass for an EAN-8', LIKE_EAN_8, { item: { sku: LIKE_EAN_8 }, quantity: 1 }],
    [
      'the contents of an unknown pallet that says them',
      `]C100${STRANGE_SSCC}02${UNIT}3748`,
      { item: { sku: 'OAT' }, quantity: 1, scan: { quantity: 48 } },
    ],
  ])('is named by %s', async (_, text, expected) => expect(await name(text)).toMatchObject(expected))

  it('takes from the label what is on it, and nothing else', async () => {
    const named = await name('4006381333931')
    expect(named).not.toHaveProperty('lot')
    expect(named).not.toHaveProperty('expiresOn')
    expect(named).not.toHaveProperty('producedOn')
  })
})

describe('a barcode that no item has', () => {
  it('is a problem that names it', async () =>
    expect(await name(UNKNOWN)).toMatchObject({ kind: 'problem', say: `No item has the barcode ${UNKNOWN}.` }))

  it('is one too where its item has gone', async () =>
    expect(await name('GHOST')).toMatchObject({ kind: 'text', text: 'GHOST' }))

  it('with identifier is never taken for a text that looks the same', async () =>
    expect(await name(`]E4${LIKE_EAN_8}`)).toMatchObject({ kind: 'problem' }))
})

describe('a place', () => {
  it.each([
    ['LOC:A-03-2', 'A-03-2'],
    ['loc:a-03-2', 'A-03-2'],
    ['A-03-2', 'A-03-2'],
    ['a-03-2', 'A-03-2'],
    ['DOCK-1', 'DOCK-1'],
    ['TOTE9', 'TOTE9'],
    ['LPN:TOTE9', 'TOTE9'],
    [`]C100${SSCC}`, SSCC],
    [`]C1414${GLN}`, GLN],
  ])('is named by %s', async (text, code) =>
    expect(await name(text)).toMatchObject({ kind: 'location', location: { code } }))

  it.each([
    ['Z-99-9', 'There is no location Z-99-9.'],
    ['LOC:NOWHERE', 'There is no location NOWHERE.'],
    ['LPN:TOTE0', 'Unit TOTE0 is not known here.'],
    [`]C100${STRANGE_SSCC}`, `Unit ${STRANGE_SSCC} is not known here.`],
  ])('that is not here is a problem: %s', async (text, say) =>
    expect(await name(text)).toMatchObject({ kind: 'problem', say }))
})

describe('an order', () => {
  it.each([
    ['ORD:S-1001', 'S-1001'],
    ['S-1001', 'S-1001'],
    ['#2002', '#2002'],
    // An order number of eight digits that passes for an EAN-8.
    ['73513537', '73513537'],
  ])('is named by %s', async (text, externalId) =>
    expect(await name(text)).toMatchObject({ kind: 'order', order: { externalId } }))

  it('that is not here is a problem', async () =>
    expect(await name('ORD:S-9')).toMatchObject({ kind: 'problem', say: 'Order S-9 is not open here.' }))
})

describe('anything else', () => {
  it('that is a badge is a secret for who signs in', async () =>
    expect(await name(`BDG:${BADGE}`)).toMatchObject({ kind: 'badge', secret: BADGE }))

  it('is a text that a flow may have a use for', async () =>
    expect(await name('1Z999AA10123456784')).toMatchObject({ kind: 'text', text: '1Z999AA10123456784' }))

  it('is a text with the lot on it, where the label says no more', async () =>
    expect(await name(']d210L-7')).toMatchObject({ kind: 'text', lot: 'L-7' }))

  it.each([[']C0'], [']Q1  ']])('that is an empty symbol is a problem, never an empty text: "%s"', async (text) =>
    expect(await name(text)).toMatchObject({ kind: 'problem', say: 'The barcode is empty; scan another one.' }))

  it.each([
    '',
    ']',
    ']E04006381333930',
    'BDG:123',
  ])('that is damaged is a problem that says what to do: "%s"', async (text) => {
    const named = await name(text)
    expect(named).toMatchObject({ kind: 'problem' })
    if (named.kind === 'problem') expect(named.say).toMatch(/\w+.*\.$/)
  })

  it('that asks which reading is right is nothing until a person has said', async () => {
    const question: Scan = {
      ...read(UNIT),
      kind: 'question',
      question: { ask: 'lost-separator', readings: [read(UNIT), read(CASE)] },
    }
    expect(await nameScan(view, question)).toMatchObject({ kind: 'problem' })
    expect(await nameScan(view, { ...question, problem: 'Which lot is it?' })).toMatchObject({
      say: 'Which lot is it?',
    })
  })
})
