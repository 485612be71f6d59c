/** Picked stock that is asked back: its order was given up, or its lot may not leave. Own moves are laid over. */
import type { LocationRow, TaskRow } from '../../shared/wire/pull.ts'
import { keyOf } from '../../shared/wire/pull.ts'
import { overlayNow, suggestBin, type View } from './view.ts'

export interface PutBack extends TaskRow {
  /** What is still to be carried; own moves included. */
  remaining: number
}

export async function openPutBacks(view: View): Promise<PutBack[]> {
  const tasks = (await view.replica.rows.tasks.where('kind').equals('put-back').toArray())
    .filter(({ state }) => state === 'open')
    .sort((a, b) => a.location.localeCompare(b.location) || a.id.localeCompare(b.id))
  const carried = new Map<string, number>()
  for (const { sku, lot, from, quantity } of (await overlayNow(view)).moves) {
    const key = keyOf(sku, lot, from)
    carried.set(key, (carried.get(key) ?? 0) + quantity)
  }
  return tasks.flatMap((task) => {
    const key = keyOf(task.sku, task.lot, task.location)
    const open = task.quantity - task.done
    // What was undone of a task that the server has seen is asked for again.
    const units = Math.min(open, carried.get(key) ?? 0)
    carried.set(key, (carried.get(key) ?? 0) - units)
    return open - units > 0 ? [{ ...task, remaining: open - units }] : []
  })
}

/** Beside its own kind; a lot that may not leave goes where nobody picks from, if there is such a place. */
export async function putBackBin(
  view: View,
  sku: string,
  lot: string,
  unfit: boolean,
): Promise<LocationRow | undefined> {
  if (!unfit) return suggestBin(view, sku, lot)
  return (await blockedPlaces(view))[0] ?? suggestBin(view, sku, lot)
}

async function blockedPlaces({ replica }: View): Promise<LocationRow[]> {
  const places = await replica.rows.locations.where('kind').anyOf('storage', 'pick', 'returns').toArray()
  return places
    .filter(({ blocked }) => blocked)
    .sort((a, b) => a.pickSequence - b.pickSequence || a.code.localeCompare(b.code))
}
