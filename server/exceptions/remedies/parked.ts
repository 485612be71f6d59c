/** What is parked is mended or dismissed where it is kept: this only says so, and closes what was settled there. */
import { refuseWhileTrue } from '../still-true.ts'
import type { Remedy } from './remedy.ts'

export const parked: Remedy = async ({ tx, row }) => {
  await refuseWhileTrue(tx, row)
  return { settled: true, did: 'The transaction is parked no more.' }
}
