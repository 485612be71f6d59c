/** Giving out SSCCs. A handheld keeps a reserve of them, so that cartons are labelled without a network too. */
import * as v from 'valibot'
import { serialsOf, ssccOf } from '../../shared/rules/sscc.ts'
import type { Reader, Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { nextSerial, skipSerials, takeSerials } from './serials.ts'
import { type LabelSettings, labelSettings, putLabelSettings, readLabelSettings } from './settings.ts'

export const ssccInput = v.object({
  count: v.optional(
    v.pipe(
      v.number('Give the count as a number.'),
      v.integer('Give the count in whole numbers.'),
      v.minValue(1, 'The count must be at least 1.'),
      v.maxValue(200, 'At most 200 SSCCs are given out at once.'),
    ),
    1,
  ),
})

export const labelSettingsInput = v.object({
  ...labelSettings.entries,
  /** For a company that has labelled units before: its serials go on from here. */
  nextSerial: v.optional(
    v.pipe(v.number('Give nextSerial as a number.'), v.integer('Give nextSerial as a whole number.'), v.minValue(1)),
  ),
})

/** Each prefix with each extension digit counts on its own: one that is set again goes on where it was. */
const sequenceOf = ({ extensionDigit, companyPrefix }: LabelSettings): string =>
  `sscc ${extensionDigit} ${companyPrefix}`

/** Settings as they are answered; all null where nobody has set them. */
export async function labelSettingsAnswer(reader: Pick<Reader, 'db' | 't'>) {
  const settings = await readLabelSettings(reader)
  if (!settings) return { companyPrefix: null, extensionDigit: null, dates: null, nextSerial: null, serialsLeft: null }
  const next = await nextSerial(reader, sequenceOf(settings))
  return { ...settings, nextSerial: next, serialsLeft: Math.max(0, serialsOf(settings.companyPrefix) - next) }
}

export async function changeLabelSettings(tx: Tx, input: v.InferOutput<typeof labelSettingsInput>) {
  const { nextSerial: next, ...settings } = input
  const serials = serialsOf(settings.companyPrefix)
  if (next !== undefined && next >= serials)
    throw new Problem(422, 'invalid', `nextSerial: With this company prefix the last serial is ${serials - 1}.`, {
      field: 'nextSerial',
    })
  await putLabelSettings(tx, settings)
  if (next !== undefined && !(await skipSerials(tx, sequenceOf(settings), next)))
    throw new Problem(409, 'serial-given-out', `Serial ${next} has been given out. Give a higher one, or none.`, {
      field: 'nextSerial',
    })
  return labelSettingsAnswer(tx)
}

/** `count` SSCCs that nobody was given before and nobody will be given again. */
export async function giveOutSsccs(tx: Tx, count: number): Promise<string[]> {
  const settings = await readLabelSettings(tx)
  if (!settings)
    throw new Problem(
      409,
      'company-prefix-not-set',
      'An SSCC begins with the GS1 company prefix, which is not set. Set it with PUT /settings/labels.',
    )
  const first = await takeSerials(tx, sequenceOf(settings), count)
  const left = serialsOf(settings.companyPrefix) - first
  // Thrown out of the unit: what was taken above is not.
  if (left < count) throw usedUp(settings, Math.max(0, left))
  return Array.from({ length: count }, (_, index) => ssccOf({ ...settings, serial: first + index }))
}

function usedUp({ companyPrefix, extensionDigit }: LabelSettings, left: number): Problem {
  const which = `company prefix ${companyPrefix} with extension digit ${extensionDigit}`
  const said = left === 0 ? `${which} has no serial left.` : `${which} has ${left} serials left. Ask for fewer.`
  return new Problem(
    409,
    'serials-used-up',
    `The ${said} Set another extensionDigit, or another companyPrefix, with PUT /settings/labels.`,
  )
}
