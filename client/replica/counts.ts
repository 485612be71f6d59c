/** Counts that the floor is asked for. */
import type { TaskRow } from '../../shared/wire/pull.ts'
import type { View } from './view.ts'

/** Open ones, in the order of the way. */
export async function openCountTasks({ replica }: View): Promise<TaskRow[]> {
  const tasks = await replica.rows.tasks.toArray()
  return tasks
    .filter((task) => task.kind === 'count' && task.state === 'open')
    .sort((a, b) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1))
}
