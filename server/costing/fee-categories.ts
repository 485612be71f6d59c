/** What a platform calls the kinds of things that are sold there, where that is not the group that the company keeps them in. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const settingOf = (channel: string): string => `fee-categories ${channel}`

const named = v.pipe(
  v.strictObject({ sku: v.optional(field.sku), group: v.optional(field.name), category: field.name }),
  v.check(
    ({ sku, group }) => (sku === undefined) !== (group === undefined),
    'Name either an item or a group of items.',
  ),
)

export const feeCategories = v.pipe(
  v.array(named),
  v.maxLength(20_000, 'Give at most 20,000 categories.'),
  v.check(
    (list) => new Set(list.map(({ sku, group }) => JSON.stringify([sku, group]))).size === list.length,
    'Each item and each group has one category.',
  ),
)
export type FeeCategories = v.InferOutput<typeof feeCategories>

export const readFeeCategories = async (reader: Pick<Reader, 'db' | 't'>, channel: string): Promise<FeeCategories> =>
  (await readSetting(reader, settingOf(channel), feeCategories)) ?? []

export const putFeeCategories = (tx: Tx, channel: string, list: FeeCategories): Promise<void> =>
  putSetting(tx, settingOf(channel), list)

/** The item's own before its group's; where nobody has said any, the group itself. */
export const categoryOf = (list: FeeCategories, sku: string, group: string | null): string | null =>
  list.find((one) => one.sku === sku)?.category ??
  list.find((one) => group !== null && one.group === group)?.category ??
  group
