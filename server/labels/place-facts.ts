/** What is printed on the labels of places, in the order in which somebody walks past them. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { LocationKind } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { LocationFacts } from './location-label.ts'

/** So many codes in one statement. */
const AT_ONCE = 500

export async function readPlaceFacts(
  { db, t: { locations: l } }: Reader,
  warehouse: string,
  codes: readonly string[],
): Promise<LocationFacts[]> {
  const wanted = [...new Set(codes)]
  const found: { code: string; kind: LocationKind; zone: string | null; pickSequence: number }[] = []
  for (let at = 0; at < wanted.length; at += AT_ONCE)
    found.push(
      ...(await db
        .select({ code: l.code, kind: l.kind, zone: l.zone, pickSequence: l.pickSequence })
        .from(l)
        .where(and(eq(l.warehouse, warehouse), ne(l.kind, 'virtual'), inArray(l.code, wanted.slice(at, at + AT_ONCE))))
        .orderBy(asc(l.pickSequence), asc(l.code))),
    )
  const known = new Set(found.map(({ code }) => code))
  const missing = wanted.find((code) => !known.has(code))
  if (missing !== undefined)
    throw new Problem(422, 'unknown-location', `There is no location ${missing} in ${warehouse}.`, {
      field: 'locations',
    })
  return found
    .sort((a, b) => a.pickSequence - b.pickSequence || a.code.localeCompare(b.code))
    .map(({ code, kind, zone }) => ({ code, isUnit: kind === 'unit', zone }))
}
