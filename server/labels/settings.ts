/** What the labels of this company are made with: its GS1 prefix, and what the dates of its lots mean. */
import * as v from 'valibot'
import { isCompanyPrefix } from '../../shared/rules/sscc.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const NAME = 'labels'

export const labelSettings = v.object({
  companyPrefix: v.pipe(
    v.string('Give the GS1 company prefix as text.'),
    v.check(isCompanyPrefix, 'A GS1 company prefix has 7 to 10 digits; put the 0 before a U.P.C. prefix.'),
  ),
  extensionDigit: v.optional(
    v.pipe(
      v.number('The extension digit is a number from 0 to 9.'),
      v.integer('The extension digit is a number from 0 to 9.'),
      v.minValue(0, 'The extension digit is a number from 0 to 9.'),
      v.maxValue(9, 'The extension digit is a number from 0 to 9.'),
    ),
    0,
  ),
  /** How a lot's last date is printed: AI 17, or AI 15 where goods are only at their best until then. */
  dates: v.optional(v.picklist(['expiry', 'best-before'], 'Dates are expiry or best-before.'), 'expiry'),
})
export type LabelSettings = v.InferOutput<typeof labelSettings>

export const readLabelSettings = (reader: Pick<Reader, 'db' | 't'>): Promise<LabelSettings | undefined> =>
  readSetting(reader, NAME, labelSettings)

export const putLabelSettings = (tx: Tx, settings: LabelSettings): Promise<void> => putSetting(tx, NAME, settings)
