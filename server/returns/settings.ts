/** How the company takes goods back, as it is set; the standard where nobody has set anything. */
import {
  RETURNS,
  type ReturnSettings,
  returnSettings,
  standardReturnSettings,
} from '../../shared/rules/return-settings.ts'
import type { Reader, Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { putSetting, readSetting } from '../master/settings.ts'

export const readReturnSettings = async (reader: Pick<Reader, 'db' | 't'>): Promise<ReturnSettings> =>
  (await readSetting(reader, RETURNS, returnSettings)) ?? standardReturnSettings()

/** Handhelds ask the same rules, so they are told. */
export async function putReturnSettings(tx: Tx, value: ReturnSettings): Promise<void> {
  await putSetting(tx, RETURNS, value)
  emit(tx, 'settings', null, { name: RETURNS, value })
}
