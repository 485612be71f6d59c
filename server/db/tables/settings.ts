/** What holds for all of it: settings, numbers given out once, and what the database knows of itself. */
import type { Kit } from '../kit.ts'

export function settingTables(kit: Kit) {
  const { table, text, whole, json } = kit

  const settings = table('settings', { name: text().primaryKey(), value: json<unknown>().notNull() })

  /** Numbers that are given out once, such as SSCC serials. */
  const sequences = table('sequences', { name: text().primaryKey(), next: whole().notNull() })

  const meta = table('meta', { name: text().primaryKey(), value: text().notNull() })

  return { settings, sequences, meta }
}
