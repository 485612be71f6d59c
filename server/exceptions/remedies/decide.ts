/** Remedies that are a person's word: it is kept with the exception, and nothing else changes. */
import { readRecorded } from '../../inbox/recorded.ts'
import { refuseWhileTrue } from '../still-true.ts'
import { type Remedy, requireNote, type Settling } from './remedy.ts'

/** Somebody has looked at it. */
export const review: Remedy = async ({ tx, row, input }) => {
  requireNote(input)
  await refuseWhileTrue(tx, row)
  return { settled: true, did: 'It was looked at.' }
}

/** It may stay as it happened. */
export const accept: Remedy = async (settling) => {
  if (!(await isDocumented(settling))) requireNote(settling.input)
  return { settled: true, did: 'It stays as it happened.' }
}

/** What was known first stays. */
export const keep: Remedy = async ({ input }) => {
  requireNote(input)
  return { settled: true, did: 'What was known first stays.' }
}

/** A supervisor gave a reason on the spot: it is in the transaction. */
async function isDocumented({ tx, row }: Settling): Promise<boolean> {
  if (row.type !== 'rotation-bypassed' || row.transactionId === null) return false
  return (await readRecorded(tx, row.transactionId))?.payload.override !== undefined
}
