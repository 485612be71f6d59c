/** The shortages among open exceptions, with all that is to be said of them: read for a whole page at once. */
import { isShortage } from '../../shared/rules/shortages.ts'
import { todayOf } from '../availability/explain.ts'
import { readPools } from '../availability/pool.ts'
import type { Reader } from '../db/work.ts'
import { type Shortage, substitutesOf } from './proposals.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { shortLines } from './short-lines.ts'

/** By exception. */
export async function shortagesAmong(
  reader: Reader,
  warehouse: string,
  rows: readonly ExceptionRow[],
  now: number,
): Promise<Map<string, Shortage>> {
  const short = rows.filter(({ type, state, sku }) => state === 'open' && sku !== null && isShortage(type))
  if (short.length === 0) return new Map()
  const skus = [...new Set(short.map(({ sku }) => sku ?? ''))]
  const today = await todayOf(reader, warehouse, now)
  const pools = await readPools(reader, { warehouse, skus, today })
  const lines = await shortLines(reader, warehouse, short, pools)
  const substitutes = await substitutesOf(reader, skus)
  return new Map(
    short.flatMap((row) => {
      const sku = row.sku ?? ''
      const pool = pools.get(sku)
      if (!pool) return []
      return [[row.id, { pool, lines: lines.get(row.id) ?? [], substitute: substitutes.get(sku) ?? null }] as const]
    }),
  )
}
