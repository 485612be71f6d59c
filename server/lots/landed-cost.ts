/**
 * What it cost to get goods here beside what was paid for them: a bill for freight, duty or the like, spread over the lots that it
 * is of. What had been made of such a lot gets its share; what had left is reckoned again in the margin ledger.
 */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { apportion } from '../../shared/rules/apportion.ts'
import type { Money } from '../../shared/rules/money.ts'
import * as field from '../../shared/transactions/fields.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { LANDED_KINDS, type LandedKind } from '../db/tables/landed-costs.ts'
import type { Tx } from '../db/work.ts'
import type { Lot } from '../ledger/ground.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { notFound, Problem } from '../problem.ts'
import { addLandedCost, giveLotCost, lockLots } from './record.ts'

const WAYS = ['value', 'units', 'weight', 'volume'] as const

export const landedCostInput = v.object({
  kind: v.picklist(LANDED_KINDS, `The kind is ${LANDED_KINDS.join(', ')}.`),
  amount: field.nonNegativeMoney,
  /** It came back, or is taken off. */
  isCredit: v.optional(v.boolean(), false),
  lots: v.pipe(
    v.array(v.object({ sku: field.sku, lot: field.lotNumber })),
    v.minLength(1, 'Name at least one lot.'),
    v.maxLength(1_000, 'Name at most 1,000 lots.'),
    v.check(
      (lots) => new Set(lots.map(({ sku, lot }) => lotKey(sku, lot))).size === lots.length,
      'Each lot is named once.',
    ),
  ),
  /** How it is spread over them. */
  by: v.optional(v.picklist(WAYS, `It is spread by ${WAYS.join(', ')}.`), 'value'),
  /** The number on the bill. */
  reference: v.optional(field.name),
  note: v.optional(field.note),
})
export type LandedCostInput = v.InferOutput<typeof landedCostInput>

export const lotCostInput = v.object({ unitCost: field.nonNegativeMoney })

export interface LandedCostTaken {
  id: string
  /** Minor units of each lot's own currency. */
  lots: { sku: string; lot: string; amount: number; currency: string }[]
}

/** Turns money into another currency by the rate of the day; undefined: there is none. */
export type Converter = (money: Money, to: string) => Promise<number | undefined>

/** All lots get their share, or the bill is refused. */
export async function takeLandedCost(
  tx: Tx,
  warehouse: string,
  input: LandedCostInput,
  { by, convert }: { by: string; convert: Converter },
): Promise<LandedCostTaken> {
  const scene = openRequest(tx, warehouse, 'landed-cost')
  await lockLots(scene, input.lots)
  const lots: Lot[] = []
  for (const [nth, { sku, lot }] of input.lots.entries()) lots.push(await costedLot(scene, sku, lot, nth))
  const shares = apportion(input.amount.amount, await weightsOf(scene, lots, input, convert))
  const bill = tx.newId()
  const { kind, reference = null, note = null } = input
  const taken: LandedCostTaken['lots'] = []
  for (const [nth, { sku, lot, costCurrency }] of lots.entries()) {
    const share = { amount: shares[nth] ?? 0, currency: input.amount.currency }
    const currency = costCurrency ?? share.currency
    const amount = await convert(share, currency)
    if (amount === undefined)
      throw new Problem(
        422,
        'no-rate',
        `There is no rate from ${share.currency} to ${currency}, which lot ${lot} of ${sku} was paid in. Give it with PUT /currency-rates.`,
        { field: 'amount.currency' },
      )
    await carry(scene, { sku, lot }, input.isCredit ? -amount : amount, { bill, kind, reference, note, by })
    taken.push({ sku, lot, amount: input.isCredit ? -amount : amount, currency })
  }
  return { id: bill, lots: taken }
}

/** What a lot was bought for, said after it came. */
export async function takeLotCost(tx: Tx, warehouse: string, sku: string, lot: string, unitCost: Money): Promise<void> {
  const scene = openRequest(tx, warehouse, 'lot-cost')
  await giveLotCost(scene, sku, lot, unitCost)
  await askForRecost(tx, { sku, lot }, 'what it was bought for was said later')
}

async function costedLot(scene: Scene, sku: string, lot: string, nth: number): Promise<Lot> {
  const known = await scene.ground.lot(sku, lot)
  const at = { field: `lots[${nth}]` }
  if (!known) throw new Problem(422, 'unknown-lot', `There is no lot ${lot} of ${sku}.`, at)
  if (known.costTotal !== null && known.costQuantity > 0) return known
  throw new Problem(
    409,
    'lot-cost-unknown',
    `Nobody has said what lot ${lot} of ${sku} was bought for. Give it with PUT /lots/{sku}/{lot}/cost first.`,
    at,
  )
}

async function weightsOf(
  { tx }: Scene,
  lots: readonly Lot[],
  { by, amount: { currency } }: LandedCostInput,
  convert: Converter,
): Promise<number[]> {
  if (by === 'value') return Promise.all(lots.map((lot) => valueIn(currency, lot, convert)))
  if (by === 'units') return lots.map(({ costQuantity }) => costQuantity)
  const { items } = tx.t
  const rows = await tx.db
    .select({ sku: items.sku, weight: items.weightGrams, volume: items.cubicCm })
    .from(items)
    .where(
      inArray(
        items.sku,
        lots.map(({ sku }) => sku),
      ),
    )
  return lots.map(({ sku, costQuantity }, nth) => {
    const each = rows.find((row) => row.sku === sku)?.[by]
    if (each == null)
      throw new Problem(
        422,
        'unknown-measure',
        `Nobody has said the ${by} of ${sku}. Give its ${by === 'weight' ? 'weightGrams' : 'cubicCm'}, or spread by another way.`,
        { field: `lots[${nth}]` },
      )
    return each * costQuantity
  })
}

const MUCH = 100_000_000

/** Lots that were paid in several currencies are weighed in that of the bill, by the rate that their share is turned by. */
async function valueIn(currency: string, { costTotal, costCurrency }: Lot, convert: Converter): Promise<number> {
  if (costCurrency === null || costCurrency === currency) return costTotal ?? 0
  const there = await convert({ amount: MUCH, currency }, costCurrency)
  return there === undefined ? 0 : ((costTotal ?? 0) * MUCH) / there
}

interface Bill {
  bill: string
  kind: LandedKind
  reference: string | null
  note: string | null
  by: string
}

/** To a lot, and the part of what was used up of it to what was made of that. */
async function carry(
  scene: Scene,
  { sku, lot }: { sku: string; lot: string },
  amount: number,
  bill: Bill,
  through: string | null = null,
  before: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  if (amount === 0) return
  // What was packed into others and back again comes round with less each time: where it does not, it is the last cents.
  const key = lotKey(sku, lot)
  if (Math.abs(amount) >= (before.get(key) ?? Number.POSITIVE_INFINITY)) return
  const passed = new Map([...before, [key, Math.abs(amount)]])
  const { tx } = scene
  const known = await scene.ground.lot(sku, lot)
  if (!known || known.costQuantity === 0) return
  const uses = await usesOf(scene, sku, lot)
  // Goods that were made good again under their own number came out of it twice: their cost is in it twice too.
  const again = uses.reduce((sum, use) => sum + use.again, 0)
  const own = Math.max(1, known.costQuantity - again)
  const added = Math.round((amount * known.costQuantity) / own)
  await addLandedCost(scene, sku, lot, added)
  await tx.db.insert(tx.t.landedCosts).values({ ...bill, id: tx.newId(), sku, lot, amount, added, through, at: tx.now })
  await askForRecost(tx, { sku, lot }, `${bill.kind}${bill.reference === null ? '' : ` ${bill.reference}`} came later`)
  for (const { transactionId, units, made } of uses) {
    const shares = apportion(
      Math.round((Math.abs(amount) * units) / own),
      made.map(({ weight }) => weight),
    )
    for (const [nth, into] of made.entries())
      await carry(scene, into, Math.sign(amount) * (shares[nth] ?? 0), bill, transactionId, passed)
  }
}

interface Use {
  transactionId: string
  /** Units of the lot that went into others. */
  units: number
  /** Units that came out under their own number. */
  again: number
  made: { sku: string; lot: string; weight: number }[]
}

/** Where a lot was used up, and what was made there of it: by what each cost, else by units. */
async function usesOf({ tx: { db, t } }: Scene, sku: string, lot: string): Promise<Use[]> {
  const { transformationLines: l } = t
  const ids = db
    .select({ id: l.transactionId })
    .from(l)
    .where(and(eq(l.sku, sku), eq(l.lot, lot), eq(l.side, 'consumed')))
  const lines = await db
    .select()
    .from(l)
    .where(inArray(l.transactionId, ids))
    .orderBy(asc(l.transactionId), asc(l.position))
  const isSame = (line: { sku: string; lot: string }) => line.sku === sku && line.lot === lot
  return [...new Set(lines.map(({ transactionId }) => transactionId))].map((transactionId): Use => {
    const all = lines.filter((line) => line.transactionId === transactionId)
    const sum = (some: readonly { quantity: number }[]) => some.reduce((units, { quantity }) => units + quantity, 0)
    const again = sum(all.filter((line) => line.side === 'produced' && isSame(line)))
    const used = sum(all.filter((line) => line.side === 'consumed' && isSame(line)))
    const made = all.filter((line) => line.side === 'produced' && !isSame(line))
    const isPriced = made.every(({ cost }) => (cost ?? 0) > 0)
    return {
      transactionId,
      units: Math.max(0, used - again),
      again,
      made: made.map((line) => ({ sku: line.sku, lot: line.lot, weight: isPriced ? (line.cost ?? 0) : line.quantity })),
    }
  })
}

/**
 * A transformation was undone: what it had carried over to what was made of it is taken off again. What that had been used up
 * for in its turn keeps its share: it was made of goods that are not there.
 */
export async function takeOffCarried(scene: Scene, transactionId: string): Promise<void> {
  const { tx } = scene
  const { landedCosts: c } = tx.t
  const total = (column: typeof c.amount | typeof c.added) =>
    sql<number>`cast(sum(${column}) as bigint)`.mapWith(Number)
  const rows = await tx.db
    .select({ sku: c.sku, lot: c.lot, amount: total(c.amount), added: total(c.added) })
    .from(c)
    .where(eq(c.through, transactionId))
    .groupBy(c.sku, c.lot)
    .orderBy(asc(c.sku), asc(c.lot))
  for (const { sku, lot, amount, added } of rows) {
    if (added === 0) continue
    await addLandedCost(scene, sku, lot, -added)
    await tx.db.insert(c).values({
      ...{ id: tx.newId(), bill: transactionId, sku, lot, kind: 'correction', amount: -amount, added: -added },
      ...{ reference: null, note: 'What it was made by was undone', through: transactionId, by: '', at: tx.now },
    })
    await askForRecost(tx, { sku, lot }, 'what it was made by was undone')
  }
}

/** What has left of it is looked at again by costing; the same lot waits once. */
async function askForRecost({ db, t: { recosts } }: Tx, named: { sku: string; lot: string }, because: string) {
  await db
    .insert(recosts)
    .values({ ...named, because })
    .onConflictDoUpdate({ target: [recosts.sku, recosts.lot], set: { because } })
}

/** A lot's cost and what it is made of. */
export async function readLotCost(
  { db, t }: Pick<Tx, 'db' | 't'>,
  sku: string,
  lot: string,
): Promise<{
  costTotal: number | null
  landedTotal: number
  costQuantity: number
  currency: string | null
  lines: (Omit<Bill, 'bill'> & { id: string; bill: string; amount: number; through: string | null; at: string })[]
}> {
  const { lots, landedCosts: c } = t
  const [known] = await db
    .select()
    .from(lots)
    .where(and(eq(lots.sku, sku), eq(lots.lot, lot)))
  if (!known) throw notFound(`lot ${lot} of ${sku}`)
  const rows = await db
    .select()
    .from(c)
    .where(and(eq(c.sku, sku), eq(c.lot, lot)))
    .orderBy(asc(c.at), asc(c.id))
  const { costTotal, landedTotal, costQuantity, costCurrency: currency } = known
  return {
    ...{ costTotal, landedTotal, costQuantity, currency },
    lines: rows.map(({ sku: _, lot: __, added: ___, at, ...line }) => ({ ...line, at: new Date(at).toISOString() })),
  }
}
