/** Three processes on one PostgreSQL, one of which is killed at random; and the database started again under all of them. */
import { expect, inject, it } from 'vitest'
import { startPostgres } from '../support/embedded-postgres.ts'
import { fleetLoop } from './fleet-loop.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_130)

it(`loses and doubles nothing where one of three processes is killed (seed ${SEED})`, async () => {
  const summary = await fleetLoop({
    ...{ seed: SEED, postgres: inject('postgresUrl'), times: 2 },
    goes: { what: 'a process' },
  })
  expect(summary).toMatchObject({ times: 2, lost: 0, doubled: 0, refusals: {} })
  expect(summary.meanwhile).toBeGreaterThan(0)
}, 120_000)

it(`goes on by itself where the database is started again (seed ${SEED})`, async () => {
  const postgres = await startPostgres([])
  try {
    const summary = await fleetLoop({
      ...{ seed: SEED, postgres: postgres.url, times: 1 },
      goes: { what: 'the database', restart: postgres.restart },
    })
    expect(summary).toMatchObject({ times: 1, lost: 0, doubled: 0 })
  } finally {
    await postgres.stop()
  }
}, 120_000)
