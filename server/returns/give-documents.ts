/** What a chargeback says, and what can be said against it, given by the office; goods that waited for that go on by themselves. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Chargeback } from '../db/tables/returns.ts'
import type { Tx } from '../db/work.ts'
import { lockInspection } from '../ledger/inspect.ts'
import { openRequest } from '../ledger/scene.ts'
import { Problem } from '../problem.ts'
import { type ReturnRow, refreshReturn } from './cases.ts'
import { NO_CHARGEBACK, requireReturn, saveChargeback } from './chargebacks.ts'
import { chargebackFacts } from './expect.ts'
import { waitingInspections } from './inspections.ts'
import { resumeInspection } from './resume.ts'

/** Photos given by hand to one return. */
const MAX_PHOTOS = 200

export const documentsInput = v.object({
  ...chargebackFacts,
  /** The same facts, as they are given when a return is announced. */
  chargeback: v.optional(v.object(chargebackFacts)),
  photos: v.optional(v.pipe(v.array(field.sha256), v.maxLength(MAX_PHOTOS, `Give at most ${MAX_PHOTOS} photos.`))),
  note: v.optional(field.note),
})

type Documents = v.InferOutput<typeof documentsInput>

/** What is left out stays as it is known. */
export async function giveDocuments(tx: Tx, warehouse: string, id: string, given: Documents): Promise<void> {
  const scene = openRequest(tx, warehouse, 'documents')
  // Before the return, as wherever goods are inspected.
  for (const one of await waitingInspections(tx, warehouse, { waitsFor: 'documents', returnId: id }))
    await lockInspection(scene, one.id)
  const row = await requireReturn(scene, id)
  const photos = [...new Set([...row.photos, ...(given.photos ?? [])])]
  if (photos.length > MAX_PHOTOS)
    throw new Problem(422, 'invalid', `photos: A return has at most ${MAX_PHOTOS} photos given by hand.`, {
      field: 'photos',
    })
  const note = given.note ?? row.note
  await tx.db.update(tx.t.returns).set({ photos, note }).where(eq(tx.t.returns.id, id))
  const chargeback = mergedChargeback(row, given)
  if (chargeback !== null) await saveChargeback(scene, { ...row, photos }, chargeback)
  const refreshed = await refreshReturn(scene, id)
  if (refreshed?.after.documents === 'missing') return
  for (const inspection of await waitingInspections(tx, warehouse, { waitsFor: 'documents', returnId: id }))
    await resumeInspection(scene, inspection, { waived: [] })
}

/** Null: there is none, and nothing was said of one. */
function mergedChargeback({ chargeback }: ReturnRow, { chargeback: nested, ...flat }: Documents): Chargeback | null {
  const { photos: _, note: __, ...facts } = flat
  const stated = Object.entries({ ...nested, ...facts }).filter(([, value]) => value !== undefined)
  return stated.length === 0 ? chargeback : { ...(chargeback ?? NO_CHARGEBACK), ...Object.fromEntries(stated) }
}
