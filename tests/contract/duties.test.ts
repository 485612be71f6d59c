/** Several processes on one database: each duty is one's, what goes is taken over, and all hear of each other's commits. */
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openWork } from '../../server/db/open.ts'
import type { Work } from '../../server/db/work.ts'
import { openTestDatabase, systemSources, type TestDatabase } from '../support/database.ts'
import { administer } from '../support/templates.ts'

/** As a clock would ask: until somebody has it. */
const holderOf = async (processes: Work[], duty: string): Promise<number[]> => {
  const asked = await Promise.all(processes.map((one) => one.hasDuty(duty)))
  return asked.flatMap((has, index) => (has ? [index] : []))
}
const eventually = { timeout: 20_000, interval: 100 }

describe('duties of processes on one PostgreSQL', () => {
  let database: TestDatabase
  let processes: Work[]
  beforeEach(async () => {
    database = await openTestDatabase('postgres')
    processes = [1, 2, 3].map(() => openWork(database.url, systemSources))
  })
  afterEach(async () => {
    for (const one of processes) await one.close()
    await database.close()
  })

  /** All connections of all processes. */
  const cutAll = (): Promise<void> =>
    administer(
      inject('postgresUrl'),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(database.url).pathname.slice(1)}'`,
    )

  it('are each one’s, however often all ask at once', async () => {
    await expect.poll(() => holderOf(processes, 'days'), eventually).toHaveLength(1)
    const [holder] = await holderOf(processes, 'days')
    for (let times = 0; times < 20; times++) {
      const holders = await holderOf(processes, 'days')
      expect(holders).toEqual([holder])
    }
  })

  it('are taken over from a process that goes', async () => {
    await expect.poll(() => holderOf(processes, 'costing'), eventually).toHaveLength(1)
    const [holder] = (await holderOf(processes, 'costing')) as [number]
    const [gone] = processes.splice(holder, 1)
    await gone?.close()
    await expect.poll(() => holderOf(processes, 'costing'), eventually).toHaveLength(1)
    expect(await gone?.hasDuty('costing')).toBe(false)
  })

  it('are lost with the connection, and somebody has them again', async () => {
    await expect.poll(() => holderOf(processes, 'folders'), eventually).toHaveLength(1)
    await cutAll()
    await expect.poll(() => holderOf(processes, 'folders'), eventually).toHaveLength(1)
    await expect.poll(() => holderOf(processes, 'planning'), eventually).toHaveLength(1)
  })

  it('are not needed for a unit, which is run again where its connection is cut before its commit', async () => {
    const [one] = processes
    let times = 0
    await one?.run([], async (tx) => {
      times += 1
      if (times === 1) await cutAll()
      await tx.db.insert(tx.t.meta).values({ name: 'cut', value: String(times) })
    })
    const rows = await one?.read(({ db, t }) => db.select().from(t.meta).where(eq(t.meta.name, 'cut')))
    expect([times, rows]).toEqual([2, [{ name: 'cut', value: '2' }]])
  })

  it('do not keep a process from hearing what another one commits', async () => {
    const heard = processes.map(() => 0)
    for (const [index, one] of processes.entries())
      one.onCommit(() => {
        heard[index] = (heard[index] ?? 0) + 1
      })
    // What the tests before it committed may still ring; where nothing is committed any more, nobody is rung for a second.
    let before: number[] = []
    const isQuiet = async () => {
      before = [...heard]
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return heard.every((times, index) => times === before[index])
    }
    await expect.poll(isQuiet, eventually).toBe(true)
    const name = v7()
    await processes[0]?.run([], async (tx) => {
      tx.emit({
        table: 'channels',
        key: name,
        value: { channel: name, name, kind: 'dtc', minShelfLifeDays: 0 },
        warehouse: null,
      })
    })
    await expect.poll(() => heard.every((times, index) => times > (before[index] ?? 0)), eventually).toBe(true)
  })
})

it('on SQLite the one process has every duty', async () => {
  const { work, close } = await openTestDatabase('sqlite')
  expect(await work.hasDuty('days')).toBe(true)
  await close()
})
