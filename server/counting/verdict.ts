/** What follows from a difference: posted within tolerance, counted again by another person beyond it, then decided. */
import { and, eq, sql } from 'drizzle-orm'
import { type HiddenFrom, isWithin } from '../../shared/rules/counting.ts'
import { ADJUSTMENT } from '../../shared/rules/places.ts'
import { keyOf } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import { closeException } from '../exceptions/open.ts'
import { changeSuspect, countSuspect, lotWords, move, raiseState, type Scene, stockSubject } from '../ledger/scene.ts'
import type { StockKey } from '../ledger/stock.ts'
import { askForCount, dropCount, openCountsAt } from './ask.ts'
import { awaitsRecount, type CountLineRow, changeCountLine } from './lines.ts'
import { readCounting, toleranceOf } from './settings.ts'

export const keyOfLine = ({ sku, lot, location, status }: CountLineRow): StockKey => ({ sku, lot, location, status })

export const varianceOf = ({ counted, expected }: Pick<CountLineRow, 'counted' | 'expected'>): number =>
  counted - expected

/** Units that the ledger has and nobody found: not to be sold until somebody has decided. */
export const missingOf = (line: Pick<CountLineRow, 'counted' | 'expected'>): number => Math.max(0, -varianceOf(line))

export async function isPostable(scene: Scene, line: CountLineRow): Promise<boolean> {
  const tolerance = toleranceOf(await readCounting(scene.tx), line.class)
  return isWithin(tolerance, varianceOf(line), line.unitCost)
}

/** The ledger follows the count. `state`: whether that was within tolerance, or somebody decided so. */
export async function follow(
  scene: Scene,
  line: CountLineRow,
  how: { state: 'posted' } | { state: 'approved'; reason: string; by: string },
): Promise<CountLineRow> {
  const key = keyOfLine(line)
  await clearSuspicion(scene, key)
  const units = varianceOf(line)
  await correct(scene, line.countId, key, units, how.state === 'approved' ? how.reason : undefined)
  const decided = how.state === 'approved' ? { reason: how.reason, decidedBy: how.by, decidedAt: scene.tx.now } : {}
  return changeCountLine(scene, line, { state: how.state, adjusted: line.adjusted + units, suspected: 0, ...decided })
}

/** Moves units between the place and the adjustment location, in the name of the count. */
export async function correct(
  scene: Scene,
  countId: string,
  { sku, lot, location, status }: StockKey,
  units: number,
  reason?: string,
): Promise<void> {
  if (units === 0) return
  const [here, elsewhere] = [
    { location, status },
    { location: ADJUSTMENT, status },
  ]
  const [from, to] = units > 0 ? [elsewhere, here] : [here, elsewhere]
  await move(scene, { sku, lot, quantity: Math.abs(units), from, to, correction: { transactionId: countId, reason } })
}

/** A count has looked, or somebody has decided: what was suspect there is known now. */
export async function clearSuspicion(scene: Scene, key: StockKey): Promise<void> {
  const row = await balanceOf(scene, key)
  if (row && row.suspect !== 0) await countSuspect(scene, key, -row.suspect)
}

/** The same by the count itself: what others suspected is suspect again when it is undone. */
export async function lookThrough(scene: Scene, key: StockKey): Promise<void> {
  const row = await balanceOf(scene, key)
  if (row && row.suspect !== 0) await changeSuspect(scene, key, -row.suspect)
}

/**
 * What nobody found is suspect, beside what others suspect. Kept with the line and not as an effect: what becomes of it is
 * decided by whoever decides the line, and an undo takes back what is left of it.
 */
export async function suspectMissing(scene: Scene, line: CountLineRow): Promise<CountLineRow> {
  const row = await balanceOf(scene, keyOfLine(line))
  const others = (row?.suspect ?? 0) - line.suspected
  return suspectOf(scene, line, Math.max(0, Math.min(missingOf(line), (row?.quantity ?? 0) - others)))
}

/** So many units are suspect for this line. */
export async function suspectOf(scene: Scene, line: CountLineRow, suspected: number): Promise<CountLineRow> {
  if (suspected === line.suspected) return line
  await countSuspect(scene, keyOfLine(line), suspected - line.suspected)
  return changeCountLine(scene, line, { suspected })
}

export async function balanceOf(
  { tx, warehouse }: Scene,
  key: StockKey,
): Promise<Schema['stock']['$inferSelect'] | undefined> {
  const { stock } = tx.t
  const [row] = await tx.db
    .select()
    .from(stock)
    .where(
      and(
        eq(stock.warehouse, warehouse),
        eq(stock.sku, key.sku),
        eq(stock.lot, key.lot),
        eq(stock.location, key.location),
        eq(stock.status, key.status),
      ),
    )
  return row
}

const itemAt = ({ sku, location }: Pick<CountLineRow, 'sku' | 'location'>): string => keyOf(location, sku)

/** Beyond tolerance: another person is asked, or, where two have counted, a supervisor. No figure is in the sentence. */
export async function raiseVariance(scene: Scene, line: CountLineRow, twice: boolean): Promise<void> {
  const what = `${line.sku}${lotWords(line.lot)} at ${line.location}`
  await raiseState(scene, {
    type: 'count-variance',
    subject: stockSubject(line),
    detail: twice
      ? `Two people counted ${what}, and it still differs from the ledger. Decide which is right.`
      : `The count of ${what} differs from the ledger beyond tolerance. Another person is asked to count it again.`,
    sku: line.sku,
    lot: line.lot,
    location: line.location,
  })
}

export async function raiseDisturbed(scene: Scene, line: Pick<CountLineRow, 'sku' | 'location'>): Promise<void> {
  await raiseState(scene, {
    type: 'count-disturbed',
    subject: itemAt(line),
    detail: `${line.sku} at ${line.location} was moved while it was counted, and nobody can say which came first. It is asked to be counted again.`,
    sku: line.sku,
    location: line.location,
  })
}

/** The figures agree by now, or somebody has decided. */
export const closeVariance = ({ tx, warehouse }: Scene, line: StockKey, why: string): Promise<void> =>
  closeException(tx, warehouse, 'count-variance', stockSubject(line), why)

export const closeDisturbed = ({ tx, warehouse }: Scene, at: { sku: string; location: string }, why: string) =>
  closeException(tx, warehouse, 'count-disturbed', keyOf(at.location, at.sku), why)

/** Items whose count in this place was disturbed, and has not been made again. */
export async function disturbedAt({ tx, warehouse }: Scene, location: string): Promise<string[]> {
  const { exceptions } = tx.t
  const rows = await tx.db
    .select({ sku: exceptions.sku })
    .from(exceptions)
    .where(
      and(
        eq(exceptions.warehouse, warehouse),
        eq(exceptions.type, 'count-disturbed'),
        eq(exceptions.location, location),
        sql`${exceptions.state} = 'open'`,
      ),
    )
  return rows.flatMap(({ sku }) => sku ?? [])
}

/** Asks for one item in one place again. */
export const askAgain = (
  scene: Scene,
  line: Pick<CountLineRow, 'sku' | 'location'>,
  origin: 'variance' | 'disturbed',
  hiddenFrom: HiddenFrom,
  notBy: string[] = [],
) =>
  askForCount(scene, {
    location: line.location,
    scope: 'item',
    sku: line.sku,
    lot: '',
    origin,
    hiddenFrom,
    notBy,
  })

/** Another person is asked only as long as one of the item's lots there differs. */
export async function dropRecounts(
  scene: Scene,
  { sku, location }: Pick<CountLineRow, 'sku' | 'location'>,
): Promise<void> {
  if (await awaitsRecount(scene, sku, location)) return
  for (const task of await openCountsAt(scene, location))
    if (task.origin === 'variance' && task.sku === sku) await dropCount(scene, task)
}
