/** What a cubic metre of goods costs for a month, as the company has set it. */
import * as v from 'valibot'
import type { Money } from '../../shared/rules/money.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

export const STORAGE = 'storage'

export const storageSettings = v.object({
  /** Null: no storage is entered. */
  perCubicMetreMonth: v.optional(v.nullable(field.nonNegativeMoney), null),
})
export type StorageSettings = v.InferOutput<typeof storageSettings>

/** `since`: when storage began to cost anything, UTC milliseconds; months before that one are not charged. */
const keptStorage = v.object({ ...storageSettings.entries, since: v.number() })

export interface StorageCharge {
  /** Above nought. */
  price: Money
  since: number
}

/** Of the setting as it is kept. Undefined: no storage is entered. */
export function storageCharge(kept: unknown): StorageCharge | undefined {
  if (kept === undefined) return undefined
  const { perCubicMetreMonth: price, since } = v.parse(keptStorage, kept)
  return price && price.amount > 0 ? { price, since } : undefined
}

const readCharge = async (reader: Pick<Reader, 'db' | 't'>): Promise<StorageCharge | undefined> =>
  storageCharge(await readSetting(reader, STORAGE, v.unknown()))

/** A new price counts for every month that is not entered yet; one after a time without begins anew. */
export async function putStorage(tx: Tx, value: StorageSettings): Promise<void> {
  const since = (await readCharge(tx))?.since ?? tx.now
  await putSetting(tx, STORAGE, { ...value, since })
}

export const readStorage = async (reader: Pick<Reader, 'db' | 't'>): Promise<StorageSettings> =>
  (await readSetting(reader, STORAGE, storageSettings)) ?? { perCubicMetreMonth: null }

export const isStorageCharged = async (reader: Pick<Reader, 'db' | 't'>): Promise<boolean> =>
  (await readCharge(reader)) !== undefined
