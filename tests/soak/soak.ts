/**
 * Half an hour of load at half of what the server can take, by hundreds of handhelds: memory, descriptors and latencies must be at its
 * end what they were in its middle. The feed and the database grow, for that is what they are for; what grows with them is told
 * apart: pages of files that the system keeps in memory are not memory of the server's.
 */
import { writeFileSync } from 'node:fs'
import { openChild } from '../bench/child.ts'
import { describeMachine, machineWords } from '../bench/machine.ts'
import { CONNECTIONS, SKUS, skuAt } from '../bench/plan.ts'
import { type BenchServer, startServer } from '../bench/server.ts'
import { fillWarehouse, importCsv, range } from '../bench/warehouse.ts'
import { compareAcknowledged } from './acknowledged.ts'
import type { Acknowledged, Enrolled } from './handheld.ts'
import type { Answer, Order, Sample } from './handhelds.ts'
import { openProbe, type Probed } from './probe.ts'
import { judge, type Point, reportText } from './verdict.ts'

export interface SoakWanted {
  minutes: number
  devices: number
  json: string | undefined
}

const SAMPLE_MS = 10_000
const CALIBRATE_MS = 20_000
/** The first seconds compile code and fill caches: they are in no fifth. */
const WARM_UP_MS = 20_000
const WORKERS = 10
const PIN = '4711'

/** The exit code: 0 all is flat, 1 something grows or is missing. */
export async function soak({ minutes, devices, json }: SoakWanted): Promise<number> {
  const machine = describeMachine()
  console.log(`${machineWords(machine)}\n`)
  const server = await startServer()
  const handhelds = await openChild<Order, Answer>('../soak/handhelds.ts')
  try {
    await fillWarehouse(server)
    const enrolled = await enrolAll(server, devices)
    const skus = range(SKUS).map(skuAt)
    await handhelds.call({ do: 'open', port: server.port, devices: enrolled, adminToken: server.token, skus })
    const { perSecond: full } = (await handhelds.call({
      do: 'race',
      forMs: CALIBRATE_MS,
      connections: CONNECTIONS,
    })) as {
      perSecond: number
    }
    const rate = full / 2
    console.log(
      `At full rate ${Math.round(full)} transactions a second, by ${CONNECTIONS} of ${devices} handhelds while all of them hold streams and pull; from here on half of it.\n`,
    )
    await handhelds.call({ do: 'pace', perSecond: rate })
    await pause(WARM_UP_MS)
    await handhelds.call({ do: 'sample' })
    const points = await observe(server, handhelds, minutes)
    const { acknowledged } = (await handhelds.call({ do: 'end' })) as { acknowledged: Acknowledged[] }
    const after = await stopAndProve(server, acknowledged)
    const verdicts = [...judge(points), ...after.verdicts]
    console.log(reportText(points, verdicts))
    const result = { machine, minutes, devices, full, rate, transactions: after.transactions, verdicts, points }
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, null, 1)}\n`)
    return verdicts.every(({ good }) => good) ? 0 : 1
  } finally {
    handhelds.close()
    await server.close()
  }
}

/** Devices as a floor has them: enrolled, each with somebody signed in. */
export async function enrolAll(server: BenchServer, count: number): Promise<Enrolled[]> {
  const docks = range(count).map((index) => `DOCK-${index + 1},dock,${index}`)
  await importCsv(server, 'locations', 'code,kind,pickSequence', docks)
  const badges = range(WORKERS).map((index) => `SOAK${index}0123456789ABCDEFGHJKMNPQ`)
  for (const [index, badge] of badges.entries())
    await server.api('PUT', `/users/${badge}`, { name: `Worker ${index + 1}`, roles: ['receiver'], pin: PIN })
  const enrolled: Enrolled[] = []
  for (const nth of range(count)) {
    const id = `SOAK-${String(nth + 1).padStart(4, '0')}`
    const { code } = await server.api<{ code: string }>('POST', '/devices/enrolments')
    const { token } = await server.api<{ token: string }>('POST', '/devices/enrol', { code, deviceId: id })
    const badge = badges[nth % WORKERS]
    const signedIn = await server.api<{ sessionId: string }>('POST', '/auth/sign-in', { badge, pin: PIN, deviceId: id })
    enrolled.push({ nth, id, token, session: signedIn.sessionId })
  }
  return enrolled
}

async function observe(
  server: BenchServer,
  handhelds: { call(order: Order): Promise<Answer> },
  minutes: number,
): Promise<Point[]> {
  const probe = openProbe(server)
  const points: Point[] = []
  const began = performance.now()
  for (let nth = 1; nth <= (minutes * 60_000) / SAMPLE_MS; nth++) {
    await pause(began + nth * SAMPLE_MS - performance.now())
    const { sample } = (await handhelds.call({ do: 'sample' })) as { sample: Sample }
    const probed: Probed = await probe()
    const point = { at: (performance.now() - began) / 1_000, ...sample, ...probed }
    points.push(point)
    process.stderr.write(`${tellPoint(point)}\n`)
  }
  return points
}

const tellPoint = ({ at, transactions, seconds, rssAnonMb, heapMb, descriptors, serverCpu, cpu }: Point): string =>
  `${at.toFixed(0)} s: ${(transactions / seconds).toFixed(0)}/s, memory ${rssAnonMb.toFixed(0)} MB, heap ${heapMb.toFixed(0)} MB, ${descriptors} descriptors, server ${(serverCpu * 100).toFixed(0)} % of a core, handhelds ${(cpu * 100).toFixed(0)} %`

async function stopAndProve(server: BenchServer, acknowledged: readonly Acknowledged[]) {
  const code = await server.stop()
  const audit = await server.command('audit').then(
    (out) => ({ good: true, out: out.trim().split('\n').at(-1) ?? '' }),
    (error: Error) => ({ good: false, out: error.message }),
  )
  const missing = compareAcknowledged(server.databaseFile, acknowledged)
  const transactions = acknowledged.reduce((sum, { seq }) => sum + seq, 0)
  return {
    transactions,
    verdicts: [
      { what: 'stopped gracefully', good: code === 0, why: `exit code ${code}` },
      { what: 'audit clean', good: audit.good, why: audit.out },
      {
        what: 'every acknowledged transaction is there',
        good: missing.length === 0,
        why:
          missing.length === 0
            ? `${transactions} of ${transactions}, once, in their order`
            : missing.slice(0, 5).join('; '),
      },
    ],
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
