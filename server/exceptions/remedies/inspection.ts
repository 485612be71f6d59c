/** Inspected goods that wait: a supervisor says where they go, lets them go, or has them looked at again. */
import { whyNot } from '../../../shared/rules/disposition.ts'
import type { WaitsFor } from '../../db/tables/returns.ts'
import { lockInspection } from '../../ledger/inspect.ts'
import type { Scene } from '../../ledger/scene.ts'
import { Problem } from '../../problem.ts'
import { closeStops } from '../../returns/carry-out.ts'
import { refreshReturn } from '../../returns/cases.ts'
import { giveLot } from '../../returns/give-lot.ts'
import {
  type InspectionRow,
  releaseInspection,
  returnsOf,
  saveInspection,
  trimInspection,
} from '../../returns/inspections.ts'
import { resumeInspection } from '../../returns/resume.ts'
import { inspectedWords } from '../../returns/stops.ts'
import { missing, type Outcome, openRemedy, type Remedy, requireNote, type Settling, userOf } from './remedy.ts'

async function waitingOf(settling: Settling): Promise<InspectionRow> {
  const inspection = await lockInspection(openRemedy(settling, 'dispose'), settling.row.subject)
  if (inspection?.state !== 'waiting')
    throw new Problem(409, 'already-settled', 'It does not wait any more. Look again.')
  return inspection
}

/** The inspector cannot be the second person. */
function requireAnother(inspection: InspectionRow, settling: Settling): void {
  if (inspection.userId !== null && inspection.userId === userOf(settling.caller))
    throw new Problem(409, 'same-person', 'You inspected it. A second person must allow it.')
}

async function goOn(
  settling: Settling,
  scene: Scene,
  inspection: InspectionRow,
  waived: readonly WaitsFor[],
): Promise<Outcome> {
  const by = userOf(settling.caller)
  const after = await resumeInspection(scene, inspection, { waived, by })
  const what = inspectedWords(inspection)
  if (after.state === 'done') return { settled: true, did: `${what}: ${after.disposition}, carried out.` }
  if (after.waitsFor === 'goods')
    return { settled: false, did: `${what}: ${after.carriedOut} carried out, the rest when it comes in.` }
  throw new Problem(409, 'still-stopped', await whyStopped(scene, after))
}

async function whyStopped(scene: Scene, { waitsFor, disposition, sku, lot }: InspectionRow): Promise<string> {
  if (waitsFor === 'second-person') return 'It is worth so much that a person other than the inspector must allow it.'
  if (waitsFor === 'documents') return 'Its documents are not complete. Give them with the return first.'
  const [item, known] = [await scene.ground.item(sku), await scene.ground.lot(sku, lot)]
  const goods = {
    lotTracked: item?.lotTracked ?? false,
    lot,
    held: known?.holdReason != null,
    confirmed: known?.confirmed ?? true,
    expiresOn: known?.expiresOn ?? null,
    hasSecondary: item?.secondarySku != null,
  }
  return whyNot(disposition, goods, await scene.ground.today()) ?? 'It cannot go there. Choose another disposition.'
}

/** A supervisor decides in the inspector's place. */
export const dispose: Remedy = async (settling) => {
  const { input } = settling
  const because = requireNote(input)
  const inspection = await waitingOf(settling)
  const { disposition } = input
  if (disposition === undefined || disposition === 'keep')
    throw missing('disposition', 'Say where it goes: restock, secondary, rework, scrap or supplier.')
  const scene = openRemedy(settling, 'dispose')
  if (input.location !== undefined) await requirePlace(scene, input.location)
  const by = userOf(settling.caller)
  const isOther = inspection.userId === null || inspection.userId !== by
  const named = input.lot === undefined ? inspection : await giveLot(scene, inspection, input.lot)
  const decided = await saveInspection(scene, named, {
    disposition,
    to: input.location ?? inspection.to,
    because,
    approvedBy: by,
  })
  return goOn(settling, scene, decided, isOther ? ['second-person', 'quality'] : ['quality'])
}

async function requirePlace(scene: Scene, code: string): Promise<void> {
  const place = await scene.ground.location(code)
  if (!place || place.kind === 'virtual')
    throw missing('location', `There is no location ${code} in ${scene.warehouse}.`, 'unknown-location')
}

/** The second person lets it be scrapped. */
export const approve: Remedy = async (settling) => {
  const inspection = await waitingOf(settling)
  requireAnother(inspection, settling)
  const scene = openRemedy(settling, 'dispose')
  const approved = await saveInspection(scene, inspection, { approvedBy: userOf(settling.caller) })
  return goOn(settling, scene, approved, ['second-person'])
}

/** It is sold again though its chargeback cannot be disputed. */
export const restock: Remedy = async (settling) => {
  const because = requireNote(settling.input)
  const inspection = await waitingOf(settling)
  const scene = openRemedy(settling, 'dispose')
  const decided = await saveInspection(scene, inspection, { because, approvedBy: userOf(settling.caller) })
  return goOn(settling, scene, decided, ['documents', 'quality'])
}

/** No more of it came than is here: the inspector counted wrong. */
export const accept: Remedy = async (settling) => {
  const because = requireNote(settling.input)
  const inspection = await waitingOf(settling)
  if (inspection.waitsFor !== 'goods') throw new Problem(409, 'not-short', 'All of them are here. Say where they go.')
  const scene = openRemedy(settling, 'dispose')
  const { carriedOut } = inspection
  if (carriedOut === 0) await releaseInspection(scene, inspection, 'withdrawn')
  else {
    const done = { quantity: carriedOut, state: 'done', waitsFor: null, doneAt: settling.tx.now, because } as const
    const spoken = await returnsOf(settling.tx, inspection)
    await trimInspection(scene, inspection, inspection.quantity - carriedOut)
    await saveInspection(scene, inspection, done)
    for (const id of spoken) await refreshReturn(scene, id)
  }
  await closeStops(scene, inspection, because)
  return { settled: true, did: `${carriedOut} of ${inspection.quantity} were there.` }
}

export const inspectAgain: Remedy = async (settling) => {
  const inspection = await waitingOf(settling)
  const scene = openRemedy(settling, 'dispose')
  if (inspection.carriedOut > 0)
    throw new Problem(
      409,
      'partly-carried-out',
      `${inspection.carriedOut} of them are where they should be. Undo the inspection to look at all of them again.`,
    )
  // Where hands have put them is known from this inspection alone: it stands until they have come in.
  if (inspection.waitsFor === 'goods' || (inspection.to !== null && inspection.to !== inspection.location))
    throw new Problem(
      409,
      'not-come-in',
      `Not all of them are known to have come back to ${inspection.location}. They may be on their way: decide, or count what is there.`,
    )
  await releaseInspection(scene, inspection, 'withdrawn')
  await closeStops(scene, inspection, 'It is to be inspected again.')
  return { settled: true, did: `${inspectedWords(inspection)} wait to be inspected again at ${inspection.location}.` }
}
