/**
 * Balances, found by the beginning of their key where one index less has to be kept: a handheld writes a thousand of them after
 * an hour without a network, and each index is one write more for every one.
 */
import { keyOf, type StockRow } from '../../shared/wire/pull.ts'
import type { ReplicaDatabase } from './database.ts'

/** Of these items, at every place, lot and status. */
export function stockOf(replica: ReplicaDatabase, skus: readonly string[]): Promise<StockRow[]> {
  const { stock } = replica.rows
  return replica.transaction('r', [stock], async () => {
    const each = [...new Set(skus)].map((sku) => stock.where(':id').startsWith(keyOf(sku, '')).toArray())
    return (await Promise.all(each)).flat()
  })
}

export const stockAt = (replica: ReplicaDatabase, locations: readonly string[]): Promise<StockRow[]> =>
  replica.rows.stock
    .where('location')
    .anyOf([...locations])
    .toArray()

/** What nobody has looked at yet: few, and asked for often, so they are kept a second time. */
export const uninspectedStock = (replica: ReplicaDatabase): Promise<StockRow[]> => replica.uninspected.toArray()

const UNINSPECTED = keyOf('', 'uninspected')

/** Of changed balances those that `uninspected` keeps, too. */
export const isUninspected = (key: string): boolean => key.endsWith(UNINSPECTED)
