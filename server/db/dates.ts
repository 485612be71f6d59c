/** Dates that may be missing, for sorting: what has none comes after all that have one. */
import { type Column, type SQL, sql } from 'drizzle-orm'
import { NEVER } from '../../shared/rules/rotation.ts'

/** As indexes have it: the tool that writes migrations takes no expression with a comma in it. */
export const dateOrNever = (column: Column): SQL<string> =>
  sql<string>`(case when ${column} is null then ${sql.raw(`'${NEVER}'`)} else ${column} end)`
