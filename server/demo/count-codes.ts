/** What the open counts need: the bins, and the cases that can be found in them. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { caseCode, itemLabels } from './item-labels.ts'
import { locationText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

/** More would fill more pages than anybody prints. */
const MOST_BINS = 24

export async function countCodes(reader: Reader): Promise<CodeGroup[]> {
  const bins = [...new Set((await openCounts(reader)).map(({ location }) => location))].slice(0, MOST_BINS)
  const standing = await standingIn(reader, bins)
  const labels = await itemLabels(
    reader,
    standing.map(({ sku }) => sku),
  )
  return [
    { title: 'Bins to count', codes: bins.map((code) => ({ label: code, text: locationText(code) })) },
    {
      title: 'Cases in the bins to count',
      codes: standing.flatMap((row) => caseCode(labels, row, `in ${row.location}`)),
    },
  ]
}

const openCounts = ({ db, t: { tasks } }: Reader) =>
  db
    .select({ location: tasks.location })
    .from(tasks)
    .where(and(eq(tasks.warehouse, DEMO_WAREHOUSE), eq(tasks.kind, 'count'), eq(tasks.state, 'open')))
    .orderBy(asc(tasks.sequence), asc(tasks.id))

const standingIn = ({ db, t }: Reader, bins: string[]) =>
  db
    .select({ sku: t.stock.sku, lot: t.stock.lot, location: t.stock.location, expiresOn: t.lots.expiresOn })
    .from(t.stock)
    .leftJoin(t.lots, and(eq(t.lots.sku, t.stock.sku), eq(t.lots.lot, t.stock.lot)))
    .where(
      and(eq(t.stock.warehouse, DEMO_WAREHOUSE), inArray(t.stock.location, [...bins, '']), gt(t.stock.quantity, 0)),
    )
    .orderBy(asc(t.stock.pickSequence), asc(t.stock.sku), asc(t.stock.lot))
