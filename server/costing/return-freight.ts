/** What the way back of one return costs the company, by channel. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const settingOf = (channel: string): string => `return-freight ${channel}`

export const returnFreight = v.object({
  /** Null: the customer pays it, or somebody enters what each has cost. */
  perReturn: v.optional(v.nullable(field.nonNegativeMoney), null),
})
export type ReturnFreight = v.InferOutput<typeof returnFreight>

export const readReturnFreight = async (reader: Pick<Reader, 'db' | 't'>, channel: string): Promise<ReturnFreight> =>
  (await readSetting(reader, settingOf(channel), returnFreight)) ?? { perReturn: null }

export const putReturnFreight = (tx: Tx, channel: string, value: ReturnFreight): Promise<void> =>
  putSetting(tx, settingOf(channel), value)
