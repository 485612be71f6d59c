/** Where somebody went last, on this device. What was looked up belongs to whoever looked: another person has none of it. */
import * as v from 'valibot'
import { GOAL_KINDS, type Goal, once } from './goal.ts'

const KEY = 'lotline-recent'
const MOST = 8

const stored = v.object({
  person: v.string(),
  goals: v.array(
    v.object({ href: v.string(), label: v.string(), aside: v.optional(v.string()), kind: v.picklist(GOAL_KINDS) }),
  ),
})

type Kept = Pick<Storage, 'getItem' | 'setItem'>

/** The latest first. */
export function recentGoals(storage: Kept, person: string): Goal[] {
  try {
    const kept = v.parse(stored, JSON.parse(storage.getItem(KEY) ?? 'null'))
    return kept.person === person ? kept.goals : []
  } catch {
    // Nothing yet, or of another version.
    return []
  }
}

export function rememberGoal(storage: Kept, person: string, goal: Goal): void {
  const goals = once([goal, ...recentGoals(storage, person)]).slice(0, MOST)
  try {
    storage.setItem(KEY, JSON.stringify({ person, goals }))
  } catch {
    // A full disk keeps nobody from going there.
  }
}
