/**
 * Counts that are due, and what they keep from this device. Own counts of which the server has not heard are laid over: what
 * they answered is not asked again. Nothing here says what should be in a place.
 */
import {
  answersCount,
  COUNT_URGENCY,
  type CountOrigin,
  type CountScope,
  isLookedAt,
} from '../../shared/rules/counting.ts'
import type { CountTask, ItemRow, TaskRow } from '../../shared/wire/pull.ts'
import type { Overlay } from './overlay.ts'
import { overlayNow, type View } from './view.ts'

export interface DueCount {
  id: string
  location: string
  scope: CountScope
  /** Null where the whole place is to be counted. */
  item: ItemRow | null
  /** Empty: any lot, or, where one lot is to be counted, the one that could not be read. */
  lot: string
  origin: CountOrigin
  /** Which handheld has it. */
  holder: 'here' | 'nobody' | 'elsewhere'
  /** Who is signed in counted it before: somebody else is to. */
  byAnother: boolean
}

/** Whether it is for this device and this person to do. */
export const isForUs = ({ holder, byAnother }: DueCount): boolean => holder !== 'elsewhere' && !byAnother

/** All that are open, also those that are for others; the urgent ones first, then in the order of the way. */
export async function dueCounts(view: View, deviceId: string, userId: string | null): Promise<DueCount[]> {
  const [open, overlay] = await Promise.all([openCounts(view), overlayNow(view)])
  const due = open.filter((task) => !isCounted(task, overlay, userId))
  const { items, locations } = view.replica.rows
  const [known, places] = await Promise.all([
    items.bulkGet([...new Set(due.map(({ sku }) => sku))]),
    locations.bulkGet([...new Set(due.map(({ location }) => location))]),
  ])
  const itemOf = new Map(known.flatMap((item) => (item ? [[item.sku, item]] : [])))
  const wayOf = new Map(places.flatMap((place) => (place ? [[place.code, place.pickSequence]] : [])))
  const way = ({ location, sequence }: TaskRow) => wayOf.get(location) ?? sequence
  return due
    .filter(({ sku, count }) => count.scope === 'location' || itemOf.has(sku))
    .sort(
      (a, b) =>
        COUNT_URGENCY[a.count.origin] - COUNT_URGENCY[b.count.origin] ||
        way(a) - way(b) ||
        a.location.localeCompare(b.location) ||
        a.id.localeCompare(b.id),
    )
    .map((task) => dueCount(task, itemOf.get(task.sku) ?? null, deviceId, userId))
}

type OpenCount = TaskRow & { count: CountTask }

async function openCounts({ replica }: View): Promise<OpenCount[]> {
  const tasks = await replica.rows.tasks.where('kind').equals('count').toArray()
  return tasks.flatMap((task) => (task.state === 'open' && task.count ? [{ ...task, count: task.count }] : []))
}

function dueCount(
  { id, location, lot, count }: OpenCount,
  item: ItemRow | null,
  deviceId: string,
  userId: string | null,
): DueCount {
  const holder = count.device === null ? 'nobody' : count.device === deviceId ? 'here' : 'elsewhere'
  return {
    id,
    location,
    scope: count.scope,
    item: count.scope === 'location' ? null : item,
    lot,
    origin: count.origin,
    holder,
    byAnother: isByAnother(count, userId),
  }
}

const isByAnother = ({ notBy }: CountTask, userId: string | null): boolean => userId !== null && notBy.includes(userId)

/** Recorded here, by its own count or by one that looked at more. A recount by another person is not answered by that. */
function isCounted(task: OpenCount, overlay: Overlay, userId: string | null): boolean {
  if (isByAnother(task.count, userId)) return false
  if (overlay.counted.has(task.id)) return true
  const asked = { ...task, scope: task.count.scope }
  return overlay.looked.some((looked) => looked.location === task.location && answersCount(looked, asked))
}

/** What a blind count keeps from this device: the server withholds these balances, and own work must not give them away. */
export interface Hidden {
  location: string
  scope: CountScope
  sku: string
  lot: string
}

export async function hiddenFromUs(view: View, deviceId: string): Promise<Hidden[]> {
  return (await openCounts(view))
    .filter(
      ({ count }) => count.hiddenFrom === 'handhelds' || (count.hiddenFrom === 'holder' && count.device === deviceId),
    )
    .map(({ location, sku, lot, count: { scope } }) => ({ location, sku, lot, scope }))
}

export const isHidden = (hidden: readonly Hidden[], balance: { location: string; sku: string; lot: string }): boolean =>
  hidden.some((place) => place.location === balance.location && isLookedAt(place, balance))
