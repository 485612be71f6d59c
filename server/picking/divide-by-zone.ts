/** A batch over several zones becomes one list for each of them, so that nobody walks through the whole warehouse. */
import { eq, inArray } from 'drizzle-orm'
import { emit } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'
import { newList, type Released, writeList } from './release.ts'
import type { PickListRow } from './tasks.ts'

/** The first zone keeps the list; the tasks of the others move to lists of their own, and what was answered follows. */
export async function divideByZone(scene: Scene, list: PickListRow, released: readonly Released[]): Promise<void> {
  const tasks = released.flatMap((one) => one.tasks)
  const byZone = new Map<string | null, typeof tasks>()
  for (const task of tasks) {
    const zone = (await scene.ground.location(task.location))?.zone ?? null
    byZone.set(zone, [...(byZone.get(zone) ?? []), task])
  }
  const [first, ...others] = [...byZone.keys()].sort((a, b) => (a ?? '').localeCompare(b ?? ''))
  await nameZone(scene, list, first ?? null)
  for (const zone of others) {
    const own = { ...newList(scene, null, list.staging), zone }
    await writeList(scene, own)
    const moved = byZone.get(zone) ?? []
    for (const task of moved) task.pickListId = own.id
    await handOver(
      scene,
      moved.map(({ id }) => id),
      own.id,
    )
  }
  for (const one of released) one.pickListId = one.tasks[0]?.pickListId ?? one.pickListId
}

async function nameZone({ tx, warehouse }: Scene, list: PickListRow, zone: string | null): Promise<void> {
  if (zone === null) return
  await tx.db.update(tx.t.pickLists).set({ zone }).where(eq(tx.t.pickLists.id, list.id))
  emit(tx, 'pickLists', warehouse, { ...list, zone })
}

async function handOver({ tx, warehouse }: Scene, ids: readonly string[], pickListId: string): Promise<void> {
  const rows = await tx.db
    .update(tx.t.tasks)
    .set({ pickListId })
    .where(inArray(tx.t.tasks.id, [...ids]))
    .returning()
  for (const row of rows) emit(tx, 'tasks', warehouse, row)
}
