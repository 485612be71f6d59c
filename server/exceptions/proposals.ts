/**
 * Shortages: what can be done about each. A proposal carries the body that carries it out, so that one tap or call is enough.
 */
import { inArray } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import type { ItemClaim } from '../availability/pool.ts'
import type { Reader } from '../db/work.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import type { ShortLine } from './short-lines.ts'
import type { Remedy } from './shortage.ts'

export interface Proposal {
  remedy: string
  label: string
  detail: string
  body: Remedy & { note: string }
}

/** All that proposals for one exception are made of. */
export interface Shortage {
  pool: Pool<ItemClaim>
  lines: ShortLine[]
  /** What a customer takes instead. */
  substitute: string | null
}

/** Lines of an item's shortage that are offered one by one. */
const OFFERED = 5

export function proposalsFor(row: ExceptionRow, { pool, lines, substitute }: Shortage): Proposal[] {
  if (row.type === 'protection-short') return protectionProposals(pool)
  return lines.slice(0, OFFERED).flatMap((line) => lineProposals(row, line, pool, substitute))
}

/** By SKU. */
export async function substitutesOf(
  { db, t }: Pick<Reader, 'db' | 't'>,
  skus: readonly string[],
): Promise<Map<string, string | null>> {
  if (skus.length === 0) return new Map()
  const rows = await db
    .select({ sku: t.items.sku, substitute: t.items.substituteSku })
    .from(t.items)
    .where(inArray(t.items.sku, [...skus]))
  return new Map(rows.map(({ sku, substitute }) => [sku, substitute]))
}

function lineProposals(
  row: ExceptionRow,
  line: ShortLine,
  pool: Pool<ItemClaim>,
  substitute: string | null,
): Proposal[] {
  const named = `order ${line.externalId} (${line.channel})`
  const propose = (remedy: string, label: string, detail: string, more: Partial<Remedy> = {}): Proposal => ({
    remedy,
    label,
    detail,
    body: { remedy, note: '', line: line.id, quantity: line.units, ...more },
  })
  const giving = row.type === 'oversold' ? givingChannels(pool, line.channel) : []
  return [
    ...giving.map(({ channel, units }) => {
      const quantity = Math.min(units, line.units)
      const detail = `${quantity} of what is protected for ${channel} go to ${named}.`
      return propose('move-protection', `Take ${quantity} from ${channel}`, detail, { from: channel, quantity })
    }),
    propose(
      'split',
      row.type === 'oversold' ? 'Ship what is there' : `Backorder ${line.units}`,
      `The rest of ${named} can be shipped; ${line.units} wait for stock.`,
    ),
    ...(substitute === null
      ? []
      : [
          propose('substitute', `Send ${substitute} instead`, `${line.units} of ${named} become ${substitute}.`, {
            sku: substitute,
          }),
        ]),
    propose('cancel', `Cancel ${line.units}`, `${line.units} of ${named} are given up; tell the customer.`),
  ]
}

/** Channels with something left in their protection, the least important first. */
export const givingChannels = (pool: Pool<ItemClaim>, except: string) =>
  [...pool.channels]
    .reverse()
    .filter(({ claim, charged }) => claim.channel !== except && claim.protected - charged > 0)
    .map(({ claim, charged }) => ({ channel: claim.channel, units: claim.protected - charged }))

function protectionProposals(pool: Pool<ItemClaim>): Proposal[] {
  return pool.channels
    .filter(({ charged }) => charged > 0)
    .flatMap(({ claim, charged }): Proposal[] => [
      {
        remedy: 'lower',
        label: `Lower ${claim.channel} to ${claim.protected - charged}`,
        detail: `The protection of ${claim.channel} becomes what is really there.`,
        body: { remedy: 'lower', note: '', channel: claim.channel },
      },
      ...givingChannels(pool, claim.channel).map(({ channel, units }) => {
        const quantity = Math.min(units, charged)
        return {
          remedy: 'take-from-another',
          label: `Take ${quantity} from ${channel}`,
          detail: `${quantity} of the protection of ${channel} go to ${claim.channel}.`,
          body: { remedy: 'take-from-another', note: '', channel: claim.channel, from: channel, quantity },
        }
      }),
    ])
}
