/** The sample warehouse: what the demo promises to show is there, agrees with itself, and can be scanned. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_GS1, TEST_PLAIN } from '../../client/scan/scanner-check.ts'
import { openAttachments } from '../../server/attachments/folder.ts'
import { audit } from '../../server/audit/audit.ts'
import { enrol } from '../../server/auth/devices.ts'
import { signIn } from '../../server/auth/sign-in.ts'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { proposeSplit } from '../../server/availability/split/propose.ts'
import { createVault } from '../../server/channels/vault.ts'
import type { Reader, Sources } from '../../server/db/work.ts'
import { RUNNING_LOW_SKU, SCARCE_SKU } from '../../server/demo/catalogue.ts'
import type { CodeGroup } from '../../server/demo/codes.ts'
import { fillDemo } from '../../server/demo/fill.ts'
import { mountDemo } from '../../server/demo/routes.ts'
import { SCANNER_TEST } from '../../server/demo/scan-text.ts'
import { ensureEpoch } from '../../server/feed/epoch.ts'
import { createApp } from '../../server/http/app.ts'
import type { DemoInfo } from '../../server/http/deps.ts'
import { releaseOrder } from '../../server/picking/release.ts'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import { interpretScan, type ScanKind } from '../../shared/barcode/scan.ts'
import { ROLES } from '../../shared/rules/permissions.ts'
import { openTestDatabase, systemSources, type TestDatabase } from '../support/database.ts'

const TODAY = '2026-11-24'
const NOW = Date.parse(`${TODAY}T18:00:00Z`)
const atNoon: Sources = { ...systemSources, now: () => NOW }

let database: TestDatabase
let demo: DemoInfo
const NO_PHOTOS = openAttachments(join(tmpdir(), 'lotline-no-attachments'))

let app: Hono

beforeAll(async () => {
  database = await openTestDatabase('sqlite', atNoon)
  const { work } = database
  const epoch = await ensureEpoch(work)
  demo = await fillDemo(work, NOW)
  app = createApp({
    work,
    attachments: NO_PHOTOS,
    vault: createVault(undefined),
    day: createRollOver(work, atNoon.now),
    epoch,
    now: atNoon.now,
    report: (error) => expect.fail(String(error)),
    demo,
  })
})
afterAll(() => database.close())

const read = <T>(query: (reader: Reader) => Promise<T>) => database.work.read(query)
const codes = async () => ((await (await app.request('/demo/codes.json')).json()) as { groups: CodeGroup[] }).groups
const group = async (title: RegExp) =>
  (await codes()).filter((one) => title.test(one.title)).flatMap((one) => one.codes)
const scan = (text: string) => interpretScan(text, { today: TODAY, site: {} })

describe('what is there', () => {
  it('passes the audit', async () => {
    expect((await audit(database.work, NOW)).findings).toEqual([])
  })

  it('has sixty items, each with a unit and a case under the demonstration prefix', async () => {
    const { items, barcodes } = await read(async ({ db, t }) => ({
      items: await db.select().from(t.items),
      barcodes: await db.select().from(t.barcodes),
    }))
    expect(items).toHaveLength(60)
    expect(new Set(items.map((item) => item.rotation))).toEqual(new Set(['fifo', 'fefo']))
    expect(items.filter((item) => !item.lotTracked)).toHaveLength(5)
    for (const { sku } of items) {
      const [unit, packing] = barcodes.filter((row) => row.sku === sku).sort((a, b) => a.quantity - b.quantity)
      expect(unit?.code).toMatch(/^09521234\d{6}$/)
      expect(packing?.code).toMatch(/^19521234\d{6}$/)
      expect(unit?.quantity).toBe(1)
      expect([6, 8, 12, 20, 24]).toContain(packing?.quantity)
    }
    expect(barcodes).toHaveLength(120)
    expect(barcodes.filter((row) => !hasValidCheckDigit(row.code))).toEqual([])
  })

  it('has three hundred bins on one way through six aisles, and the places around them', async () => {
    const locations = await read(({ db, t }) => db.select().from(t.locations))
    const bins = locations.filter((one) => (one.kind === 'pick' || one.kind === 'storage') && !one.blocked)
    expect(bins).toHaveLength(300)
    expect(new Set(bins.map((bin) => bin.pickSequence)).size).toBe(300)
    const of = (kind: string) => locations.filter((one) => one.kind === kind).map((one) => one.code)
    expect(of('dock')).toEqual(['DOCK-1', 'DOCK-2'])
    expect(of('staging')).toEqual(expect.arrayContaining(['STAGE-1', 'STAGE-2', 'STAGE-3']))
    expect(of('returns')).toEqual(['CAGE-1'])
    expect(of('unit')).toHaveLength(12)
  })

  it('has several lots of an item in several bins, some soon to expire and one or two that have', async () => {
    const lots = await read(({ db, t }) => db.select().from(t.lots))
    const stock = await read(({ db, t }) => db.select().from(t.stock))
    const skus = [...new Set(lots.map((lot) => lot.sku))].filter((sku) => sku !== SCARCE_SKU && sku !== RUNNING_LOW_SKU)
    expect(skus.filter((sku) => lots.filter((lot) => lot.sku === sku).length < 3)).toEqual([])
    expect(skus.filter((sku) => stock.filter((row) => row.sku === sku && row.inHouse).length < 3)).toEqual([])
    const expired = lots.filter((lot) => (lot.expiresOn ?? '9') < TODAY)
    expect(expired.length).toBeGreaterThanOrEqual(1)
    expect(expired.length).toBeLessThanOrEqual(2)
    const soon = lots.filter((lot) => lot.expiresOn && lot.expiresOn >= TODAY && lot.expiresOn <= '2026-12-24')
    expect(soon.length).toBeGreaterThan(4)
    expect(lots.every((lot) => lot.confirmed && lot.receivedAt < NOW && lot.costQuantity > 0)).toBe(true)
  })

  it('expects receipts, and has orders of four channels of which half are released', async () => {
    const { receipts, channels, orders, lists, exceptions } = await read(async ({ db, t }) => ({
      receipts: await db.select().from(t.receipts),
      channels: await db.select().from(t.channels),
      orders: await db.select().from(t.orders),
      lists: await db.select().from(t.pickLists),
      exceptions: await db.select().from(t.exceptions),
    }))
    expect(receipts.filter((receipt) => receipt.state === 'open')).toHaveLength(5)
    // Of the others only how long they took is known.
    expect(receipts.filter((receipt) => receipt.state === 'closed').every((receipt) => receipt.firstReceivedAt)).toBe(
      true,
    )
    expect(channels.map((channel) => channel.kind).sort()).toEqual(['dtc', 'marketplace', 'retail', 'wholesale'])
    expect(new Set(orders.map((order) => order.channel)).size).toBe(4)
    expect(orders.filter((order) => order.status !== 'shipped')).toHaveLength(24)
    expect(lists).toHaveLength(12)
    const open = exceptions.filter(({ state }) => state === 'open').map(({ type }) => type)
    expect(open.sort()).toEqual([
      'chargeback-due',
      'count-disturbed',
      'count-variance',
      'disposition-stopped',
      'documents-missing',
      'oversold',
    ])
  })

  it('has returns at every stage, and a chargeback that waits for its documents', async () => {
    const [returns, inspections] = await read(async ({ db, t }) => [
      await db.select().from(t.returns),
      await db.select().from(t.inspections),
    ])
    expect(returns.map(({ state }) => state).sort()).toEqual([
      ...Array(4).fill('closed'),
      'expected',
      ...Array(4).fill('received'),
    ])
    expect(returns.filter(({ documents }) => documents === 'missing')).toHaveLength(1)
    expect(new Set(inspections.map(({ state }) => state))).toEqual(new Set(['done', 'waiting']))
  })

  it('has a past to recall: lots made of delivered ones, shipped to customers of every channel', async () => {
    const { lots, made, shipments, orders } = await read(async ({ db, t }) => ({
      lots: await db.select().from(t.lots),
      made: await db.select().from(t.transformationLines),
      shipments: await db.select().from(t.shipments),
      orders: await db.select().from(t.orders),
    }))
    const consumed = made.filter((line) => line.side === 'consumed')
    expect(new Set(consumed.map((line) => line.sku))).toEqual(new Set(['SPR-PNUT', 'SPR-CRUNCH', 'GRA-PLAIN']))
    const delivered = lots.filter((lot) => lot.sku === 'SPR-PNUT')
    expect(delivered.map((lot) => lot.supplierLot?.endsWith('-1'))).toEqual([true, true, true])
    expect(lots.filter((lot) => lot.holdReason !== null).map((lot) => lot.sku)).toEqual(['TEA-GREEN'])
    const shipped = orders.filter((order) => order.status === 'shipped')
    expect(shipments).toHaveLength(shipped.length)
    expect(new Set(shipped.map((order) => order.channel)).size).toBe(4)
    expect(shipped.every((order) => order.placedAt < NOW)).toBe(true)
  })

  it('has an item that runs low, to be shared out between four channels of which each is known', async () => {
    const split = await read((reader) => proposeSplit(reader, 'MAIN', RUNNING_LOW_SKU, undefined, NOW))
    expect(split).toMatchObject({ isScarce: true, withheld: null, days: 10, until: '2026-12-04' })
    expect(split.periods).toBeGreaterThanOrEqual(10)
    expect(split.channels).toHaveLength(4)
    expect(split.channels.every(({ margin, proposed }) => margin !== null && margin > 0 && proposed !== null)).toBe(
      true,
    )
    expect(split.channels.some(({ now, penalty }) => penalty > 0 && now.exposure > 0)).toBe(true)
    expect(split.contribution.proposed).toBeGreaterThan(split.contribution.firstCome)
    expect(split.contribution.firstCome).toBeGreaterThan(split.contribution.now)
  })

  it('has weeks of counts, a difference to settle, and a day of counts that hide nothing which is worked with', async () => {
    const { counts, lines, tasks, receipts, users } = await read(async ({ db, t }) => ({
      counts: await db.select().from(t.counts),
      lines: await db.select().from(t.countLines),
      tasks: await db.select().from(t.tasks),
      receipts: await db.select().from(t.receiptLines),
      users: await db.select().from(t.users),
    }))
    expect(counts.length).toBeGreaterThan(280)
    expect(counts.every((one) => one.recordedAt < NOW && one.recordedAt > NOW - 28 * 86_400_000)).toBe(true)
    const counters = users.filter(({ id }) => counts.some((one) => one.userId === id))
    expect(counters.flatMap(({ roles }) => roles).sort()).toEqual(['counter', 'receiver'])
    const states = new Set(lines.map(({ state }) => state))
    expect([...states].sort()).toEqual(['disturbed', 'posted', 'recount', 'superseded'])
    expect(new Set(lines.map((line) => line.class)).size).toBeGreaterThan(1)
    expect(lines.filter((line) => line.counted === line.expected).length / lines.length).toBeGreaterThan(0.8)

    const asked = tasks.filter((task) => task.kind === 'count' && task.state === 'open')
    const origins = asked.map(({ origin }) => origin)
    expect(origins.filter((origin) => origin === 'plan')).toHaveLength(12)
    expect(origins).toEqual(expect.arrayContaining(['variance', 'disturbed', 'hand']))
    expect(asked.filter(({ deviceId }) => deviceId !== null)).toHaveLength(1)
    const picked = tasks.filter((task) => task.kind === 'pick' && task.state === 'open')
    const worked = new Set([...picked, ...receipts].map(({ sku }) => sku))
    const hidden = asked.filter(({ hiddenFrom }) => hiddenFrom === 'handhelds').map(({ location }) => location)
    const stock = await read(({ db, t }) => db.select().from(t.stock))
    expect(stock.filter((row) => hidden.includes(row.location) && worked.has(row.sku))).toEqual([])
  })

  it('has a person for each role, who can sign in on a device that the code enrols again and again', async () => {
    expect(demo.users.flatMap((user) => user.roles).sort()).toEqual([...ROLES].sort())
    for (const [index, { badge, roles }] of demo.users.entries()) {
      const deviceId = `HH-${index}`
      await database.work.run([], (tx) => enrol(tx, { code: demo.enrolmentCode, deviceId }))
      const signedIn = await signIn(database.work, { badge, pin: demo.pin, deviceId }, `device ${deviceId}`)
      expect(signedIn.user.roles).toEqual(roles)
    }
  })

  it('is the same warehouse when it is filled again, but for its badges', async () => {
    const again = await openTestDatabase('sqlite', atNoon)
    const other = await fillDemo(again.work, NOW)
    const standing = ({ db, t }: Reader) =>
      db
        .select({
          sku: t.stock.sku,
          lot: t.stock.lot,
          location: t.stock.location,
          quantity: t.stock.quantity,
          allocated: t.stock.allocated,
        })
        .from(t.stock)
        .orderBy(t.stock.sku, t.stock.lot, t.stock.location, t.stock.status)
    expect(await again.work.read(standing)).toEqual(await read(standing))
    expect(other.users.map((user) => user.badge)).not.toEqual(demo.users.map((user) => user.badge))
    await again.close()
  })
})

describe('its barcodes', () => {
  it('are each understood as what they are', async () => {
    const expected: [RegExp, ScanKind][] = [
      [/^Badges/, 'badge'],
      [/^Released orders|^Picked orders|^Orders that/, 'order'],
      [/^Bins|^Empty bins|^Docks|^Where/, 'location'],
      [/^Totes|^Carton/, 'unit'],
      [/^Cases|^Single units|^Other lots|^Receipt|^Goods/, 'item'],
      // A lot without its item, and a word: neither is a thing of the warehouse.
      [/^Scanner check/, 'unknown'],
    ]
    for (const { title, codes: own } of await codes()) {
      const kind = expected.find(([pattern]) => pattern.test(title))?.[1]
      expect(kind, title).toBeDefined()
      expect(own.length, title).toBeGreaterThan(0)
      const warnings = kind === 'unknown' ? expect.anything() : []
      for (const { label, text } of own) expect(scan(text), `${title}: ${label}`).toMatchObject({ kind, warnings })
    }
  })

  it('name places, people, orders and totes that exist', async () => {
    const names = await read(async ({ db, t }) => ({
      location: new Set((await db.select({ code: t.locations.code }).from(t.locations)).map((row) => row.code)),
      order: new Set((await db.select({ code: t.orders.externalId }).from(t.orders)).map((row) => row.code)),
      badge: new Set(demo.users.map((user) => user.badge)),
      item: new Set((await db.select({ code: t.barcodes.code }).from(t.barcodes)).map((row) => row.code)),
    }))
    // Labels from a roll are on nothing yet.
    const used = (await codes()).filter(({ title }) => !title.startsWith('Carton labels'))
    for (const { text } of used.flatMap((one) => one.codes)) {
      const { kind, code } = scan(text)
      const known = kind === 'unit' ? names.location : names[kind as keyof typeof names]
      if (kind !== 'unknown') expect(known.has(code), text).toBe(true)
    }
  })

  it('cover every open pick task: its bin, and a case with its lot and expiry', async () => {
    const bins = (await group(/^Bins/)).map(({ text }) => scan(text).code)
    const cases = (await group(/^Cases/)).map(({ text }) => scan(text))
    const all = await read(({ db, t }) => db.select().from(t.tasks))
    const tasks = all.filter((task) => task.kind === 'pick' && task.state === 'open')
    const lots = await read(({ db, t }) => db.select().from(t.lots))
    const barcodes = await read(({ db, t }) => db.select().from(t.barcodes))
    expect(tasks.length).toBeGreaterThan(10)
    for (const { sku, lot, location } of tasks) {
      expect(bins).toContain(location)
      const own = cases.find((one) => one.lot === lot && barcodes.find((row) => row.code === one.gtin)?.sku === sku)
      expect(own?.expiresOn, `${sku} ${lot}`).toBe(lots.find((row) => row.sku === sku && row.lot === lot)?.expiresOn)
    }
  })

  it('include those by which the app judges a scanner', () => {
    expect(SCANNER_TEST).toEqual({ gs1: TEST_GS1.aim + TEST_GS1.text, plain: TEST_PLAIN.text })
  })

  it('are drawn on the sheet, each one', async () => {
    const page = await (await app.request('/demo/sheet')).text()
    const all = (await codes()).flatMap((one) => one.codes)
    expect(page.match(/<svg/g)).toHaveLength(all.length)
    expect(page).toContain('Oat bar Honey &amp; Almond')
    expect(page).not.toContain('NaN')
  })

  it('are not served where there is no demo', async () => {
    const plain = new Hono()
    mountDemo(plain, {
      work: database.work,
      attachments: NO_PHOTOS,
      vault: createVault(undefined),
      day: createRollOver(database.work, atNoon.now),
      epoch: '',
      now: atNoon.now,
      report: () => {},
    })
    for (const path of ['/demo.json', '/demo/codes.json', '/demo/sheet']) {
      expect((await plain.request(path)).status, path).toBe(404)
      expect((await app.request(path)).status, path).toBe(200)
    }
  })
})

describe('work in it', () => {
  it('goes on: another order is released whole', async () => {
    const orders = await read(({ db, t }) => db.select().from(t.orders))
    const waiting = orders.find((order) => order.status === 'committed')
    const released = await database.work.run([], (tx) =>
      releaseOrder(tx, waiting?.id ?? '', { userId: null, deviceId: null }),
    )
    expect(released.tasks.length).toBeGreaterThan(0)
    expect(released.short).toEqual([])
    expect((await audit(database.work, NOW)).findings).toEqual([])
  })
})
