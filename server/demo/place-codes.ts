/** Docks, lanes, cage and totes, and bins where something can be put away. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { locationText, unitText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const EMPTY_BINS_SHOWN = 12

export async function placeCodes(reader: Reader): Promise<CodeGroup[]> {
  const places = await placesBesideBins(reader)
  const coded = (code: string) => ({ label: code, text: locationText(code) })
  return [
    {
      title: 'Docks, lanes and the returns cage',
      codes: places.filter((place) => place.kind !== 'unit').map((place) => coded(place.code)),
    },
    { title: 'Empty bins, to put away into', codes: (await emptyBins(reader)).map((bin) => coded(bin.code)) },
    {
      title: 'Totes',
      codes: places.filter((place) => place.kind === 'unit').map(({ code }) => ({ label: code, text: unitText(code) })),
    },
  ]
}

async function placesBesideBins({ db, t }: Reader): Promise<{ code: string; kind: string }[]> {
  const places = await db
    .select({ code: t.locations.code, kind: t.locations.kind })
    .from(t.locations)
    .where(eq(t.locations.warehouse, DEMO_WAREHOUSE))
    .orderBy(asc(t.locations.pickSequence), asc(t.locations.code))
  return places.filter((place) => !['pick', 'storage', 'virtual'].includes(place.kind))
}

const emptyBins = ({ db, t }: Reader) =>
  db
    .select({ code: t.locations.code })
    .from(t.locations)
    .leftJoin(t.stock, and(eq(t.stock.warehouse, t.locations.warehouse), eq(t.stock.location, t.locations.code)))
    .where(and(eq(t.locations.warehouse, DEMO_WAREHOUSE), eq(t.locations.kind, 'storage'), isNull(t.stock.sku)))
    .orderBy(asc(t.locations.pickSequence))
    .limit(EMPTY_BINS_SHOWN)
