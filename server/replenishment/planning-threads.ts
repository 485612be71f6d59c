/** Planners in threads beside the server, as many as there are cores to spare. */
import { startThreads } from '../threads/asked.ts'
import type { Planner } from './planner.ts'
import type { PlanningAsk } from './planning-thread.ts'

export function startPlanners(database: string, count: number): Planner {
  const threads = startThreads<PlanningAsk>('planning-thread', database, count)
  return {
    changedSince: (since) => threads.ask({ kind: 'changed', since }),
    plan: (wanted) => threads.ask({ kind: 'plan', wanted }),
    close: threads.close,
  }
}
