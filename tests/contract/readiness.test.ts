/** `/readyz`: yes only where the database can be read and written. */
import { type SQL, sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { DIALECTS, systemSources } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe.each(DIALECTS)('on %s', (dialect) => {
  let server: TestServer
  const clock = { now: Date.now() }
  const ready = () => server.fetch(new Request('http://test/readyz'))
  afterEach(() => server.close())

  it('is ready, asked once or by many', async () => {
    server = await startTestServer(dialect)
    const answers = await Promise.all(Array.from({ length: 5 }, ready))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await answers[0]?.json()).toMatchObject({ status: 'ready' })
  })

  it('is not ready where its tables are not there, a few seconds after they went', async () => {
    server = await startTestServer(dialect, { ...systemSources, now: () => clock.now })
    expect((await ready()).status).toBe(200)
    await server.database.work.run([], async (tx) => {
      const db = tx.db as unknown as Record<'run' | 'execute', ((query: SQL) => Promise<unknown>) | undefined>
      const query = sql`ALTER TABLE meta RENAME TO gone`
      await (db.run ? db.run(query) : db.execute?.(query))
    })
    clock.now += 6_000
    const answer = await ready()
    expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ code: 'not-ready' })])
    expect(server.faults).toHaveLength(1)
  })
})
