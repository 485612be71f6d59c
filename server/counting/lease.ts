/** Counts are given to one handheld at a time, so that two people do not count one bin, and a blind one stays blind. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { COUNT_URGENCY } from '../../shared/rules/counting.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { isSilent } from '../picking/lease.ts'
import type { TaskRow } from '../picking/tasks.ts'
import { notFound, Problem } from '../problem.ts'
import { giveCount, takeCountBack } from './ask.ts'
import { type CountTaskAnswer, countTaskAnswer } from './task-answer.ts'

/** As many as somebody counts before the device is online again. */
const MOST = 50

export const leaseInput = v.object({
  deviceId: field.name,
  /** Who is signed in on it. */
  userId: v.optional(field.uuid),
  /** These; or, where none are named, the ones that come next on the way. */
  tasks: v.optional(v.pipe(v.array(field.uuid), v.minLength(1), v.maxLength(MOST))),
  most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST)), 10),
})
export type LeaseInput = v.InferOutput<typeof leaseInput>

/** `userId`: who is going to count; a recount is not given to who counted it before. */
export async function leaseCounts(
  tx: Tx,
  warehouse: string,
  { deviceId, tasks, most }: LeaseInput,
  userId: string | null,
): Promise<{ items: CountTaskAnswer[] }> {
  const scene = openRequest(tx, warehouse, 'lease', { deviceId, userId })
  const wanted = tasks ? await named(scene, tasks, userId) : await next(scene, deviceId, most, userId)
  const items = []
  for (const task of wanted) items.push(countTaskAnswer(await giveCount(scene, task, deviceId)))
  return { items }
}

async function named(scene: Scene, ids: readonly string[], userId: string | null): Promise<TaskRow[]> {
  const found = []
  for (const id of ids) {
    const task = await openCount(scene, id)
    if (userId !== null && (task.notBy ?? []).includes(userId))
      throw new Problem(
        409,
        'counted-by-you',
        `You counted ${task.location} before: another person is to count it again.`,
      )
    if (task.deviceId !== null && task.deviceId !== scene.posted.author.deviceId && !(await isSilent(scene.tx, task)))
      throw new Problem(
        409,
        'count-leased',
        `This count is with device ${task.deviceId}. Have it returned there first.`,
        {
          deviceId: task.deviceId,
        },
      )
    found.push(task)
  }
  return found
}

async function next(
  { tx, warehouse }: Scene,
  deviceId: string,
  most: number,
  userId: string | null,
): Promise<TaskRow[]> {
  const { tasks } = tx.t
  const open = await tx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.warehouse, warehouse), eq(tasks.kind, 'count'), eq(tasks.state, 'open')))
    .orderBy(asc(tasks.sequence), asc(tasks.location), asc(tasks.id))
  const mayHave = open.filter((task) => userId === null || !(task.notBy ?? []).includes(userId))
  const mine = mayHave.filter((task) => task.deviceId === deviceId)
  const free = mayHave
    .filter((task) => task.deviceId === null)
    .sort((a, b) => COUNT_URGENCY[a.origin ?? 'floor'] - COUNT_URGENCY[b.origin ?? 'floor'])
  return [...mine, ...free].slice(0, Math.max(most, mine.length))
}

export async function returnCounts(
  tx: Tx,
  warehouse: string,
  { deviceId, tasks }: { deviceId: string; tasks?: string[] | undefined },
): Promise<{ items: CountTaskAnswer[] }> {
  const scene = openRequest(tx, warehouse, 'lease', { deviceId, userId: null })
  const items = []
  for (const task of await leasedTo(scene, deviceId, tasks))
    items.push(countTaskAnswer(await takeCountBack(scene, task)))
  return { items }
}

/** Those of the named ones that are with the device; all of its, where none are named. */
async function leasedTo({ tx, warehouse }: Scene, deviceId: string, ids: string[] | undefined): Promise<TaskRow[]> {
  const { tasks } = tx.t
  return tx.db
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.warehouse, warehouse),
        eq(tasks.kind, 'count'),
        eq(tasks.state, 'open'),
        eq(tasks.deviceId, deviceId),
        ids === undefined ? undefined : inArray(tasks.id, ids),
      ),
    )
    .orderBy(tasks.id)
}

/** Throws where there is none, or where it is closed. */
export async function openCount({ tx, warehouse }: Scene, id: string): Promise<TaskRow> {
  await tx.lock(`count ${id}`)
  const [task] = await tx.db.select().from(tx.t.tasks).where(eq(tx.t.tasks.id, id))
  if (task?.kind !== 'count' || task.warehouse !== warehouse) throw notFound(`count ${id}`)
  if (task.state !== 'open') throw new Problem(409, 'count-closed', `This count is ${task.state}.`)
  return task
}
