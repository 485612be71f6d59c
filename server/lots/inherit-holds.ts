/**
 * What is made from a lot on hold is on hold from its first moment, and so is what was made of that: facts come late, and in
 * which order goods were mixed nobody can say.
 */
import { and, eq, isNull, like } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import { follow, type LotName } from './genealogy.ts'
import { liftHolds, placeWithDescendants, sourceOfDescent, withdrawEverywhere } from './holds.ts'

export async function inheritHolds(scene: Scene, used: readonly LotName[], made: readonly LotName[]): Promise<void> {
  const { holds } = scene.tx.t
  const tracked = made.filter(({ lot }) => lot !== '')
  const held: LotName[] = []
  for (const { sku, lot } of used) {
    if ((await scene.ground.lot(sku, lot))?.holdReason == null) continue
    const standing = await scene.tx.db
      .select()
      .from(holds)
      .where(and(eq(holds.sku, sku), eq(holds.lot, lot), isNull(holds.liftedAt)))
    for (const hold of standing)
      held.push(
        ...(await placeWithDescendants(scene, tracked, (into) => ({
          sku: into.sku,
          lot: into.lot,
          reason: `made from lot ${lot}: ${hold.reason}`.slice(0, 200),
          source: hold.source.startsWith('lot ') ? hold.source : sourceOfDescent({ sku, lot }),
          by: hold.by,
        }))),
      )
  }
  // It may be a lot of which orders have some already.
  if (held.length > 0) await withdrawEverywhere(scene.tx, scene.posted.author, held, scene)
}

/** After the making of these lots was undone: neither they nor what is made of them is held for a lot that is not in them. */
export async function liftUnfounded(scene: Scene, made: readonly LotName[]): Promise<void> {
  for (const lot of (await follow(scene.tx, made, 'forward')).lots) {
    const inherited = await inheritedHolds(scene, lot)
    if (inherited.length === 0) continue
    const { lots } = await follow(scene.tx, [lot], 'backward')
    const founded = new Set(lots.map(sourceOfDescent))
    const unfounded = inherited.filter(({ source }) => !founded.has(source))
    if (unfounded.length > 0) await liftHolds(scene, lot, unfounded, 'What it was made of was recorded by mistake.')
  }
}

async function inheritedHolds({ tx }: Scene, { sku, lot }: LotName) {
  const { holds } = tx.t
  const inherited = and(eq(holds.sku, sku), eq(holds.lot, lot), isNull(holds.liftedAt), like(holds.source, 'lot %'))
  return tx.db.select({ id: holds.id, source: holds.source }).from(holds).where(inherited)
}
