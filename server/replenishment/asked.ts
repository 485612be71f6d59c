/** What counts as asked for, as conditions that each reading of demand shares. */
import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import type { Schema } from '../db/schema.ts'

/** An order that was refused and taken after all tells of itself. */
export const isStillRefused = ({ demandRefused: r, orders: o }: Schema): SQL =>
  sql`not exists (select 1 from ${o} where ${o.channel} = ${r.channel} and ${o.externalId} = ${r.externalId})`

/** Lines of transformations. What was undone did not happen, neither what it used nor what it made. */
export const isOfProduction = ({ movements: m, inbox: i }: Schema): SQL | undefined =>
  and(
    or(eq(m.toLocation, PRODUCTION), eq(m.fromLocation, PRODUCTION)),
    eq(m.reason, 'transform'),
    sql`not exists (select 1 from ${i} where ${i.id} = ${m.transactionId} and ${i.state} = 'reversed')`,
  )

/** Of an item in one transaction: what went into production less what came back out of it, for a relabelled unit was not used up. */
export const netlyUsed = ({ movements: m }: Schema) =>
  sql<number>`cast(sum(case when ${m.toLocation} = ${PRODUCTION} then ${m.quantity} else -${m.quantity} end) as bigint)`.mapWith(
    Number,
  )
