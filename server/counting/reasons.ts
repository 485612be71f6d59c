/** Why the ledger was corrected: a code of the company's settings, stated by whoever corrects it. */
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { readCounting } from './settings.ts'

/** Throws a Problem where none is stated, or none that the company knows. */
export async function statedReason(reader: Pick<Reader, 'db' | 't'>, reason: string | undefined): Promise<string> {
  const { reasons } = await readCounting(reader)
  const known = reasons.find(({ code }) => code === reason)
  if (known) return known.code
  throw new Problem(422, 'unknown-reason', `reason: Choose one of ${reasons.map(({ code }) => code).join(', ')}.`, {
    field: 'reason',
  })
}
