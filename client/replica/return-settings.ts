/** How the company takes goods back. Apart from what home asks: the rules and their words are fetched with the screens. */
import { type ReturnSettings, standardReturnSettings } from '../../shared/rules/return-settings.ts'
import type { View } from './view.ts'

export const returnSettings = async ({ replica }: View): Promise<ReturnSettings> =>
  (await replica.rows.settings.get('returns'))?.value ?? standardReturnSettings()
