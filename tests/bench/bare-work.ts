/**
 * The limit of a push: the very statements that the server runs for it, prepared and run by better-sqlite3 alone, with
 * all texts made before the clock starts. No HTTP, no validation, no JSON, no hash chain, no query builder.
 *
 * The bench compares what this runs with what the server runs, statement by statement: see same-statements.ts.
 */
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import type { Unit } from './plan.ts'

const LOT = columns(
  'sku lot supplier supplier_lot tlc_source produced_on expires_on received_at cost_total cost_quantity cost_currency landed_total hold_reason confirmed',
)
const STOCK = columns(
  'warehouse sku lot location status quantity allocated suspect in_house sellable rotation expires_on pick_sequence',
)
const MOVEMENT = columns(
  'id warehouse transaction_id sku lot quantity from_location from_status to_location to_status reason border order_id channel device_id user_id occurred_at recorded_at',
)
const INBOX = columns(
  'id warehouse device_id stream_id seq type user_id envelope received_at outcome exceptions problem effects state waits_for mended dismissed',
)
const ITEM = columns(
  'sku name rotation rotation_policy traced lot_tracked unit standard_cost secondary_sku group substitute_sku lead_time_days weight_grams cubic_cm',
)
const LOCATION = columns('warehouse code kind within pick_sequence blocked zone sscc counted_at')
const TASK = columns(
  'id warehouse kind state pick_list_id order_id line_id sku lot location quantity done sequence tote scope origin hidden_from device_id leased_at not_by created_at',
)
const WAREHOUSES = columns('code name time_zone currency gln rotation_policy address')
const TERMS = columnsOf('channels', 'channel priority draws_shared buffer min_shelf_life_days served_from')
const CLAIM = columnsOf('claims', 'protected committed allocated backordered planned drawn target until')
const RULE = columnsOf('rules', 'id warehouse sku group channel kind value')

interface Columns {
  list: string
  marks: string
}

function columns(names: string): Columns {
  const all = names.split(' ')
  return { list: all.map((name) => `"${name}"`).join(', '), marks: all.map(() => '?').join(', ') }
}

/** As the server names them where it joins. */
function columnsOf(table: string, names: string): string {
  return names
    .split(' ')
    .map((name) => `"${table}"."${name}"`)
    .join(', ')
}

const adds = (table: string, names: string[]): string =>
  names.map((name) => `"${name}" = "${table}"."${name}" + excluded.${name}`).join(', ')

const inserts = (table: string, { list, marks }: Columns): string =>
  `insert into "${table}" (${list}) values (${marks})`

const SQL = {
  begin: 'BEGIN IMMEDIATE',
  head: 'SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1',
  savepoint: 'SAVEPOINT unit',
  release: 'RELEASE unit',
  commit: 'COMMIT',
  logSize: 'PRAGMA wal_checkpoint(NOOP)',
  openStream: `${inserts('streams', columns('stream_id device_id previous_stream_id previous_seq expected_seq skew_ms'))} on conflict ("streams"."stream_id") do update set "skew_ms" = excluded.skew_ms`,
  known: `select ${INBOX.list} from "inbox" where "inbox"."id" = ?`,
  advance:
    'update "streams" set "expected_seq" = "streams"."expected_seq" + 1 where ("streams"."stream_id" = ? and "streams"."expected_seq" = ?) returning "expected_seq"',
  item: `select ${ITEM.list} from "items" where "items"."sku" = ?`,
  location: `select ${LOCATION.list} from "locations" where ("locations"."warehouse" = ? and "locations"."code" = ?)`,
  lot: `select ${LOT.list} from "lots" where ("lots"."sku" = ? and "lots"."lot" = ?)`,
  addLot: inserts('lots', LOT),
  movement: inserts('movements', MOVEMENT),
  stock: `${inserts('stock', STOCK)} on conflict ("stock"."warehouse", "stock"."sku", "stock"."lot", "stock"."location", "stock"."status") do update set ${adds('stock', ['quantity', 'allocated', 'suspect'])} returning ${STOCK.list}`,
  emptied:
    'delete from "stock" where ("stock"."warehouse" = ? and "stock"."sku" = ? and "stock"."lot" = ? and "stock"."location" = ? and "stock"."status" = ?)',
  askedBack: `select ${TASK.list} from "tasks" where ("tasks"."warehouse" = ? and "tasks"."state" = 'open' and "tasks"."kind" = 'put-back' and "tasks"."location" = ? and "tasks"."sku" = ? and "tasks"."lot" = ? and "tasks"."line_id" is null) order by "tasks"."id" asc`,
  waiting: `select ${INBOX.list} from "inbox" where "inbox"."waits_for" is not null and "inbox"."waits_for" = ? and "inbox"."warehouse" = ?`,
  shelf: `${inserts('shelf', columns('warehouse sku expires_on sellable allocated'))} on conflict ("shelf"."warehouse", "shelf"."sku", "shelf"."expires_on") do update set ${adds('shelf', ['sellable', 'allocated'])}`,
  warehouse: `select ${WAREHOUSES.list} from "warehouses" where "warehouses"."code" = ?`,
  claims: `select ${TERMS}, ${CLAIM} from "claims" inner join "channels" on "channels"."channel" = "claims"."channel" where ("claims"."warehouse" = ? and "claims"."sku" = ?)`,
  rules: `select ${RULE} from "rules" inner join "items" on "items"."sku" = ? where ("rules"."warehouse" = ? and ("rules"."sku" = ? or ("rules"."sku" is null and "rules"."group" = "items"."group")))`,
  inbox: inserts('inbox', INBOX),
  feed: 'INSERT INTO feed (position, ref, changes, chain) VALUES (?, ?, ?, ?)',
}

type Name = keyof typeof SQL
type Statements = Record<Name, Database.Statement>

/** What a unit writes, ready to be bound. */
export interface BareUnit {
  unit: Unit
  id: string
  movementId: string
  seq: number
  at: number
  envelope: string
  changes: string
}

const WAREHOUSE = 'MAIN'
const USER = 'bench'

export interface BareWork {
  /** Runs the units of one device in commits of `perCommit`. */
  run(units: readonly BareUnit[], perCommit: number): void
  close(): void
}

/**
 * Those of the server's writer, and temporary data in memory: else SQLite keeps what a savepoint may have to take back in
 * a file, which alone doubles the cost of a unit. The limit is what is possible, whatever the server does. Without the server's
 * second thread the log is copied within a commit, as SQLite does by itself.
 */
const SETTINGS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'wal_autocheckpoint = 4000',
  'cache_size = -65536',
  'temp_store = MEMORY',
]

export function openBareWork(file: string, verbose?: (sql: unknown) => void): BareWork {
  const database = new Database(file, verbose ? { verbose } : {})
  for (const setting of SETTINGS) database.pragma(setting)
  const s = Object.fromEntries(Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)])) as Statements
  const device = { id: 'BARE', stream: v7() }
  let seq = 0
  return {
    run(units, perCommit) {
      for (let at = 0; at < units.length; at += perCommit) {
        s.begin.run()
        let position = (s.head.get() as { position: number } | undefined)?.position ?? 0
        inSavepoint(s, () => s.openStream.run(device.stream, device.id, null, null, 1, 0))
        for (const unit of units.slice(at, at + perCommit)) {
          position += 1
          seq += 1
          inSavepoint(s, () => runUnit(s, device, { ...unit, seq }, position))
        }
        s.commit.run()
        s.logSize.get()
      }
    },
    close: () => database.close(),
  }
}

function inSavepoint(s: Statements, run: () => void): void {
  s.savepoint.run()
  run()
  s.release.run()
}

function runUnit(s: Statements, device: { id: string; stream: string }, bare: BareUnit, position: number): void {
  const { unit, id, at } = bare
  s.known.all(id)
  s.advance.all(device.stream, bare.seq)
  s.item.all(unit.sku)
  if (unit.type === 'receive') receive(s, device, bare)
  else move(s, device, bare)
  s.inbox.run(
    ...[id, WAREHOUSE, device.id, device.stream, bare.seq, unit.type, USER, bare.envelope, at],
    ...['applied', '[]', 'null', '[]', 'applied', null, 'null', 'null'],
  )
  s.feed.run(position, id, bare.changes, id.replaceAll('-', ''))
}

function receive(s: Statements, device: { id: string }, bare: BareUnit): void {
  const { unit, id, at } = bare
  const { sku, lot, quantity, dock, expiresOn } = unit
  s.location.all(WAREHOUSE, dock)
  s.lot.all(sku, lot)
  if (unit.newLot) s.addLot.run(sku, lot, null, null, null, null, expiresOn, at, null, 0, null, 0, null, 1)
  movement(s, device, bare, '@supplier', dock)
  changeStock(s, bare, '@supplier', -quantity, 0)
  changeStock(s, bare, dock, quantity, 1)
  s.waiting.all(id, WAREHOUSE)
  s.shelf.run(WAREHOUSE, sku, expiresOn, quantity, 0)
  s.warehouse.all(WAREHOUSE)
  s.claims.all(WAREHOUSE, sku)
  s.rules.all(sku, WAREHOUSE, sku)
}

function move(s: Statements, device: { id: string }, bare: BareUnit): void {
  const { unit, id } = bare
  const { sku, lot, quantity, dock, bin } = unit
  s.location.all(WAREHOUSE, dock)
  s.location.all(WAREHOUSE, bin)
  s.lot.all(sku, lot)
  movement(s, device, bare, dock, bin)
  changeStock(s, bare, dock, -quantity, 1)
  s.emptied.run(WAREHOUSE, sku, lot, dock, 'available')
  changeStock(s, bare, bin, quantity, 1)
  s.askedBack.all(WAREHOUSE, dock, sku, lot)
  s.waiting.all(id, WAREHOUSE)
}

function movement(s: Statements, device: { id: string }, bare: BareUnit, from: string, to: string): void {
  const { sku, lot, quantity, type } = bare.unit
  const border = from.startsWith('@') || to.startsWith('@') ? 1 : 0
  s.movement.run(
    ...[bare.movementId, WAREHOUSE, bare.id, sku, lot, quantity, from, 'available', to, 'available', type, border],
    ...[null, null, device.id, USER, bare.at, bare.at],
  )
}

/** `inHouse` is 1 for places of the warehouse: what stands there is sellable here. */
function changeStock(s: Statements, { unit, at }: BareUnit, location: string, quantity: number, inHouse: 0 | 1): void {
  const rotation = `${unit.expiresOn} ${String(at).padStart(14, '0')}`
  s.stock.all(
    ...[WAREHOUSE, unit.sku, unit.lot, location, 'available', quantity, 0, 0, inHouse, inHouse],
    ...[rotation, unit.expiresOn, 0],
  )
}

/** Ids in time order, and texts as long as the server's. */
export function bareUnits(units: readonly Unit[]): BareUnit[] {
  const at = Date.now()
  return units.map((unit, index) => {
    const id = v7()
    const seq = index + 1
    return {
      unit,
      id,
      movementId: v7(),
      seq,
      at,
      envelope: envelopeText(unit, id, seq),
      changes: changesText(unit, id),
    }
  })
}

function envelopeText(unit: Unit, id: string, seq: number): string {
  return JSON.stringify(envelopeOf(unit, id, seq, new Date().toISOString()))
}

/** A transaction as the app records it. */
export function envelopeOf(
  { type, sku, lot, quantity, dock, bin, expiresOn }: Unit,
  id: string,
  seq: number,
  occurredAt: string,
) {
  const payload =
    type === 'receive'
      ? { sku, lot, quantity, location: dock, expiresOn }
      : { sku, lot, quantity, from: dock, to: bin, status: 'available' }
  return { id, seq, v: 1, type, session: null, cursor: null, occurredAt, monotonicMs: 1_234_567.8, payload }
}

function changesText({ type, sku, lot, quantity, dock, bin, expiresOn, newLot }: Unit, id: string): string {
  const stock = (location: string) => ({
    table: 'stock',
    key: `${sku}\u001f${lot}\u001f${location}\u001favailable`,
    value: { sku, lot, location, status: 'available', quantity, allocated: 0, suspect: 0 },
    warehouse: WAREHOUSE,
  })
  const lots = {
    table: 'lots',
    key: `${sku}\u001f${lot}`,
    value: { sku, lot, expiresOn, producedOn: null, receivedAt: Date.now(), held: false, confirmed: true },
    warehouse: null,
  }
  const outcome = {
    table: 'outcomes',
    key: id,
    value: { id, device: 'BARE', outcome: 'applied', settled: true, exceptions: [] },
    warehouse: WAREHOUSE,
  }
  if (type === 'receive') return JSON.stringify([...(newLot ? [lots] : []), stock(dock), outcome])
  return JSON.stringify([{ ...stock(dock), value: null }, stock(bin), outcome])
}
