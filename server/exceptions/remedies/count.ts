/** Somebody looks what is there. */
import { and, eq, sql } from 'drizzle-orm'
import { isVirtual } from '../../../shared/rules/places.ts'
import { askForCount } from '../../counting/ask.ts'
import type { Scene } from '../../ledger/scene.ts'
import { stillTrue } from '../still-true.ts'
import { missing, openRemedy, type Remedy, type Settling } from './remedy.ts'

/** More places than this are no finding any more, but a stocktaking. */
const MOST_PLACES = 50

export const count: Remedy = async (settling) => {
  const { tx, row } = settling
  const scene = openRemedy(settling, 'count')
  const places = await placesToCount(scene, settling)
  const what = row.sku === null ? ({ scope: 'location', sku: '' } as const) : ({ scope: 'item', sku: row.sku } as const)
  for (const location of places)
    await askForCount(scene, { ...what, location, lot: '', origin: 'hand', hiddenFrom: 'handhelds' })
  return { settled: (await stillTrue(tx, row)) === null, did: `A count is asked for at ${places.join(', ')}.` }
}

/** The stated place, else the one that it is about, else wherever the item stands. */
async function placesToCount(scene: Scene, { row, input }: Settling): Promise<string[]> {
  const named = input.location ?? row.location
  if (named !== null) {
    const place = await scene.ground.location(named)
    if (place && !isVirtual(named)) return [named]
    throw missing('location', `There is no location ${named} in ${scene.warehouse}.`, 'unknown-location')
  }
  const standing = row.sku === null ? [] : await placesOf(scene, row.sku)
  if (standing.length === 0 || standing.length > MOST_PLACES)
    throw missing('location', 'Name the location that is to be counted.')
  return standing
}

async function placesOf({ tx, warehouse }: Scene, sku: string): Promise<string[]> {
  const { stock } = tx.t
  const rows = await tx.db
    .selectDistinct({ location: stock.location })
    .from(stock)
    .where(and(eq(stock.warehouse, warehouse), eq(stock.sku, sku), sql`${stock.inHouse}`))
    .orderBy(stock.location)
    .limit(MOST_PLACES + 1)
  return rows.map(({ location }) => location)
}
