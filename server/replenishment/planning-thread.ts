/** A thread that makes plans: reads with a connection of its own, and gives way to whoever scans. */
import { setPriority } from 'node:os'
import { openReading } from '../db/open.ts'
import { answerWith, databaseOfThread } from '../threads/answering.ts'
import { createPlanner, type Wanted } from './planner.ts'

export type PlanningAsk = { kind: 'changed'; since: number } | { kind: 'plan'; wanted: Wanted }

/** The lowest: on Linux it is this thread's alone. Elsewhere it would be the server's. */
if (process.platform === 'linux') setPriority(19)

const planner = createPlanner(openReading(databaseOfThread()))

answerWith<PlanningAsk>(
  (ask) => (ask.kind === 'changed' ? planner.changedSince(ask.since) : planner.plan(ask.wanted)),
  planner.close,
)
