import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/database.ts'

const UNITS = 100

it('lets reads in between the units of a commit, and shows them nothing of it', async () => {
  const { work, close } = await openTestDatabase('sqlite', { now: Date.now, newId: v7 })
  let done = 0
  const seen: { done: number; names: number }[] = []
  const units = Array.from({ length: UNITS }, (_, nth) =>
    work.run([], async ({ db, t: { meta } }) => {
      await db.insert(meta).values({ name: `unit ${nth}`, value: '' })
      const until = performance.now() + 1
      while (performance.now() < until);
      done += 1
      // As a request comes: by the event loop.
      if (nth === 10)
        setImmediate(async () => {
          const rows = await work.read(({ db: reader, t }) => reader.select().from(t.meta))
          seen.push({ done, names: rows.filter(({ name }) => name.startsWith('unit ')).length })
        })
    }),
  )
  await Promise.all(units)
  expect(done).toBe(UNITS)
  expect(seen).toHaveLength(1)
  expect(seen[0]?.done).toBeLessThan(UNITS)
  expect(seen[0]?.names).toBe(0)
  await close()
})
