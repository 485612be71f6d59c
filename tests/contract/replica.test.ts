/** Reports are read from a replica where there is one, and nobody waits for one that is away. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openReplica } from '../../server/db/open.ts'
import { openTestDatabase, systemSources, type TestDatabase } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ok } from './floor.ts'

const REPORT = '/margins?from=2026-11-01&to=2026-11-30'

/** Not a replica at all, so that it shows which one was read: it alone has a gap. */
let other: TestDatabase
let server: TestServer
beforeAll(async () => {
  other = await openTestDatabase('postgres')
  await other.work.run([], (tx) =>
    tx.db
      .insert(tx.t.marginGaps)
      .values({ warehouse: 'MAIN', name: 'a gap', transactionId: 't', detail: 'There.', foundAt: tx.now }),
  )
  server = await startTestServer('postgres', systemSources, { replica: openReplica(other.url) })
})
afterAll(async () => {
  await server.close()
  await other.close()
})

it('answers a report from the replica, and everything else from the database', async () => {
  expect(await ok(server, 'GET', REPORT)).toMatchObject({ gaps: 1 })
  expect(await ok(server, 'GET', '/margins/gaps')).toEqual({ items: [] })
})

it('answers a report from the database where the replica is away', async () => {
  const away = await startTestServer('postgres', systemSources, {
    replica: openReplica('postgres://nobody@127.0.0.1:9/none'),
  })
  const began = performance.now()
  expect(await ok(away, 'GET', REPORT)).toMatchObject({ gaps: 0 })
  expect(performance.now() - began).toBeLessThan(3_000)
  expect(away.faults).toEqual([])
  await away.close()
})
