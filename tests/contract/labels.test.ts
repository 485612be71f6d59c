/**
 * Labels that the product prints are read back by its own decoders: the file is fetched by HTTP, printed as a printer or a PDF
 * viewer would, every barcode on it is decoded by the camera's readers, the text is parsed as any scan is, and the result is
 * compared with what is on record. LOTLINE_SEED and LOTLINE_RUNS look further than the suite does.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { daysLater, localDate } from '../../server/availability/local-date.ts'
import { CHARSET_X } from '../../shared/barcode/charset.ts'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { interpretScan, type Scan } from '../../shared/barcode/scan.ts'
import { findChromium } from '../browser/chromium.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'
import { pictureOf, textsOn } from './labels/on-label.ts'
import { openPdfPages, type PdfPages } from './labels/pdf-pages.ts'
import { readThoroughly } from './labels/read-label.ts'
import { type PrintedLabel, printZpl } from './labels/zpl-printer.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_124)
const RUNS = Number(process.env.LOTLINE_RUNS ?? 2)

/** Of the label printer. */
const DPI = 203.2
/** Of an office printer: its dots do not fall on the label's, so bars have grey edges. */
const PDF_DPI = 300

let counted = 0
const gtinOf = (indicator: number): string => {
  const body = `${indicator}952123400${String(++counted).padStart(3, '0')}`
  return body + checkDigit(body)
}

interface Item {
  sku: string
  gtin: string
  caseGtin: string
}

async function itemWithGtins(floor: Floor, over: Record<string, unknown> = {}): Promise<Item> {
  const [gtin, caseGtin] = [gtinOf(0), gtinOf(1)]
  const barcodes = [
    { code: gtin.slice(1), quantity: 1 },
    { code: caseGtin, quantity: 12 },
  ]
  return { sku: await floor.item({ name: 'Rolled oats', barcodes, ...over }), gtin, caseGtin }
}

async function fetched(floor: Floor, path: string): Promise<{ type: string; name: string; bytes: Uint8Array }> {
  const request = new Request(`http://test/api/v1/labels/${path}`, {
    headers: { authorization: `Bearer ${floor.server.adminToken}` },
  })
  const response = await floor.server.fetch(request)
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(response.status, `${path}: ${response.status < 300 ? '' : new TextDecoder().decode(bytes)}`).toBe(200)
  return {
    type: response.headers.get('content-type') ?? '',
    name: /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
    bytes,
  }
}

const query = (over: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(over).map(([name, value]) => [name, String(value)])).toString()
const lotPath = (sku: string, lot: string, over: Record<string, string | number> = {}) =>
  `lots/${encodeURIComponent(sku)}/${encodeURIComponent(lot)}?${query(over)}`
const unitPath = (unit: string, over: Record<string, string | number> = {}) =>
  `units/${encodeURIComponent(unit)}?${query(over)}`

async function zplOf(floor: Floor, path: string): Promise<PrintedLabel> {
  const { type, bytes } = await fetched(floor, path)
  expect(type).toBe('application/zpl')
  return printZpl(new TextDecoder().decode(bytes))
}

/** A scanner that nobody has checked yet, in the time zone of the test's warehouse. */
const today = localDate(Date.now(), 'America/Chicago')
const scanned = (text: string | undefined, gsSurvives = false): Scan =>
  interpretScan(text ?? 'nothing was read', { today, site: {}, gsSurvives })

const yymmdd = (date: string): string => date.slice(2).replaceAll('-', '')

describe.each(EDGE_DIALECTS)('labels on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/settings/labels', { companyPrefix: '0614141' })
    await ok(floor.server, 'PUT', '/channels/grocer', { name: 'Grocers ^ United', kind: 'retail', priority: 2 })
    await ok(floor.server, 'PUT', '/warehouses/MAIN', {
      name: 'Millbrook Foods',
      timeZone: 'America/Chicago',
      currency: 'USD',
      address: { street: '12 Mill Lane', city: 'Millbrook', state: 'IL', zip: '60536' },
    })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const refused = (path: string) => floor.server.call<Problem>('GET', `/labels/${path}`)
  const freshSscc = async () =>
    (await ok<{ items: string[] }>(floor.server, 'POST', '/sscc')).items[0] ?? 'no SSCC was given'

  /** An order whose units are picked and packed into one unit. */
  async function packed(
    lines: { sku: string; lot: string | null; quantity: number }[],
    into: { unit?: string; sscc?: string },
    over: Record<string, unknown> = {},
  ) {
    const bySku = new Map<string, number>()
    for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity)
    const order = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: `PO-${++counted}`,
      channel: 'grocer',
      customer: { id: 'C1', name: 'Grocers United DC 7' },
      lines: [...bySku].map(([sku, quantity]) => ({ sku, quantity, unitPrice: { amount: 100, currency: 'USD' } })),
      ...over,
    })
    for (const task of (await floor.release(order.id)).tasks)
      expect((await floor.pick(task)).result.outcome).toBe('applied')
    const { result } = await floor.stream.push('pack', { orderId: order.id, ...into, lines })
    expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
    return order.id
  }

  it('of a carton say its SSCC, what is in it, for whom, and which lot', async () => {
    const { sku, caseGtin } = await itemWithGtins(floor)
    const expiresOn = daysLater(today, 400)
    await floor.receive(sku, 'L-104/a', 24, 'A-01', 3, { expiresOn })
    const sscc = await freshSscc()
    await packed(
      [{ sku, lot: 'L-104/a', quantity: 24 }],
      { unit: 'CARTON-1', sscc },
      {
        externalId: 'PO ^ 4711~7_5',
        shipTo: {
          name: 'Receiving ^XZ',
          address1: '4400 Industrial Parkway',
          city: 'Joliet',
          province: 'IL',
          postalCode: 60432,
          country: 'US',
        },
      },
    )
    for (const named of ['CARTON-1', sscc]) {
      const label = await zplOf(floor, unitPath(named, { format: 'zpl', copies: 3 }))
      expect(label).toMatchObject({ width: 812, height: 1218, copies: 3 })
      const scans = (await textsOn(pictureOf(label), label.pictures)).map((text) => scanned(text))
      expect(scans.map(({ ais }) => ais)).toEqual([
        [
          ['02', caseGtin],
          ['37', '2'],
        ],
        [
          ['17', yymmdd(expiresOn)],
          ['10', 'L-104/a'],
        ],
        [['00', sscc]],
      ])
      expect(scans[0]).toMatchObject({ kind: 'item', gtin: caseGtin, quantity: 2 })
      expect(scans[1]).toMatchObject({ lot: 'L-104/a', expiresOn })
      expect(scans[2]).toMatchObject({ kind: 'unit', sscc, warnings: [] })
      const texts = label.texts.map(({ text }) => text)
      for (const expected of [
        'PO ^ 4711~7_5',
        'Grocers ^ United',
        'CARTON-1',
        'Millbrook Foods',
        '12 Mill Lane',
        'Millbrook, IL 60536',
        'Receiving ^XZ',
        '4400 Industrial Parkway',
        'Joliet, IL 60432',
        'US',
        '24 × Rolled oats',
        `LOT L-104/a · USE BY ${expiresOn} · SKU ${sku}`,
        `(00)${sscc}`,
      ])
        expect(texts).toContain(expected)
    }
  })

  it('of a whole case name it as a product, and of mixed content only what holds for all of it', async () => {
    const [oats, rye] = [await itemWithGtins(floor), await itemWithGtins(floor)]
    await floor.receive(oats.sku, 'L1', 20, 'A-01', 5)
    await floor.receive(oats.sku, 'L2', 20, 'A-01', 4)
    await floor.receive(rye.sku, 'L3', 20, 'A-02', 4)
    const aisOf = async (unit: string) => {
      const label = await zplOf(floor, unitPath(unit, { format: 'zpl' }))
      return (await textsOn(pictureOf(label), label.pictures)).map((text) => scanned(text).ais)
    }
    const [whole, lots, items] = [await freshSscc(), await freshSscc(), await freshSscc()]
    await packed([{ sku: oats.sku, lot: 'L1', quantity: 12 }], { sscc: whole })
    expect(await aisOf(whole)).toEqual([[['01', oats.caseGtin]], [['10', 'L1']], [['00', whole]]])
    const two = [
      { sku: oats.sku, lot: 'L1', quantity: 8 },
      { sku: oats.sku, lot: 'L2', quantity: 3 },
    ]
    await packed(two, { sscc: lots })
    expect(await aisOf(lots)).toEqual([
      [
        ['02', oats.gtin],
        ['37', '11'],
      ],
      [['00', lots]],
    ])
    const mixed = [
      { sku: oats.sku, lot: 'L2', quantity: 2 },
      { sku: rye.sku, lot: 'L3', quantity: 2 },
    ]
    await packed(mixed, { sscc: items })
    expect(await aisOf(items)).toEqual([[['00', items]]])
  })

  it('of a pallet count what stands in its cartons, and of two orders name both', async () => {
    const { sku, gtin } = await itemWithGtins(floor)
    await floor.receive(sku, 'L1', 20, 'A-01', 3)
    const pallet = await freshSscc()
    const cartons = [`CARTON-${++counted}`, `CARTON-${++counted}`]
    for (const [index, unit] of cartons.entries())
      await packed([{ sku, lot: 'L1', quantity: 5 }], { unit, sscc: await freshSscc() }, { externalId: `TWO-${index}` })
    await ok(floor.server, 'PUT', `/locations/PALLET-1`, { kind: 'unit', within: 'STAGING' })
    for (const unit of cartons) await floor.stream.push('moveUnit', { unit, to: 'PALLET-1' })
    const label = await zplOf(floor, unitPath('PALLET-1', { format: 'zpl' }))
    expect(scanned((await textsOn(pictureOf(label), label.pictures))[0])).toMatchObject({
      kind: 'unit',
      code: 'PALLET-1',
    })
    expect(label.texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['TWO-0, TWO-1', '10 × Rolled oats']))
    await floor.receive(sku, 'L9', 1, 'A-01', 3)
    await packed([{ sku, lot: 'L1', quantity: 1 }], { unit: 'PALLET-1', sscc: pallet }, { externalId: 'TWO-2' })
    const labelled = await zplOf(floor, unitPath(pallet, { format: 'zpl' }))
    expect((await textsOn(pictureOf(labelled), labelled.pictures)).map((text) => scanned(text).ais)).toEqual([
      [
        ['02', gtin],
        ['37', '11'],
      ],
      [['10', 'L1']],
      [['00', pallet]],
    ])
  })

  it('of a unit without SSCC have its own code, whatever it is written in', async () => {
    for (const unit of ['TOTE-7', 'Behälter_9', 'a-very-long-name-of-a-tote-in-40-chars..']) {
      await ok(floor.server, 'PUT', `/locations/${encodeURIComponent(unit)}`, { kind: 'unit' })
      const label = await zplOf(floor, unitPath(unit, { format: 'zpl' }))
      expect(label.pictures).toHaveLength(1)
      const [text] = await textsOn(pictureOf(label), label.pictures)
      expect(scanned(text), unit).toMatchObject({ kind: 'unit', code: unit })
    }
  })

  it('of a unit that has left still say its SSCC', async () => {
    const { sku } = await itemWithGtins(floor)
    await floor.receive(sku, 'L1', 5, 'A-01', 3)
    const sscc = await freshSscc()
    const orderId = await packed([{ sku, lot: 'L1', quantity: 5 }], { sscc })
    expect((await floor.stream.push('ship', { orderId, units: [sscc] })).result.outcome).toBe('applied')
    const label = await zplOf(floor, unitPath(sscc, { format: 'zpl' }))
    expect((await textsOn(pictureOf(label), label.pictures)).map((text) => scanned(text).sscc)).toEqual([sscc])
  })

  it('of a lot name the barcode of what it goes on', async () => {
    const { sku, gtin, caseGtin } = await itemWithGtins(floor)
    await floor.receive(sku, 'L1', 5, 'A-01', 3)
    const gtins = async (over: Record<string, number>) => {
      const label = await zplOf(floor, lotPath(sku, 'L1', { format: 'zpl', ...over }))
      const scans = (await textsOn(pictureOf(label), label.pictures)).map((text) => scanned(text))
      expect(scans.map(({ lot }) => lot)).toEqual(['L1', 'L1'])
      return [...new Set(scans.map((scan) => scan.gtin)), label.texts.some(({ text }) => /\b12 each/.test(text))]
    }
    expect(await gtins({})).toEqual([gtin, false])
    expect(await gtins({ quantity: 12 })).toEqual([caseGtin, true])
    expect(await gtins({ quantity: 7 })).toEqual([gtin, false])
  })

  it('of an item without GTIN have its own code in one barcode, and lot and date in the other', async () => {
    const expiresOn = daysLater(today, 90)
    for (const [barcodes, expected] of [
      [[], undefined],
      [[{ code: `OWN ${dialect}`, quantity: 1 }], `OWN ${dialect}`],
      [[{ code: `Größe ${dialect}`, quantity: 1 }], `Größe ${dialect}`],
    ] as const) {
      const sku = await floor.item({ barcodes })
      await floor.receive(sku, 'B-1', 5, 'A-01', 3, { expiresOn })
      const label = await zplOf(floor, lotPath(sku, 'B-1', { format: 'zpl' }))
      const scans = (await textsOn(pictureOf(label), label.pictures)).map((text) => scanned(text))
      expect(scans.map(({ code, kind }) => [kind, code])).toContainEqual(['unknown', expected ?? sku])
      expect(scans.find((scan) => scan.lot !== undefined)).toMatchObject({ lot: 'B-1', expiresOn })
    }
  })

  it('say best before instead of expiry where that is what dates mean', async () => {
    const { sku, gtin } = await itemWithGtins(floor)
    const expiresOn = daysLater(today, 90)
    await floor.receive(sku, 'L1', 5, 'A-01', 3, { expiresOn })
    await ok(floor.server, 'PUT', '/settings/labels', { companyPrefix: '0614141', dates: 'best-before' })
    const label = await zplOf(floor, lotPath(sku, 'L1', { format: 'zpl' }))
    await ok(floor.server, 'PUT', '/settings/labels', { companyPrefix: '0614141' })
    for (const text of await textsOn(pictureOf(label), label.pictures))
      expect(scanned(text)).toMatchObject({ gtin, lot: 'L1', bestBefore: expiresOn, expiresOn })
    expect(label.texts.map(({ text }) => text)).toContain(`BEST BEFORE ${expiresOn}`)
  })

  it('are refused for what is not there or has none', async () => {
    const { sku } = await itemWithGtins(floor)
    await floor.receive(sku, 'L1', 5, 'A-01', 3)
    expect(await refused(unitPath('NOWHERE'))).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await refused(unitPath('A-01'))).toMatchObject({ status: 409, body: { code: 'not-a-unit' } })
    expect(await refused(lotPath(sku, 'L2'))).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await refused(lotPath('NOTHING', 'L1'))).toMatchObject({ status: 404 })
    expect(await refused(lotPath(sku, 'L1', { warehouse: 'ELSEWHERE' }))).toMatchObject({ status: 404 })
    for (const wrong of [{ format: 'png' }, { copies: 0 }, { copies: 501 }, { quantity: 0 }, { quantity: 1.5 }])
      expect(await refused(lotPath(sku, 'L1', wrong)), JSON.stringify(wrong)).toMatchObject({ status: 422 })
  })
})

/** Lots of every length and every character that a lot may have, seeded. */
function lotNumbers(random: () => number): string[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const characters = [...CHARSET_X]
  const shuffled = characters.map((one) => [random(), one] as const).sort(([a], [b]) => a - b)
  const deck = shuffled.map(([, one]) => one)
  const lots = new Set<string>()
  for (let length = 1; length <= 20; length++) {
    lots.add(Array.from({ length }, () => pick(characters)).join(''))
    lots.add(Array.from({ length }, () => pick([...'0123456789'])).join(''))
  }
  for (let at = 0; at < deck.length; at += 12) lots.add(deck.slice(at, at + 12).join(''))
  // What a scanner that drops separators would make of others, what printers take for commands, and what looks like brackets.
  for (const one of [
    'A15270131',
    'L117',
    '10',
    '(10)A',
    'B3102000123',
    '_5E',
    '%C3',
    'W'.repeat(20),
    'a1B2c3D4e5F6g7H8i9J0',
  ])
    lots.add(one)
  // No address can end in these: they mean a folder.
  return [...lots].filter((lot) => lot !== '.' && lot !== '..')
}

/** Last days and leap days; a day in another century by two digits; none. */
const expiries = (): (string | null)[] => {
  const year = Number(today.slice(0, 4))
  const leap = year + 4 - (year % 4)
  return [`${year + 1}-12-31`, `${leap}-02-29`, daysLater(today, 1), `${year + 50}-01-31`, `${year + 51}-01-31`, null]
}

function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('labels of many lots', () => {
  let floor: Floor
  let pages: PdfPages | undefined
  const random = dice(SEED)
  beforeAll(async () => {
    console.log(`labels.test.ts: LOTLINE_SEED=${SEED} LOTLINE_RUNS=${RUNS}`)
    floor = await openFloor('sqlite')
    pages = findChromium() === null ? undefined : await openPdfPages()
  })
  afterEach(() => floor.cleanAudit())
  afterAll(async () => {
    await pages?.close()
    await floor?.close()
  })

  interface Made {
    item: Item
    lot: string
    expiresOn: string | null
  }

  async function madeLots(): Promise<Made[]> {
    const made: Made[] = []
    const dates = expiries()
    for (let run = 0; run < RUNS; run++) {
      const item = await itemWithGtins(floor)
      const lots = lotNumbers(random).map((lot) => ({
        item,
        lot,
        expiresOn: dates[Math.floor(random() * dates.length)] ?? null,
      }))
      const receipts = lots.map(({ lot, expiresOn }) =>
        floor.stream.envelope('receive', {
          sku: item.sku,
          lot,
          quantity: 12,
          location: 'A-01',
          ...(expiresOn === null ? {} : { expiresOn }),
        }),
      )
      const { body } = await floor.stream.send(receipts)
      expect(body.results.map(({ outcome }) => outcome)).toEqual(receipts.map(() => 'applied'))
      made.push(...lots)
    }
    return made
  }

  const isPrinted = (expiresOn: string | null): expiresOn is string =>
    expiresOn !== null && Number(expiresOn.slice(0, 4)) <= Number(today.slice(0, 4)) + 50

  /** What all its barcodes say together, and the one that says all of it, are what is on record. */
  function expectLot(texts: readonly (string | undefined)[], { item, lot, expiresOn }: Made, why: string): void {
    const expected = new Map([
      ['01', item.gtin],
      ['10', lot],
      ...(isPrinted(expiresOn) ? [['17', yymmdd(expiresOn)] as const] : []),
    ])
    const scans = texts.map((text) => scanned(text, true))
    expect(new Map(scans.slice(0, -1).flatMap(({ ais }) => ais)), why).toEqual(expected)
    expect(new Map(scans.at(-1)?.ais), why).toEqual(expected)
    expect(scans.at(-1), why).toMatchObject({
      kind: 'item',
      gtin: item.gtin,
      lot,
      warnings: [],
      ...(isPrinted(expiresOn) ? { expiresOn } : {}),
    })
    // Where there is something to put behind a lot, no lot leaves a question open on a scanner that nobody has checked.
    if (isPrinted(expiresOn))
      expect(
        texts.map((text) => scanned(text).kind),
        why,
      ).not.toContain('question')
  }

  it('are read back from ZPL, every character and every length of a lot', async () => {
    const made = await madeLots()
    expect(new Set(made.flatMap(({ lot }) => [...lot])).size).toBe(82)
    expect(new Set(made.map(({ lot }) => lot.length)).size).toBe(20)
    const rows = new Set<number>()
    for (const [index, one] of made.entries()) {
      const why = `LOTLINE_SEED=${SEED}, lot ${one.lot}, expiry ${one.expiresOn}`
      const label = await zplOf(floor, lotPath(one.item.sku, one.lot, { format: 'zpl' }))
      expect(
        label.texts.map(({ text }) => text),
        why,
      ).toContain(`LOT ${one.lot}`)
      expectLot(await textsOn(pictureOf(label), label.pictures), one, why)
      // The other reader of the camera agrees.
      if (index % 8 === 0)
        expectLot(await textsOn(pictureOf(label), label.pictures, 1, readThoroughly), one, `${why}, read thoroughly`)
      rows.add(label.pictures.length)
    }
    // One row of bars and cells, and two rows and cells.
    expect(rows).toEqual(new Set([2, 3]))
  }, 300_000)

  it.skipIf(findChromium() === null)(
    'are read back from PDF, drawn at the dots of another printer',
    async () => {
      const made = await madeLots()
      for (const [index, one] of made.entries()) {
        if (index % 4 !== 0) continue
        const why = `LOTLINE_SEED=${SEED}, PDF of lot ${one.lot}, expiry ${one.expiresOn}`
        const places = (await zplOf(floor, lotPath(one.item.sku, one.lot, { format: 'zpl' }))).pictures
        const { type, bytes } = await fetched(floor, lotPath(one.item.sku, one.lot))
        expect(type).toBe('application/pdf')
        const [page, ...more] = (await pages?.draw(bytes, PDF_DPI)) ?? []
        expect(more).toEqual([])
        expect(page?.points, why).toEqual([288, 144])
        if (page) expectLot(await textsOn(page, places, PDF_DPI / DPI), one, why)
      }
    },
    300_000,
  )

  it.skipIf(findChromium() === null)('of a unit are the same in PDF as in ZPL, a page a copy', async () => {
    const item = await itemWithGtins(floor)
    const expiresOn = daysLater(today, 200)
    await floor.receive(item.sku, 'W<=>_9%', 48, 'A-01', 3, { expiresOn })
    await ok(floor.server, 'PUT', '/settings/labels', { companyPrefix: '0614141000', extensionDigit: 9 })
    const sscc = (await ok<{ items: string[] }>(floor.server, 'POST', '/sscc')).items[0] ?? ''
    const order = await floor.order(item.sku, 48, { shipTo: { name: 'Ada', street: '1 Łódź Road', city: 'Ely' } })
    for (const task of (await floor.release(order.id)).tasks) await floor.pick(task)
    await floor.stream.push('pack', {
      orderId: order.id,
      sscc,
      lines: [{ sku: item.sku, lot: 'W<=>_9%', quantity: 48 }],
    })
    const label = await zplOf(floor, unitPath(sscc, { format: 'zpl' }))
    expect(label.texts.map(({ text }) => text)).toContain('1 Łódź Road')
    const { bytes, name } = await fetched(floor, unitPath(sscc, { copies: 2 }))
    expect(name).toBe(`Unit_${sscc}.pdf`)
    const drawn = (await pages?.draw(bytes, PDF_DPI)) ?? []
    expect(drawn.map(({ points }) => points)).toEqual([
      [288, 432],
      [288, 432],
    ])
    const expected = [
      [
        ['02', item.caseGtin],
        ['37', '4'],
      ],
      [
        ['17', yymmdd(expiresOn)],
        ['10', 'W<=>_9%'],
      ],
      [['00', sscc]],
    ]
    const aisOf = (texts: readonly (string | undefined)[]) => texts.map((text) => scanned(text).ais)
    expect(aisOf(await textsOn(pictureOf(label), label.pictures))).toEqual(expected)
    for (const page of drawn) expect(aisOf(await textsOn(page, label.pictures, PDF_DPI / DPI))).toEqual(expected)
  })
})
