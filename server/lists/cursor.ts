/** Where a list goes on, as whoever reads it is given it: nobody else can read it, and it says all that the list needs. */
import * as v from 'valibot'
import { Problem } from '../problem.ts'

export const writeListCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** Throws a Problem where it is a cursor of another list, or none. */
export function readListCursor<Place>(cursor: string, place: v.GenericSchema<unknown, Place>): Place {
  try {
    return v.parse(place, JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new Problem(422, 'invalid', 'cursor: This is not a cursor of this list.', { field: 'cursor' })
  }
}
