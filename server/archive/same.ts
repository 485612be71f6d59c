/** What is said of a lot, a transaction or an order may change after it was copied: then the archive has not all, and it stays. */
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from '../lots/genealogy.ts'
import { OF_LOTS, ofLots, readNamed } from './copy.ts'

/** Movements are only ever appended, and stock follows from them: their number tells. */
const SAID_OF_LOTS = OF_LOTS.filter((name) => name !== 'movements' && name !== 'stock')

/** The same text: the same rows. */
export async function saidOfLots({ db, t }: Reader, lots: readonly LotName[]): Promise<string> {
  const said: string[] = []
  for (const name of SAID_OF_LOTS) {
    const rows = await db
      .select()
      .from(t[name])
      .where(ofLots(t, name, lots))
    said.push(name, ...rows.map((row) => JSON.stringify(row)).sort())
  }
  return said.join('\n')
}

const OF = {
  inbox: [
    ['inbox', 'id'],
    ['shipments', 'transactionId'],
    ['shipmentUnits', 'transactionId'],
    ['completions', 'transactionId'],
    ['counts', 'id'],
  ],
  orders: [
    ['orders', 'id'],
    ['orderLines', 'orderId'],
    ['tasks', 'orderId'],
    ['pickLists', 'orderId'],
  ],
} as const satisfies Record<string, readonly (readonly [keyof Schema, string])[]>

/** By id, as text: the same text, the same rows. */
export async function saidById(
  reader: Reader,
  what: keyof typeof OF,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const said = new Map<string, string[]>()
  for (const [name, column] of OF[what]) {
    const rows = (await readNamed(reader, name, column as never, ids)) as Record<string, unknown>[]
    for (const row of rows) {
      const id = String(row[column])
      said.set(id, [...(said.get(id) ?? []), `${name} ${JSON.stringify(row)}`])
    }
  }
  return new Map([...said].map(([id, rows]) => [id, rows.sort().join('\n')]))
}
