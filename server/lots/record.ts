/** Lots as the floor meets them: confirmed by a receipt, or unconfirmed when first met anywhere else. */
import { and, eq, inArray, isNull, min, ne, or, sql } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import { PRODUCTION, SUPPLIER } from '../../shared/rules/places.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { prepared, type Statements } from '../db/work.ts'
import { closeException, type NewException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import type { Item, Lot } from '../ledger/ground.ts'
import { refreshLotStock } from '../ledger/refresh.ts'
import { raise, raiseState, type Scene } from '../ledger/scene.ts'
import { warehouseCodes } from '../master/warehouses.ts'
import { notFound, Problem } from '../problem.ts'

const COLUMNS = [
  'sku',
  'lot',
  'supplier',
  'supplierLot',
  'tlcSource',
  'producedOn',
  'expiresOn',
  'receivedAt',
  'costTotal',
  'costQuantity',
  'costCurrency',
  'landedTotal',
  'holdReason',
  'confirmed',
] as const satisfies readonly (keyof Lot)[]

/** What a lot's stock keeps columns from. */
const STOCK_FOLLOWS = ['expiresOn', 'receivedAt', 'holdReason', 'confirmed'] as const satisfies readonly (keyof Lot)[]

const statements = ((db, t) => ({
  insert: prepared(
    'lots_insert',
    db
      .insert(t.lots)
      .values(Object.fromEntries(COLUMNS.map((column) => [column, sql.placeholder(column)])) as unknown as Lot),
  ),
})) satisfies Statements<unknown>

/** Notes what a receipt was paid, so that undoing it takes it out of the lot's cost again. */
function noteCost(scene: Scene, sku: string, lot: string, facts: LotFacts, quantity: number): void {
  const { costTotal, costQuantity } = costOf(facts, quantity)
  if (costTotal !== null) scene.effects.push({ kind: 'lot-cost', sku, lot, costTotal, costQuantity })
}

/** After a receipt was undone: the lot is weighed and dated by those that stand. */
export async function forgetReceipt(
  scene: Scene,
  sku: string,
  lot: string,
  undone: string,
  cost: { costTotal: number; costQuantity: number },
): Promise<void> {
  const known = await scene.ground.lot(sku, lot)
  if (!known) return
  const { movements, inbox } = scene.tx.t
  const [first] = await scene.tx.db
    .select({ at: min(movements.occurredAt) })
    .from(movements)
    .leftJoin(inbox, eq(inbox.id, movements.transactionId))
    .where(
      and(
        eq(movements.sku, sku),
        eq(movements.lot, lot),
        // Come in, or made: an undo of what left is no receipt.
        inArray(movements.reason, ['receive', 'produce', 'transform']),
        inArray(movements.fromLocation, [SUPPLIER, PRODUCTION]),
        ne(movements.transactionId, undone),
        or(isNull(inbox.state), ne(inbox.state, 'reversed')),
      ),
    )
  const costQuantity = known.costQuantity - cost.costQuantity
  const costTotal = costQuantity === 0 ? null : (known.costTotal ?? 0) - cost.costTotal
  await saveLot(scene, known, { ...known, costQuantity, costTotal, receivedAt: first?.at ?? known.receivedAt })
}

export interface LotFacts {
  expiresOn?: string | undefined
  producedOn?: string | undefined
  supplier?: string | undefined
  supplierLot?: string | undefined
  tlcSource?: string | undefined
  unitCost?: Money | undefined
  /** Of the whole quantity, where it was not paid by the unit. */
  totalCost?: Money | undefined
}

const NOTHING_KNOWN = {
  supplier: null,
  supplierLot: null,
  tlcSource: null,
  producedOn: null,
  expiresOn: null,
  costTotal: null,
  costCurrency: null,
  landedTotal: 0,
}

/** The lot that a payload names, as the ledger keys it: items without lots use the empty lot. */
export const ledgerLot = (item: Item, lot: string | null | undefined): string => (item.lotTracked ? (lot ?? '') : '')

/**
 * A lot belongs to the company, an item's lock to one warehouse: two of them must not overwrite each other's receipt.
 * Taken before the item's lock, so that receipts of one lot never wait for each other crosswise.
 */
export const lockLot = (scene: Scene, sku: string, lot: string): Promise<void> => lockLots(scene, [{ sku, lot }])

/** Several at once, in an order that is the same for all: whoever uses up a lot and whoever holds it wait for each other. */
export const lockLots = ({ tx }: Pick<Scene, 'tx'>, lots: readonly { sku: string; lot: string }[]): Promise<void> =>
  tx.lock(...lots.map(({ sku, lot }) => `lot ${lotKey(sku, lot)}`))

/**
 * A receipt brought this lot, or it was made here: it is confirmed, its first receipt dates it, and its cost is weighted by
 * quantity. `datedAt`: since when goods of it are there, for goods that are older than their lot number.
 */
export async function recordReceivedLot(
  scene: Scene,
  item: Item,
  lot: string,
  quantity: number,
  facts: LotFacts,
  datedAt: number = scene.posted.occurredAt,
): Promise<void> {
  if (!item.lotTracked) return
  if (lot === '') return raiseUnknownLot(scene, item)
  const known = await scene.ground.lot(item.sku, lot)
  if (!known) {
    noteCost(scene, item.sku, lot, facts, quantity)
    await insertLot(scene, {
      ...NOTHING_KNOWN,
      ...statedFacts(facts),
      ...costOf(facts, quantity),
      sku: item.sku,
      lot,
      receivedAt: datedAt,
      holdReason: null,
      confirmed: true,
    })
    return
  }
  const receivedAt = known.confirmed ? Math.min(known.receivedAt, datedAt) : datedAt
  await raiseConflicts(scene, known, facts)
  const added = addedCost(known, facts, quantity)
  if (added.costQuantity !== undefined) noteCost(scene, item.sku, lot, facts, quantity)
  const next: Lot = {
    ...known,
    ...missingFacts(known, facts),
    ...added,
    receivedAt,
    confirmed: true,
  }
  await noteOtherSupplierLot(scene, next, facts.supplierLot)
  await saveLot(scene, known, next)
}

/** A lot first met outside a receipt: in stock, not sellable, and somebody must complete it. */
export async function meetLot(scene: Scene, item: Item, lot: string): Promise<void> {
  if (!item.lotTracked) return
  if (lot === '') return raiseUnknownLot(scene, item)
  const known = await scene.ground.lot(item.sku, lot)
  if (known?.confirmed) return
  // Its exception may have been settled when nothing of it was here any more, as by a merge.
  if (known) return raiseState(scene, neverReceived(item.sku, lot))
  await insertLot(scene, {
    ...NOTHING_KNOWN,
    sku: item.sku,
    lot,
    receivedAt: scene.posted.occurredAt,
    costQuantity: 0,
    holdReason: null,
    confirmed: false,
  })
  await raise(scene, neverReceived(item.sku, lot))
}

const neverReceived = (sku: string, lot: string): NewException => ({
  type: 'unconfirmed-lot',
  subject: lotKey(sku, lot),
  detail: `Lot ${lot} of ${sku} was met on the floor but never received. It is not sold until it is completed.`,
  sku,
  lot,
})

export interface ImportedLot extends LotFacts {
  sku: string
  lot: string
  /** Local date of the first receipt. */
  receivedOn: string
  unitCostQuantity: number
}

/** What a table may have columns of, and what of a lot each of them says. */
const TOLD_BY = {
  supplier: 'supplier',
  supplierLot: 'supplierLot',
  tlcSource: 'tlcSource',
  producedOn: 'producedOn',
  expiresOn: 'expiresOn',
  costTotal: 'unitCost',
  costQuantity: 'unitCost',
  costCurrency: 'unitCost',
} as const satisfies Partial<Record<keyof Lot, string>>

const untold = (known: Lot, told: ReadonlySet<string>): Partial<Lot> =>
  Object.fromEntries(
    Object.entries(TOLD_BY).flatMap(([fact, column]) =>
      told.has(column) ? [] : [[fact, known[fact as keyof typeof TOLD_BY]]],
    ),
  )

/**
 * A lot from a file: what the file states replaces what was known. `told`: the columns that it has, where the others say nothing;
 * undefined: what it leaves out is not known.
 */
export async function saveImportedLot(scene: Scene, row: ImportedLot, told?: ReadonlySet<string>): Promise<void> {
  const lot: Lot = {
    ...NOTHING_KNOWN,
    ...statedFacts(row),
    ...costOf(row, row.unitCostQuantity),
    sku: row.sku,
    lot: row.lot,
    receivedAt: Date.parse(`${row.receivedOn}T12:00:00Z`),
    holdReason: null,
    confirmed: true,
  }
  await lockLot(scene, row.sku, row.lot)
  const known = await scene.ground.lot(row.sku, row.lot)
  if (!known) return insertLot(scene, lot)
  await noteOtherSupplierLot(scene, lot, known.supplierLot)
  const kept = told === undefined ? {} : untold(known, told)
  await saveLot(scene, known, { ...lot, ...kept, holdReason: known.holdReason, landedTotal: known.landedTotal })
}

/** A lot keeps one supplier lot; what else came in under its number is noted, so that a recall by supplier lot finds it. */
async function noteOtherSupplierLot(
  { tx }: Scene,
  kept: Pick<Lot, 'sku' | 'lot' | 'supplierLot'>,
  supplierLot: string | null | undefined,
): Promise<void> {
  if (supplierLot == null || supplierLot === kept.supplierLot) return
  await tx.db.insert(tx.t.supplierLots).values({ supplierLot, sku: kept.sku, lot: kept.lot }).onConflictDoNothing()
}

const raiseUnknownLot = (scene: Scene, item: Item): Promise<void> =>
  raise(scene, {
    type: 'unconfirmed-lot',
    subject: lotKey(item.sku, ''),
    detail: `Stock of ${item.sku} was recorded without its lot. It is not sold until the lot is known.`,
    sku: item.sku,
    lot: '',
  })

/** Why it may not be sold, or null; its stock everywhere follows. A lot that nobody has met yet is kept for when it comes. */
export async function setHoldReason(scene: Scene, sku: string, lot: string, holdReason: string | null): Promise<void> {
  const known = await scene.ground.lot(sku, lot)
  if (known) return saveLot(scene, known, { ...known, holdReason })
  await insertLot(scene, {
    ...NOTHING_KNOWN,
    sku,
    lot,
    receivedAt: scene.posted.occurredAt,
    costQuantity: 0,
    holdReason,
    confirmed: false,
  })
}

/** Says of a known lot what no receipt has said. What is known otherwise is refused: a receipt is undone, not overwritten. */
export async function completeLot(
  scene: Scene,
  sku: string,
  lot: string,
  facts: Pick<LotFacts, 'supplier' | 'supplierLot' | 'tlcSource'>,
): Promise<void> {
  const known = await lotToChange(scene, sku, lot)
  const differing = (['supplier', 'supplierLot', 'tlcSource'] as const).find(
    (fact) => facts[fact] !== undefined && known[fact] !== null && known[fact] !== facts[fact],
  )
  if (differing)
    throw new Problem(
      409,
      'lot-differs',
      `Lot ${lot} of ${sku} was received with ${differing} ${known[differing]}. Undo that receipt if it was wrong.`,
      { field: differing },
    )
  await saveLot(scene, known, { ...known, ...missingFacts(known, facts) })
}

export interface Completion {
  expiresOn: string | null
  producedOn: string | null
  supplier: string | null
  supplierLot: string | null
  /** UTC milliseconds; null: as it was met. */
  receivedAt: number | null
}

/** A person says what a lot is that was met without a receipt: from now on it is sold as any other. */
export async function confirmLot(
  scene: Scene,
  sku: string,
  lot: string,
  { receivedAt, ...facts }: Completion,
  by: string,
): Promise<void> {
  const known = await lotToChange(scene, sku, lot)
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
  const next = { ...known, ...stated, receivedAt: receivedAt ?? known.receivedAt, confirmed: true }
  await saveLot(scene, known, next, `${by} completed the lot.`)
}

/** A person says which of the dates on two labels is right: the lot and its stock everywhere follow. */
export async function correctLot(
  scene: Scene,
  sku: string,
  lot: string,
  dates: { expiresOn?: string | null; producedOn?: string | null },
): Promise<void> {
  const known = await lotToChange(scene, sku, lot)
  await saveLot(scene, known, { ...known, ...dates })
}

/** Somebody says late what a lot was bought for, of all that was received. Refused where a receipt has said it. */
export async function giveLotCost(scene: Scene, sku: string, lot: string, unitCost: Money): Promise<void> {
  const known = await lotToChange(scene, sku, lot)
  if (known.costTotal !== null)
    throw new Problem(
      409,
      'lot-cost-known',
      `What lot ${lot} of ${sku} cost is known from its receipts. Give a landed cost of kind correction instead.`,
    )
  const units = await unitsReceived(scene, sku, lot)
  if (units === 0) throw new Problem(409, 'lot-not-received', `Nothing of lot ${lot} of ${sku} was received.`)
  const cost = { costTotal: unitCost.amount * units, costQuantity: units, costCurrency: unitCost.currency }
  await saveLot(scene, known, { ...known, ...cost })
}

/** More or, if negative, less than what was paid for the goods; in the lot's own currency. */
export async function addLandedCost(scene: Scene, sku: string, lot: string, amount: number): Promise<void> {
  const known = await lotToChange(scene, sku, lot)
  await saveLot(scene, known, { ...known, landedTotal: known.landedTotal + amount })
}

/** By receipts and by what was made, those that were undone left out. */
async function unitsReceived({ tx: { db, t } }: Scene, sku: string, lot: string): Promise<number> {
  const { movements: m, inbox } = t
  const [row] = await db
    .select({ units: sql<number>`cast(coalesce(sum(${m.quantity}), 0) as bigint)`.mapWith(Number) })
    .from(m)
    .leftJoin(inbox, eq(inbox.id, m.transactionId))
    .where(
      and(
        eq(m.sku, sku),
        eq(m.lot, lot),
        inArray(m.reason, ['receive', 'produce', 'transform']),
        inArray(m.fromLocation, [SUPPLIER, PRODUCTION]),
        or(isNull(inbox.state), ne(inbox.state, 'reversed')),
      ),
    )
  return row?.units ?? 0
}

async function lotToChange(scene: Scene, sku: string, lot: string): Promise<Lot> {
  await lockLot(scene, sku, lot)
  const known = await scene.ground.lot(sku, lot)
  if (!known) throw notFound(`lot ${lot} of ${sku}`)
  return known
}

async function insertLot(scene: Scene, lot: Lot): Promise<void> {
  await scene.tx.statements(statements).insert.execute({ ...lot })
  scene.ground.rememberLot(lot)
  emit(scene.tx, 'lots', null, lot)
}

async function saveLot(scene: Scene, before: Lot, after: Lot, confirmedBy = 'A receipt of it came in.'): Promise<void> {
  if (COLUMNS.every((column) => before[column] === after[column])) return
  const { lots } = scene.tx.t
  await scene.tx.db
    .update(lots)
    .set(after)
    .where(and(eq(lots.sku, after.sku), eq(lots.lot, after.lot)))
  scene.ground.rememberLot(after)
  emit(scene.tx, 'lots', null, after)
  if (after.confirmed && !before.confirmed) await closeUnconfirmed(scene, after, confirmedBy)
  if (STOCK_FOLLOWS.some((column) => before[column] !== after[column])) await refreshLotStock(scene, after)
}

/** A lot belongs to the company: wherever it was met, it is confirmed now. */
async function closeUnconfirmed({ tx }: Scene, { sku, lot }: Lot, why: string): Promise<void> {
  for (const warehouse of await warehouseCodes(tx))
    await closeException(tx, warehouse, 'unconfirmed-lot', lotKey(sku, lot), why)
}

const statedFacts = ({
  expiresOn = null,
  producedOn = null,
  supplier = null,
  supplierLot = null,
  tlcSource = null,
}: { [Fact in keyof LotFacts]?: LotFacts[Fact] | null | undefined }) =>
  ({ expiresOn, producedOn, supplier, supplierLot, tlcSource }) as Pick<
    Lot,
    'expiresOn' | 'producedOn' | 'supplier' | 'supplierLot' | 'tlcSource'
  >

/** What was known stays: a second label that disagrees is an exception, not a correction. */
function missingFacts(known: Lot, facts: LotFacts): Partial<Lot> {
  const stated = statedFacts(facts)
  return Object.fromEntries(
    Object.entries(stated).filter(([fact, value]) => value !== null && known[fact as keyof Lot] === null),
  )
}

function costOf(facts: LotFacts, quantity: number): Pick<Lot, 'costTotal' | 'costQuantity' | 'costCurrency'> {
  if (facts.totalCost)
    return { costTotal: facts.totalCost.amount, costQuantity: quantity, costCurrency: facts.totalCost.currency }
  if (!facts.unitCost) return { costTotal: null, costQuantity: 0, costCurrency: null }
  return { costTotal: facts.unitCost.amount * quantity, costQuantity: quantity, costCurrency: facts.unitCost.currency }
}

function addedCost(known: Lot, facts: LotFacts, quantity: number): Partial<Lot> {
  const added = costOf(facts, quantity)
  if (added.costTotal === null || (known.costCurrency !== null && known.costCurrency !== added.costCurrency)) return {}
  return {
    costTotal: (known.costTotal ?? 0) + added.costTotal,
    costQuantity: known.costQuantity + added.costQuantity,
    costCurrency: added.costCurrency,
  }
}

async function raiseConflicts(scene: Scene, known: Lot, facts: LotFacts): Promise<void> {
  const conflicts = (['expiresOn', 'producedOn'] as const).filter(
    (date) => facts[date] !== undefined && known[date] !== null && facts[date] !== known[date],
  )
  const currency =
    facts.unitCost !== undefined && known.costCurrency !== null && known.costCurrency !== facts.unitCost.currency
  if (conflicts.length === 0 && !currency) return
  const said = conflicts.map((date) => `${date} ${facts[date]} instead of ${known[date]}`)
  if (currency) said.push(`its cost in ${facts.unitCost?.currency} instead of ${known.costCurrency}`)
  await raise(scene, {
    type: 'lot-conflict',
    subject: `${known.sku}/${known.lot}`,
    detail: `A receipt of lot ${known.lot} of ${known.sku} states ${said.join(' and ')}. The first statement was kept.`,
    sku: known.sku,
    lot: known.lot,
  })
}
