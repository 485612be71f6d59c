/** The weights of a plan become protections: set at once, with a target each, and filled up to it each night from what is shared. */
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import * as v from 'valibot'
import { NO_POLICY } from '../../shared/rules/replenishment/policy.ts'
import { setProtections } from '../availability/protections.ts'
import { splitInput } from '../availability/split/apply.ts'
import { itemLock, type Reader, type Tx, type Work } from '../db/work.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'

export const protectInput = v.object({
  ...splitInput.entries,
  /** Whether they are filled up each night. */
  keep: v.optional(v.boolean('keep is true or false.'), true),
})

/** All or none; throws a Problem where one is another by now, or there is too little. */
export async function protectByPlan(
  tx: Tx,
  place: { warehouse: string; sku: string },
  { protections, keep }: v.InferOutput<typeof protectInput>,
  by: string,
): Promise<void> {
  const { itemPolicies } = tx.t
  // What one gives up is what another gets.
  const byChange = [...protections].sort((a, b) => a.quantity - a.expected - (b.quantity - b.expected))
  await setProtections(
    tx,
    place,
    byChange.map(({ channel, quantity, expected }) => ({ channel, input: { quantity, expected, target: quantity } })),
    by,
  )
  await tx.db
    .insert(itemPolicies)
    .values({ ...place, policy: NO_POLICY, keepsProtected: keep })
    .onConflictDoUpdate({ target: [itemPolicies.warehouse, itemPolicies.sku], set: { keepsProtected: keep } })
}

const SOME = 500

/**
 * Once a day. An order consumes its channel's protection first: filled up only when goods come, it would be used up long before
 * the next receipt, and then keep nothing for anybody.
 */
export async function fillUpProtections(work: Work, warehouse: string): Promise<void> {
  for (let after = ''; ; ) {
    const skus = await work.read((reader) => keptProtected(reader, warehouse, after))
    for (const sku of skus)
      await work.run([itemLock(warehouse, sku)], async (tx) => {
        const scene = openRequest(tx, warehouse, 'fill-up')
        scene.touchedItems.add(sku)
        // As if what is shared had just come free: it goes to the protections by priority.
        scene.freedItems.add(sku)
        await settle(scene)
      })
    if (skus.length < SOME) return
    after = skus.at(-1) ?? ''
  }
}

async function keptProtected(
  { db, t: { itemPolicies: i, claims: c } }: Reader,
  warehouse: string,
  after: string,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ sku: i.sku })
    .from(i)
    .innerJoin(c, and(eq(c.warehouse, i.warehouse), eq(c.sku, i.sku), isNotNull(c.target)))
    .where(and(eq(i.warehouse, warehouse), eq(i.keepsProtected, true), gt(i.sku, after)))
    .orderBy(asc(i.sku))
    .limit(SOME)
  return rows.map(({ sku }) => sku)
}
