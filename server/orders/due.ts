/** When orders are due, so that they can be sorted by it: what is due on no day comes after all that is. */
import { type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'

export const NEVER = '9999-12-31'

/** As the index has it. */
export const dueOf = ({ shipBy }: Pick<Schema['orders'], 'shipBy'>): SQL<string> =>
  sql<string>`coalesce(${shipBy}, ${sql.raw(`'${NEVER}'`)})`
