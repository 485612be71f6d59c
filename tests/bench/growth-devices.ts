/**
 * Whether the server gets slower with the devices at it: 1 to 200 handhelds with their event streams, pushing and pulling. First as fast as
 * they go, then all together at one pace, beside which a desk sells and a device catches up.
 */

import { join } from 'node:path'
import type { Enrolled } from '../soak/handheld.ts'
import type { Answer, Order, Sample } from '../soak/handhelds.ts'
import { enrolAll } from '../soak/soak.ts'
import { openChild } from './child.ts'
import { costsText, readCosts } from './cpu-profile.ts'
import { type Column, curveFigures, curveText, type Point } from './curve.ts'
import { type Load, pullRound } from './growth-round.ts'
import { untilQuiet } from './growth-site.ts'
import type { LoadAnswer, LoadInput } from './load.ts'
import { SKUS, skuAt } from './plan.ts'
import { profiled } from './profile.ts'
import { areProfilesAsked, profilesFolder } from './profiles-folder.ts'
import { type Figure, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { fillWarehouse, range } from './warehouse.ts'

const PART = 'Growth: devices, each with an event stream, pushing and pulling'
const COUNTS = [1, 10, 50, 200]
const PASSES = 2
const RACE_MS = 6_000
/** Of all devices together, however many: about a third of what the server takes. */
const PACE = 1_000
const SETTLE_MS = 2_000
const PACED_MS = 8_000
const PULL_MS = 3_000

const COLUMNS: readonly Column[] = [
  { what: 'as fast as they go', unit: '/s', better: 'more', isJudged: true },
  { what: 'push p50', unit: 'ms', better: 'less', isJudged: false },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
  { what: `at ${PACE.toLocaleString('en-US')}/s: push p50`, unit: 'ms', better: 'less', isJudged: true },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
  { what: 'read and order p50', unit: 'ms', better: 'less', isJudged: true },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
  { what: 'pull of 100 entries p50', unit: 'ms', better: 'less', isJudged: true },
]

export async function measureDevices(counts: readonly number[] = COUNTS, passes = PASSES): Promise<Figure[]> {
  const server = await startServer({ profiled: areProfilesAsked() })
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  try {
    await fillWarehouse(server)
    // Everyone new for each point: goods of a device that has raced before would not be new any more.
    const all = await enrolAll(server, passes * counts.reduce((sum, count) => sum + count, 0))
    await untilQuiet(server)
    const points = counts.map((count): Point & { rounds: number[][] } => ({
      words: String(count),
      rounds: COLUMNS.map(() => []),
    }))
    for (const pass of range(passes)) {
      // Up, then down again: what the database has grown by in the meantime slows no end of the curve.
      const order = pass % 2 === 0 ? [...points.keys()] : [...points.keys()].reverse()
      for (const at of order) {
        const values = await measureAt(server, load, all.splice(0, counts[at] ?? 0))
        for (const [column, value] of values.entries()) points[at]?.rounds[column]?.push(value)
      }
    }
    await server.command('audit')
    console.log(`${PART}\n${curveText('devices', COLUMNS, points)}\n`)
    return curveFigures(PART, COLUMNS, points)
  } finally {
    load.close()
    await server.close()
  }
}

async function measureAt(server: BenchServer, load: Load, devices: Enrolled[]): Promise<number[]> {
  const handhelds = await openChild<Order, Answer>('../soak/handhelds.ts')
  const sample = async () => ((await handhelds.call({ do: 'sample' })) as { sample: Sample }).sample
  try {
    const skus = range(SKUS).map(skuAt)
    await handhelds.call({ do: 'open', port: server.port, devices, adminToken: server.token, skus })
    await sample()
    const race = await handhelds.call({ do: 'race', forMs: RACE_MS, connections: devices.length })
    const raced = await sample()
    await handhelds.call({ do: 'pace', perSecond: PACE })
    await pause(SETTLE_MS)
    await sample()
    await observed(server, devices.length)
    const paced = await sample()
    const pull = await pullRound({ server }, load, PULL_MS, 1)
    await handhelds.call({ do: 'end' })
    return [
      (race as { perSecond: number }).perSecond,
      ...[percentile(raced.pushMs, 50), percentile(raced.pushMs, 99)],
      ...[percentile(paced.pushMs, 50), percentile(paced.pushMs, 99)],
      ...[percentile(paced.deskMs, 50), percentile(paced.deskMs, 99)],
      percentile(pull.latenciesMs, 50),
    ]
  } finally {
    handhelds.close()
  }
}

/** Where profiles are asked for, one of what is paced, for each number of devices. */
async function observed(server: BenchServer, devices: number): Promise<void> {
  if (!areProfilesAsked()) return pause(PACED_MS)
  const file = join(profilesFolder(), `devices-${devices}.cpuprofile`)
  await profiled(server, file, () => pause(PACED_MS))
  console.log(`${devices} devices: ${costsText(readCosts(file))}\n`)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
