/** Which of the open count tasks of a place a count has answered. */

import { answersCount, type CountSubject } from '../../shared/rules/counting.ts'
import type { Scene } from '../ledger/scene.ts'
import type { TaskRow } from '../picking/tasks.ts'
import { finishCount, openCountsAt } from './ask.ts'

export interface LookedAt extends CountSubject {
  location: string
}

/**
 * Those that the count covers, but for what was disturbed, and for recounts that this very person must not do. A whole place
 * is answered even where one of its items was disturbed: that one is asked for by itself.
 */
export async function finishCounts(scene: Scene, looked: LookedAt, disturbed: ReadonlySet<string>): Promise<void> {
  const { userId } = scene.posted.author
  for (const task of await openCountsAt(scene, looked.location)) {
    if (!answersCount(looked, task)) continue
    if (task.scope !== 'location' && disturbed.has(task.sku)) continue
    if (isNotTheirs(task, userId)) continue
    await finishCount(scene, task)
  }
}

/** Opened by this very count, or to be done by somebody else. */
const isNotTheirs = (task: TaskRow, userId: string | null): boolean =>
  task.origin === 'variance' && (userId === null || (task.notBy ?? []).includes(userId))
