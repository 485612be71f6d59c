/** An inspection was undone: its goods are to be inspected again, and nothing waits for it any more. */
import type { Scene } from '../ledger/scene.ts'
import { closeStops } from './carry-out.ts'
import { readInspection, releaseInspection } from './inspections.ts'

export async function forgetInspection(scene: Scene, id: string): Promise<void> {
  const inspection = await readInspection(scene.tx, id)
  if (!inspection || inspection.state === 'reversed') return
  await closeStops(scene, inspection, 'The inspection was undone.')
  await releaseInspection(scene, inspection, 'reversed')
}
