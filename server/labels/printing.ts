import { eq } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { Printing } from './elements.ts'
import { readLabelSettings } from './settings.ts'

/** What every label of a warehouse is printed with today. A company that has set nothing prints expiry dates. */
export async function readPrinting(reader: Reader, warehouse: string, now: number): Promise<Printing> {
  const { db, t } = reader
  const [place] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  if (!place) throw new Problem(404, 'unknown-warehouse', `There is no warehouse ${warehouse}.`, { field: 'warehouse' })
  const settings = await readLabelSettings(reader)
  return { today: localDate(now, place.timeZone), dates: settings?.dates ?? 'expiry' }
}
