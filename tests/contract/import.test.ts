/** CSV files, all or nothing: what spreadsheets write is read, and what is wrong is named by its line. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeCsv } from '../../server/csv/write-csv.ts'
import { type ImportResult, importFile } from '../../server/import/import-file.ts'
import type { ImportKind } from '../../server/import/kinds.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, pullAll } from './floor.ts'

describe.each(DIALECTS)('import on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const read = (kind: ImportKind, ...lines: string[]) =>
    importFile(floor.server.database.work, kind, 'MAIN', lines.join('\n'))
  const rows = (count: number): ImportResult => ({ ok: true, rows: count })
  const wrong = (...errors: [number, RegExp][]) => ({
    ok: false,
    errors: errors.map(([line, reason]) => ({ line, reason: expect.stringMatching(reason) })),
  })
  /** A file that is wrong changes nothing at all. */
  const refused = async (kind: ImportKind, lines: string[], ...errors: [number, RegExp][]) => {
    const before = await floor.counts()
    expect(await read(kind, ...lines)).toEqual(wrong(...errors))
    expect(await floor.counts()).toEqual(before)
  }
  const snapshot = async (table: string) => {
    const { changes } = await pullAll(floor.server)
    return new Map(changes.filter((change) => change.table === table).map(({ key, value }) => [key, value]))
  }

  it('reads all kinds, one after the other, into a warehouse that can sell', async () => {
    expect(
      await read(
        'channels',
        'channel,name,kind,priority,drawsShared,buffer',
        'web,Web shop,dtc,2,yes,5',
        'mall,Mall,retail,3,no,',
      ),
    ).toEqual(rows(2))
    expect(
      await read(
        'items',
        'sku,name,rotation,lotTracked,unit,standardCost,secondarySku,leadTimeDays',
        'IMP-1,"Oat bars, 500 g",fefo,true,each,250 USD,IMP-1B,14',
        'IMP-2,Mugs,,false,,,,',
      ),
    ).toEqual(rows(2))
    expect(
      await read('barcodes', 'code,sku,quantity', '0614141000791,IMP-1,1', '10614141000798,IMP-1,12', 'MUG,IMP-2,'),
    ).toEqual(rows(3))
    expect(
      await read(
        'locations',
        'code,kind,within,pickSequence,blocked',
        'IMP-A,pick,,5,',
        'IMP-B,storage,,6,yes',
        'IMP-T,unit,IMP-A,,no',
      ),
    ).toEqual(rows(3))
    expect(
      await read(
        'lots',
        'sku,lot,receivedOn,expiresOn,producedOn,supplier,supplierLot,unitCost,unitCostQuantity',
        'IMP-1,OLD,2026-01-02,2031-05-01,2025-12-01,Mill,M-7,240 USD,100',
        'IMP-1,NEW,2026-02-02,2031-04-01,,,,,',
      ),
    ).toEqual(rows(2))
    expect(
      await read(
        'stock',
        'sku,lot,location,status,quantity',
        'IMP-1,OLD,IMP-A,,60',
        'IMP-1,NEW,IMP-T,available,40',
        'IMP-1,NEW,IMP-B,damaged,2',
        'IMP-2,,IMP-A,,9',
      ),
    ).toEqual(rows(4))
    expect(await floor.inventory('IMP-1')).toMatchObject({ onHand: 102, sellable: 100, byStatus: { damaged: 2 } })
    expect(await floor.inventory('IMP-2')).toMatchObject({ onHand: 9, sellable: 9 })
    const figures = (await floor.inventory('IMP-1')).channels.map(({ channel, availableToPromise }) => [
      channel,
      availableToPromise,
    ])
    expect(Object.fromEntries(figures)).toMatchObject({ web: 95, mall: 0 })
    expect(await floor.lot('IMP-1', 'OLD')).toMatchObject({
      expiresOn: '2031-05-01',
      supplierLot: 'M-7',
      costTotal: 24_000,
      costQuantity: 100,
      confirmed: true,
    })
    // Opening balances are movements like all others.
    expect(
      (await floor.movements({ sku: 'IMP-2' })).map(({ from, to, quantity }) => [from.location, to.location, quantity]),
    ).toEqual([['@adjustment', 'IMP-A', 9]])
    const order = await floor.order('IMP-1', 50, { channel: 'web' })
    expect((await floor.release(order.id)).tasks.map(({ lot, quantity }) => [lot, quantity])).toEqual([
      ['NEW', 40],
      ['OLD', 10],
    ])
    const scanned = await floor.stream.push('receive', {
      barcode: '10614141000798',
      lot: 'NEW',
      quantity: 12,
      location: 'IMP-A',
    })
    expect(scanned.result.outcome).toBe('applied')
  })

  it('reads what spreadsheets write: a byte order mark, CRLF, quotes, blanks and empty lines', async () => {
    const text =
      '\ufeff"sku","name" , lotTracked\r\n"X-1","He said ""oats""\r\nand left",TRUE\r\n\r\n  X-2  , Plain ,0\r\n'
    expect(await importFile(floor.server.database.work, 'items', 'MAIN', text)).toEqual(rows(2))
    const items = await snapshot('items')
    expect(items.get('X-1')).toMatchObject({ name: 'He said "oats"\r\nand left', lotTracked: true })
    expect(items.get('X-2')).toMatchObject({ name: 'Plain', lotTracked: false })
  })

  it('turns down a file with a column that it does not know, or with none', async () => {
    await refused('items', ['sku,name,colour', 'A,A,red'], [1, /colour.*sku, name/])
    await refused('items', ['sku;name', 'A;A'], [1, /Unknown column "sku;name"/])
    await refused('items', [''], [1, /no rows/])
    await refused('items', ['sku,name'], [1, /no rows/])
  })

  it('names every bad row by its line, as an editor counts', async () => {
    await refused(
      'items',
      [
        'sku,name,rotation',
        'OK-1,Fine,fifo',
        ',No SKU,fifo',
        'OK-2,"Two',
        'lines",fifo',
        '',
        'BAD-1,Wrong,lifo',
        'OK-3,,',
      ],
      [3, /sku/],
      [7, /rotation/],
      [8, /name/],
    )
    await refused('items', ['sku,name', 'A,A', 'B'], [3, /CSV|column|length/i])
    await refused('items', ['sku,name', 'A,"open'], [2, /CSV|quote/i])
  })

  it('changes nothing where one row is found wrong only while it is written', async () => {
    await refused('barcodes', ['code,sku', 'FIRST-1,IMP-2', 'SECOND-1,NO-SUCH'], [3, /NO-SUCH/])
    await refused('stock', ['sku,lot,location,quantity', 'IMP-2,,IMP-A,5', 'IMP-1,UNKNOWN,IMP-A,5'], [3, /UNKNOWN/])
    await refused('stock', ['sku,lot,location,quantity', 'IMP-2,,IMP-A,5', 'IMP-2,,NOWHERE,5'], [3, /NOWHERE/])
    await refused('stock', ['sku,lot,location,quantity', 'IMP-1,OLD,@customer,5'], [2, /@customer/])
    await refused('lots', ['sku,lot,receivedOn', 'IMP-2,L1,2026-01-01'], [2, /no lots/])
    await refused('locations', ['code,kind,within', 'NEW-1,pick,', 'NEW-2,unit,NOWHERE'], [3, /NOWHERE/])
    expect((await snapshot('barcodes')).has('FIRST-1')).toBe(false)
  })

  it('takes no impossible value', async () => {
    await refused(
      'stock',
      [
        'sku,lot,location,quantity',
        'IMP-2,,IMP-A,0',
        'IMP-2,,IMP-T,-1',
        'IMP-1,OLD,IMP-A,1.5',
        'IMP-1,NEW,IMP-A,10000001',
      ],
      [2, /at least 1/],
      [3, /at least 1/],
      [4, /whole/],
      [5, /at most/],
    )
    await refused('lots', ['sku,lot,receivedOn', 'IMP-1,L9,2026-02-30'], [2, /calendar/])
    await refused('lots', ['sku,lot,receivedOn,unitCost', 'IMP-1,L9,2026-02-03,12.50'], [2, /minor units/])
    await refused(
      'lots',
      ['sku,lot,receivedOn,unitCost,unitCostQuantity', 'IMP-1,L9,2026-02-03,999999999999999 USD,999999999999999'],
      [2, /\S/],
    )
    await refused(
      'locations',
      ['code,kind', '@mine,pick', 'A B,pick', 'OK,tower'],
      [2, /@/],
      [3, /spaces/],
      [4, /kind/],
    )
    await refused('channels', ['channel,name,kind', 'x y,X,dtc'], [2, /channel/i])
  })

  it('takes each thing once in a file', async () => {
    await refused('items', ['sku,name', 'D-1,A', 'D-2,B', 'D-1,C'], [4, /line 2/])
    await refused('barcodes', ['code,sku', '0614141000791,IMP-1', '614141000791,IMP-1'], [3, /line 2/])
    await refused(
      'stock',
      ['sku,lot,location,status,quantity', 'IMP-1,OLD,IMP-A,,1', 'IMP-1,OLD,IMP-A,available,2'],
      [3, /line 2/],
    )
  })

  it('gives no barcode of one item to another', async () => {
    await refused('barcodes', ['code,sku', 'MUG,IMP-1'], [2, /IMP-2/])
  })

  it('read again, keeps barcodes and corrects what follows from a lot', async () => {
    expect(await read('items', 'sku,name,rotation,lotTracked', 'IMP-1,Renamed,fefo,true')).toEqual(rows(1))
    expect((await snapshot('barcodes')).get('10614141000798')).toMatchObject({ sku: 'IMP-1', quantity: 12 })
    expect(await read('lots', 'sku,lot,receivedOn,expiresOn', 'IMP-1,OLD,2026-01-02,2020-01-01')).toEqual(rows(1))
    const { expired, onHand } = await floor.inventory('IMP-1')
    expect(expired).toBe(60)
    expect(onHand).toBeGreaterThan(100)
  })

  it('reads which items are traced and how strictly they rotate, and what is known of a lot code', async () => {
    expect(
      await read('items', 'sku,name,traced,rotationPolicy', 'IMP-T1,Almond butter,yes,warn', 'IMP-T2,Mugs,,'),
    ).toEqual(rows(2))
    const items = await snapshot('items')
    expect(items.get('IMP-T1')).toMatchObject({ traced: true, rotationPolicy: 'warn' })
    expect(items.get('IMP-T2')).toMatchObject({ traced: false, rotationPolicy: null })
    const heading = 'sku,lot,receivedOn,supplier,tlcSource'
    expect(await read('lots', heading, 'IMP-T1,T-1,2026-01-02,Mill,Nut House')).toEqual(rows(1))
    expect(await floor.lot('IMP-T1', 'T-1')).toMatchObject({ supplier: 'Mill', tlcSource: 'Nut House' })
    await refused('items', ['sku,name,rotationPolicy', 'IMP-T3,Oats,strict'], [2, /enforce or warn/])
  })

  it('reads partners, each with all that the file says of it', async () => {
    const heading = 'name,gln,ffrn,url,ggn,businessName,phone,street,city,state,zip,country'
    const mill = 'Mill,0614141000005,,,,Mill Inc.,+1 555 0101,1 Mill Road,Ames,IA,50010,US'
    expect(
      await read('partners', heading, mill, 'Farm,,12345678901,https://farm.example,4049929999997,,,,,,,'),
    ).toEqual(rows(2))
    const { items } = await ok<{ items: unknown[] }>(floor.server, 'GET', '/partners')
    const address = { phone: '+1 555 0101', street: '1 Mill Road', city: 'Ames', state: 'IA', zip: '50010' }
    expect(items).toEqual([
      {
        name: 'Farm',
        gln: null,
        ffrn: '12345678901',
        url: 'https://farm.example',
        ggn: '4049929999997',
        address: null,
      },
      {
        name: 'Mill',
        gln: '0614141000005',
        ffrn: null,
        url: null,
        ggn: null,
        address: { name: 'Mill Inc.', country: 'US', ...address },
      },
    ])
    expect(await read('partners', 'name,phone', 'Mill,+1 555 0102')).toEqual(rows(1))
    const again = await ok<{ items: unknown[] }>(floor.server, 'GET', '/partners')
    expect(again.items[1]).toMatchObject({ gln: null, address: { phone: '+1 555 0102' } })
    await refused(
      'partners',
      [
        heading,
        'A,0614141000006,,,,,,,,,,',
        ',,,,,,,,,,,',
        'B,,1,,,,,,,,,',
        'C,,,farm,,,,,,,,',
        'C2,,,,,,,,,,,',
        'C2,,,,,,,,,,,',
      ],
      [2, /check digit/],
      [3, /./],
      [4, /11 digits/],
      [5, /https/],
      [7, /line 6 already/],
    )
  })

  it('goes into the warehouse that is named, and into none that is not there', async () => {
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    const { work } = floor.server.database
    expect(await importFile(work, 'locations', 'EAST', 'code,kind\nEAST-1,pick')).toEqual(rows(1))
    expect(await importFile(work, 'stock', 'EAST', 'sku,location,quantity\nIMP-2,EAST-1,7')).toEqual(rows(1))
    expect(await ok(floor.server, 'GET', '/inventory/IMP-2?warehouse=EAST')).toMatchObject({ onHand: 7 })
    const before = await floor.counts()
    await expect(importFile(work, 'locations', 'MOON', 'code,kind\nM-1,pick')).rejects.toMatchObject({
      code: 'unknown-warehouse',
    })
    expect(await floor.counts()).toEqual(before)
  })

  it('names at most a hundred bad rows', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `SKU-X${n},`)
    const result = await read('items', 'sku,name', ...many)
    expect(result.ok ? 0 : result.errors.length).toBe(100)
  })

  it('reads protections and rules, and names the row that asks for more than there is', async () => {
    await ok(floor.server, 'PUT', '/channels/grocer', { name: 'Grocer', kind: 'retail', priority: 1 })
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 100, 'A-01')
    expect(await read('protections', 'sku,channel,quantity,target,until', `${sku},grocer,40,60,2199-12-31`)).toEqual(
      rows(1),
    )
    const { items } = (await floor.server.call('GET', `/protections?sku=${sku}`)).body as unknown as { items: object[] }
    // What was told holds; the target is for what comes free later.
    expect(items).toMatchObject([{ channel: 'grocer', quantity: 40, target: 60, until: '2199-12-31' }])
    await refused(
      'protections',
      ['sku,channel,quantity', `${sku},grocer,70`, `${sku},shop,90`],
      [3, /90 are to be protected for shop; 30 can be/],
    )
    await refused('protections', ['sku,channel,quantity', `${sku},nowhere,1`], [2, /no channel nowhere/])
    await refused('protections', ['sku,channel,quantity', `${sku},grocer,1.5`], [2, /whole number/])
    expect(
      await read('rules', 'sku,group,channel,kind,value', `${sku},,grocer,share,0.25`, `,BAR,grocer,fixed,12`),
    ).toEqual(rows(2))
    const rules = (await floor.server.call('GET', '/rules')).body as unknown as { items: object[] }
    expect(rules.items).toMatchObject([
      { sku: null, group: 'BAR', kind: 'fixed', value: 12 },
      { sku, group: null, kind: 'share', value: 0.25 },
    ])
    await refused(
      'rules',
      ['sku,group,channel,kind,value', `${sku},BAR,grocer,fixed,1`],
      [2, /either an item or a group/],
    )
    await refused('rules', ['sku,group,channel,kind,value', `${sku},,grocer,share,1.5`], [2, /./])
  })

  it('reads back what was written so that no spreadsheet runs it', async () => {
    await ok(floor.server, 'PUT', '/channels/odd', { name: 'Odd', kind: 'retail', priority: 1 })
    const written = (rows: object[], ...columns: string[]) => writeCsv(rows, { header: true, columns }).trim()
    const skus = ['=1+1|cmd', '-7', "'quoted", "'=twice", '@home']
    const items = written(
      skus.map((sku) => ({ sku, name: `${sku} by name`, rotation: 'fifo', lotTracked: 'no' })),
      ...['sku', 'name', 'rotation', 'lotTracked'],
    )
    expect(items.split('\n').slice(1).join('\n')).not.toMatch(/^[=+@-]/m)
    expect(await read('items', items)).toEqual(rows(skus.length))
    for (const sku of skus) {
      const path = `/items/${encodeURIComponent(sku)}`
      expect((await floor.server.call('GET', path)).body).toMatchObject({ sku, name: `${sku} by name` })
    }
    const rules = written(
      skus.map((sku) => ({ sku, channel: 'odd', kind: 'fixed', value: 3 })),
      ...['sku', 'channel', 'kind', 'value'],
    )
    expect(await read('rules', rules)).toEqual(rows(skus.length))
  })
})
