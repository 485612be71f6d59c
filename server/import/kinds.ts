/** What can be imported: its columns, what a row must be, and how it is written. */
import { and, eq, ne } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { status } from '../../shared/transactions/status.ts'
import { setProtection } from '../availability/protections.ts'
import { putRule, type RuleInput, ruleInput } from '../availability/set-rules.ts'
import { keyOfSettlement, settle, settlementRow } from '../costing/settle.ts'
import type { Tx } from '../db/work.ts'
import { channelCode, channelInput, putChannel } from '../master/channels.ts'
import { addBarcode, barcodeLock, itemCode, itemInput, putItem } from '../master/items.ts'
import { keptBarcode } from '../master/kept-barcode.ts'
import { type LocationInput, locationCode, locationInput, putLocation } from '../master/locations.ts'
import { address, partnerInput, partnerName, putPartner } from '../master/partners.ts'
import { Problem } from '../problem.ts'
import { markStale } from '../replenishment/kept.ts'
import { checksOf, toldRow, writeTold } from '../replenishment/told.ts'
import * as cell from './cells.ts'
import { openStockImport } from './stock.ts'

export interface Kind<Row> {
  columns: readonly string[]
  schema: v.GenericSchema<unknown, Row>
  /** What may stand in a file once. */
  keyOf(row: Row): string
  /** Whether what the row is about is there already. */
  isKnown?(tx: Tx, warehouse: string, row: Row): Promise<boolean>
  /** `told`: the columns that the table has; undefined: what it leaves out is empty. See writeRows. */
  open(tx: Tx, warehouse: string, told?: ReadonlySet<string>): Writer<Row>
}

interface Writer<Row> {
  write(row: Row): Promise<void>
  end(): Promise<void>
}

const defineKind = <Row>(kind: Kind<Row>): Kind<Row> => kind
const nothingToEnd = async () => {}

/** What a row that is there already has in columns of which nothing was told. */
const untold = <Kept extends object>(kept: Kept | undefined, told: ReadonlySet<string> | undefined): Partial<Kept> =>
  told === undefined || kept === undefined
    ? {}
    : (Object.fromEntries(Object.entries(kept).filter(([name]) => !told.has(name))) as Partial<Kept>)

const itemEntries = itemInput.entries
const items = defineKind({
  columns: [
    'sku',
    'name',
    'rotation',
    'rotationPolicy',
    'traced',
    'lotTracked',
    'unit',
    'standardCost',
    'secondarySku',
    'group',
    'substituteSku',
    'leadTimeDays',
    'weightGrams',
    'cubicCm',
  ],
  schema: v.object({
    sku: itemCode,
    name: itemEntries.name,
    rotation: itemEntries.rotation,
    rotationPolicy: itemEntries.rotationPolicy,
    traced: v.optional(cell.flag, 'false'),
    lotTracked: v.optional(cell.flag, 'true'),
    unit: itemEntries.unit,
    standardCost: v.optional(cell.money),
    secondarySku: v.optional(field.sku),
    group: v.optional(field.name),
    substituteSku: v.optional(field.sku),
    leadTimeDays: v.optional(v.pipe(cell.whole('leadTimeDays'), v.minValue(0), v.maxValue(3650))),
    weightGrams: v.optional(v.pipe(cell.whole('weightGrams'), v.minValue(1), v.maxValue(10_000_000))),
    cubicCm: v.optional(v.pipe(cell.whole('cubicCm'), v.minValue(1), v.maxValue(100_000_000))),
  }),
  keyOf: (row) => row.sku,
  isKnown: async (tx, _, { sku }) => (await itemNow(tx, sku)) !== undefined,
  open: (tx, warehouse, told) => ({
    async write({ sku, ...item }) {
      const { barcodes } = tx.t
      const kept = await tx.db
        .select({ code: barcodes.code, quantity: barcodes.quantity })
        .from(barcodes)
        .where(eq(barcodes.sku, sku))
      await putItem(tx, warehouse, sku, { ...item, ...untold(await itemNow(tx, sku), told), barcodes: kept })
    },
    end: nothingToEnd,
  }),
})

const barcodes = defineKind({
  columns: ['code', 'sku', 'quantity'],
  schema: v.object({
    code: field.barcode,
    sku: field.sku,
    quantity: v.pipe(v.optional(cell.whole('quantity'), '1'), field.quantity),
  }),
  keyOf: (row) => keptBarcode(row.code),
  isKnown: async ({ db, t }, _, { code }) =>
    (
      await db
        .select()
        .from(t.barcodes)
        .where(eq(t.barcodes.code, keptBarcode(code)))
    ).length > 0,
  open: (tx) => ({
    async write({ code, sku, quantity }) {
      await requireItem(tx, sku)
      await refuseTaken(tx, keptBarcode(code), sku)
      await addBarcode(tx, { code: keptBarcode(code), sku, quantity })
    },
    end: nothingToEnd,
  }),
})

const locations = defineKind({
  columns: ['code', 'kind', 'within', 'pickSequence', 'blocked', 'zone'],
  schema: v.object({
    code: locationCode,
    kind: locationInput.entries.kind,
    within: locationInput.entries.within,
    pickSequence: v.optional(v.pipe(cell.whole('pickSequence'), v.minValue(0)), '0'),
    blocked: v.optional(cell.flag, 'false'),
    zone: locationInput.entries.zone,
  }),
  keyOf: (row) => row.code,
  isKnown: async (tx, warehouse, { code }) => (await locationNow(tx, warehouse, code)) !== undefined,
  open: (tx, warehouse, told) => ({
    async write({ code, ...location }) {
      const kept = untold(await locationNow(tx, warehouse, code), told)
      await putLocation(tx, warehouse, code, { ...location, ...(kept as Partial<LocationInput>) })
    },
    end: nothingToEnd,
  }),
})

const channels = defineKind({
  columns: ['channel', 'name', 'kind', 'priority', 'drawsShared', 'buffer', 'minShelfLifeDays', 'ordersAhead'],
  schema: v.object({
    channel: channelCode,
    name: field.name,
    kind: channelInput.entries.kind,
    priority: v.optional(v.pipe(cell.whole('priority'), v.minValue(1), v.maxValue(1000)), '100'),
    drawsShared: v.optional(cell.flag, 'true'),
    buffer: v.pipe(v.optional(cell.whole('buffer'), '0'), field.quantityOrZero),
    minShelfLifeDays: v.optional(v.pipe(cell.whole('minShelfLifeDays'), v.minValue(0), v.maxValue(3650))),
    ordersAhead: v.optional(cell.flag, 'false'),
  }),
  keyOf: (row) => row.channel,
  open: (tx) => ({ write: ({ channel, ...rest }) => putChannel(tx, channel, rest), end: nothingToEnd }),
})

const { address: _, ...references } = partnerInput.entries
const { name: businessName, ...place } = address.entries

const partners = defineKind({
  // `name` is what receipts and orders call it, `businessName` what it calls itself where that differs.
  columns: ['name', ...Object.keys(references), 'businessName', ...Object.keys(place)],
  schema: v.object({ name: partnerName, ...references, businessName, ...place }),
  keyOf: (row) => row.name,
  open: (tx) => ({
    async write({ name, gln, ffrn, url, ggn, businessName, ...place }) {
      const parts = Object.entries({ name: businessName, ...place }).filter(([, part]) => part !== undefined)
      await putPartner(tx, name, { gln, ffrn, url, ggn, address: parts.length > 0 ? Object.fromEntries(parts) : null })
    },
    end: nothingToEnd,
  }),
})

/** In minor units: multiplied by the largest quantity it is still exact. */
const MOST_UNIT_COST = Math.floor(Number.MAX_SAFE_INTEGER / field.MAX_QUANTITY)

const lots = defineKind({
  columns: [
    'sku',
    'lot',
    'receivedOn',
    'expiresOn',
    'producedOn',
    'supplier',
    'supplierLot',
    'tlcSource',
    'unitCost',
    'unitCostQuantity',
  ],
  schema: v.object({
    sku: field.sku,
    lot: field.lotNumber,
    receivedOn: field.date,
    expiresOn: v.optional(field.date),
    producedOn: v.optional(field.date),
    supplier: v.optional(field.name),
    supplierLot: v.optional(field.lotNumber),
    tlcSource: v.optional(field.name),
    unitCost: v.optional(
      v.pipe(
        cell.money,
        v.check(({ amount }) => amount <= MOST_UNIT_COST, 'No unit costs that much; it was written wrong.'),
      ),
    ),
    unitCostQuantity: v.optional(v.pipe(cell.whole('unitCostQuantity'), field.quantity), '1'),
  }),
  keyOf: (row) => `${row.sku}\n${row.lot}`,
  isKnown: async ({ db, t: { lots } }, _, { sku, lot }) =>
    (
      await db
        .select({ lot: lots.lot })
        .from(lots)
        .where(and(eq(lots.sku, sku), eq(lots.lot, lot)))
    ).length > 0,
  open: (tx, warehouse, told) => {
    const stock = openStockImport(tx, warehouse, told)
    return { write: (row) => stock.writeLot(row), end: () => stock.end() }
  },
})

const stock = defineKind({
  columns: ['sku', 'lot', 'location', 'status', 'quantity'],
  schema: v.object({
    sku: field.sku,
    lot: v.optional(field.lotNumber),
    location: field.location,
    status: v.optional(status, 'available'),
    quantity: v.pipe(cell.whole('quantity'), field.quantity),
  }),
  keyOf: (row) => `${row.sku}\n${row.lot ?? ''}\n${row.location}\n${row.status}`,
  // What it says is added to that.
  isKnown: async ({ db, t: { stock } }, warehouse, { sku, lot, location, status }) =>
    (
      await db
        .select({ quantity: stock.quantity })
        .from(stock)
        .where(
          and(
            eq(stock.warehouse, warehouse),
            eq(stock.sku, sku),
            eq(stock.lot, lot ?? ''),
            eq(stock.location, location),
            eq(stock.status, status),
            ne(stock.quantity, 0),
          ),
        )
    ).length > 0,
  open: (tx, warehouse) => {
    const opened = openStockImport(tx, warehouse)
    return { write: (row) => opened.writeStock(row), end: () => opened.end() }
  },
})

const protections = defineKind({
  columns: ['sku', 'channel', 'quantity', 'target', 'until'],
  schema: v.object({
    sku: field.sku,
    channel: field.name,
    quantity: v.pipe(cell.whole('quantity'), field.quantityOrZero),
    target: v.optional(v.pipe(cell.whole('target'), field.quantityOrZero)),
    until: v.optional(field.date),
  }),
  keyOf: (row) => `${row.sku}\n${row.channel}`,
  open: (tx, warehouse) => ({
    // An empty cell is no target and no end: the file says all of it.
    async write({ sku, channel, quantity, target, until }) {
      const whole = { quantity, target: target ?? null, until: until ?? null }
      await setProtection(tx, { warehouse, sku, channel }, whole, 'import')
    },
    end: nothingToEnd,
  }),
})

const rules = defineKind({
  columns: ['sku', 'group', 'channel', 'kind', 'value'],
  schema: v.pipe(
    v.object({
      sku: v.optional(field.sku),
      group: v.optional(field.name),
      channel: field.name,
      kind: v.string(),
      value: v.pipe(v.string(), v.regex(/^\d{1,15}(\.\d{1,6})?$/, 'value must be a number.'), v.transform(Number)),
    }),
    ruleInput as never,
  ) as unknown as v.GenericSchema<unknown, RuleInput>,
  keyOf: (row) => `${row.sku ?? ''}\n${row.group ?? ''}\n${row.channel}`,
  open: (tx, warehouse) => ({
    async write(rule) {
      await putRule(tx, warehouse, rule)
    },
    end: nothingToEnd,
  }),
})

const settlements = defineKind({
  columns: ['settlement', 'channel', 'order', 'sku', 'kind', 'day', 'amount'],
  schema: v.object({ ...settlementRow.entries, amount: v.pipe(cell.money, settlementRow.entries.amount) }),
  keyOf: keyOfSettlement,
  open: (tx, warehouse) => ({
    write: (row) => settle(tx, warehouse, row),
    end: nothingToEnd,
  }),
})

const demand = defineKind({
  columns: ['sku', 'channel', 'date', 'quantity'],
  schema: v.object({
    ...toldRow.entries,
    quantity: v.pipe(
      v.string(),
      v.regex(/^-?\d{1,9}$/, 'quantity must be a whole number.'),
      v.transform(Number),
      toldRow.entries.quantity,
    ),
  }),
  keyOf: ({ sku, channel, date }) => `${sku}\n${channel}\n${date}`,
  open: (tx, warehouse) => {
    const checks = checksOf(tx, warehouse)
    const told = new Set<string>()
    return {
      async write(row) {
        await (await checks)(row, '')
        await writeTold(tx, warehouse, row)
        told.add(row.sku)
      },
      end: () => markStale(tx, warehouse, [...told]),
    }
  },
})

export const kinds = {
  ...{ items, barcodes, locations, lots, stock, channels, protections, rules, partners, settlements },
  demand,
}
export type ImportKind = keyof typeof kinds

async function refuseTaken(tx: Tx, code: string, sku: string): Promise<void> {
  await tx.lock(barcodeLock(code))
  const [known] = await tx.db.select().from(tx.t.barcodes).where(eq(tx.t.barcodes.code, code))
  if (known && known.sku !== sku)
    throw new Problem(409, 'barcode-taken', `Barcode ${code} already names item ${known.sku}. Remove it there first.`)
}

async function requireItem(tx: Tx, sku: string): Promise<void> {
  const [known] = await tx.db.select({ sku: tx.t.items.sku }).from(tx.t.items).where(eq(tx.t.items.sku, sku))
  if (!known) throw new Problem(422, 'unknown-sku', `There is no item ${sku}. Import items first.`)
}

async function itemNow({ db, t: { items } }: Tx, sku: string) {
  const [known] = await db.select().from(items).where(eq(items.sku, sku))
  return known
}

async function locationNow({ db, t: { locations } }: Tx, warehouse: string, code: string) {
  const [known] = await db
    .select()
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), eq(locations.code, code)))
  return known
}
