/** What is history, archived: how long it takes, how long others wait for it, and a lot told from the archive. */
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { archive } from '../../server/archive/archive.ts'
import { archivesIn } from '../../server/archive/file.ts'
import { traceLot } from '../../server/archive/trace.ts'
import { audit } from '../../server/audit/audit.ts'
import { openWork } from '../../server/db/open.ts'
import type { Work } from '../../server/db/work.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { openSite } from './growth-site.ts'
import { type Figure, percentile } from './report.ts'

const MOVEMENTS = 1_000_000
const ITEMS = 1_000
const DAY_MS = 86_400_000
/** The past is of the last year: this far ahead all of it is history. */
const AHEAD_MS = 1_200 * DAY_MS
const PART = `Archive: ${MOVEMENTS / 1e6},000,000 movements of lots that are gone (SQLite)`
const TRACES = 9

export async function measureArchive(): Promise<Figure[]> {
  const { server } = await openSite({ words: 'archive', movements: MOVEMENTS, items: ITEMS, barcodes: 0 })
  await server.stop()
  const now = Date.now() + AHEAD_MS
  const work = openWork(server.databaseFile, { now: () => now, newId: v7 })
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-archive-'))
  try {
    const waits: number[] = []
    const began = performance.now()
    const done = await archive({
      work: timed(work, waits),
      folder,
      migrations: MIGRATIONS,
      now,
      olderThanMs: 1_100 * DAY_MS,
    })
    const seconds = (performance.now() - began) / 1_000
    const { findings } = await audit(work, now)
    if (findings.length > 0) throw new Error(`The audit found ${findings[0]}`)
    if (done.file === null || done.lots !== MOVEMENTS / 8) throw new Error(`${done.lots} lots were archived.`)
    const traces: number[] = []
    for (let nth = 0; nth < TRACES; nth++) {
      const lot = nth * 1_000 + 7
      const asked = performance.now()
      const where = { database: work, archives: archivesIn(folder), migrations: MIGRATIONS }
      const told = await traceLot(
        where,
        `ART-${String(lot % ITEMS).padStart(6, '0')}`,
        `G${String(lot).padStart(8, '0')}`,
      )
      traces.push(performance.now() - asked)
      if (told[0]?.trace.shipped.length !== 2) throw new Error('A lot is not told as it was.')
    }
    const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
      part: PART,
      what,
      value,
      unit,
      ...more,
    })
    return [
      figure('archived', seconds, 's', {
        beside: `${done.lots} lots, ${done.transactions} transactions, ${done.orders} orders`,
      }),
      figure('of it, a unit that others wait for: median', percentile(waits, 50), 'ms'),
      figure('… p99', percentile(waits, 99), 'ms'),
      figure('… longest', Math.max(...waits), 'ms'),
      figure('the file', statSync(done.file).size / 1e6, 'MB'),
      figure('a lot told from it: median', percentile(traces, 50), 'ms'),
    ]
  } finally {
    await work.close()
    await server.close()
  }
}

/** How long each unit has the database to itself. */
const timed = (work: Work, waits: number[]): Work => ({
  ...work,
  run: (keys, unit) =>
    work.run(keys, async (tx) => {
      const began = performance.now()
      try {
        return await unit(tx)
      } finally {
        waits.push(performance.now() - began)
      }
    }),
})
