/**
 * Allocation rules: how protections follow stock, per item or group of items, and channel. The item's own rule goes before
 * its group's. On a receipt they only add; on demand they set the protection to what they say.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import type { ItemClaim } from './pool.ts'

export type Rule = Schema['rules']['$inferSelect']

/** A share is kept in millionths. */
export const SHARE = 1_000_000

const p = sql.placeholder

const statements = ((db, t) => ({
  ofItem: prepared(
    'rules_of_item',
    db
      .select({ rule: t.rules })
      .from(t.rules)
      .innerJoin(t.items, eq(t.items.sku, p('sku')))
      .where(
        and(
          eq(t.rules.warehouse, p('warehouse')),
          or(eq(t.rules.sku, p('sku')), and(isNull(t.rules.sku), eq(t.rules.group, t.items.group))),
        ),
      ),
  ),
})) satisfies Statements<unknown>

/** The rule of each channel for this item. */
export async function rulesOfItem(reader: Pick<Reader, 'statements'>, warehouse: string, sku: string): Promise<Rule[]> {
  const rows = (await reader.statements(statements).ofItem.execute({ warehouse, sku })).map(({ rule }) => rule)
  return rows.filter(
    (rule) => rule.sku !== null || !rows.some((other) => other.sku !== null && other.channel === rule.channel),
  )
}

/** The protection that a rule asks for, in units. */
export function wantedBy(rule: Pick<Rule, 'kind' | 'value'>, pool: Pool<ItemClaim>, claim: ItemClaim): number {
  if (rule.kind === 'fixed') return rule.value
  if (rule.kind === 'share') return Math.floor((Math.max(0, pool.free) * rule.value) / SHARE)
  return Math.max(0, rule.value - claim.drawn)
}
