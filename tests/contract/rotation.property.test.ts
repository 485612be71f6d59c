/**
 * Design section 5, asked of random days on a random floor, with an oracle that shares no code with the server.
 *
 * What is promised, and looked at after each step:
 *
 * 1. When a line is given units of a lot, by release (one order, several at once from several clients, batches) or because
 *    what it had is gone (hold, expiry, short pick, damage, a move, a transformation, somebody else's wrong pick), then no
 *    older lot of the item had a free unit that was good for the line. Older: by FIFO or FEFO, as the item says at that
 *    moment. Free: available, in an open place, neither held nor expired nor unconfirmed nor suspect, and no line's. Good
 *    for the line: alive for its channel's minimum on the day it ships. The moment is that of the decision: what comes free
 *    later (a cancellation, a receipt of an older lot, a lifted hold, another policy) does not change lists that stand.
 *    One exception, decision 0014: long-lived units that channels with a longer minimum were promised, or have set aside, are
 *    left to them where younger ones are good enough.
 * 2. Nobody waits beside free stock: what a released line still asks for, or what a line lost and did not get elsewhere, is
 *    at risk, or nothing is free for it.
 * 3. A lot that is held or has expired, and what was made from a held one, is on no pick list. What stood picked of it is
 *    asked back. No unit is promised twice.
 * 4. A pick of what the line was not directed to raises `rotation-bypassed` when an older lot was free for the line, or was
 *    what the line was directed to; with an override too, whose proof is checked. A pick as directed raises nothing at all.
 *    A pick of a held or expired lot raises a severe exception, and no other pick does.
 * 5. The server's balances, suspicions included, are those of the hands that moved them.
 *
 * Undoing a fact gives its line back the units that it had, whatever has come free meanwhile: only 3 and 5 hold then.
 *
 * Seeded; a failure prints seed, path and story. LOTLINE_SEED and LOTLINE_RUNS look further than the suite does; LOTLINE_PATH
 * plays a failure again.
 */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { DIALECTS } from '../support/database.ts'
import { startTestServer, type TestServer, testStream } from '../support/server.ts'
import { hireSupervisor } from '../support/supervisor.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { ok } from './floor.ts'
import { BINS, CHANNELS, type ChannelRules, DAY, lookAt, type Run, skuOf } from './rotation-floor.ts'
import { openBook } from './rotation-oracle.ts'
import { expectOldestFirst, expectSameStock, expectSoundAllocations } from './rotation-rules.ts'
import { type Doing, doing, type Happenings, happenings, type Outcome, type Step, WEIGHTS } from './rotation-steps.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_124)
const RUNS = IS_WHOLE ? { sqlite: 30, postgres: 8 } : { sqlite: 10, postgres: 3 }
/** A failure that takes longer to shrink is told as far as it was shrunk. */
const PATIENCE_MS = Number(process.env.LOTLINE_PATIENCE ?? 120_000)

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    ...Object.entries(happenings).map(([name, given]) => ({
      arbitrary: fc.tuple(fc.constant(name), given as fc.Arbitrary<unknown>) as fc.Arbitrary<Step>,
      weight: WEIGHTS[name as keyof Happenings],
    })),
  ),
  { minLength: 1, maxLength: 50, size: 'max' },
)

const channelRules: fc.Arbitrary<ChannelRules[]> = fc
  .array(fc.constantFrom(0, 0, 0, 3, 10), { minLength: 4, maxLength: 4 })
  .map((minima) =>
    minima.map((minShelfLifeDays, n) => ({ channel: CHANNELS[n] ?? '', priority: n + 1, minShelfLifeDays })),
  )

async function step(run: Run, [name, given]: Step): Promise<void> {
  run.clock.now += 60_000
  run.story.push(`— ${name}`)
  const before = run.look
  const outcome: Outcome = await (doing[name] as Doing<typeof given>)(run, given)
  run.look = await lookAt(run)
  const known = new Set(run.seen.map(({ id }) => id))
  run.seen.push(...run.look.tasks.filter(({ kind, id }) => kind === 'pick' && !known.has(id)))
  expectSameStock(run, run.look)
  expectSoundAllocations(run, run.look)
  if (outcome === undefined) await expectOldestFirst(run, before, run.look)
}

/** A new day, new items, the channels as drawn; three lots of each item. */
async function begin(server: TestServer, floor: Pick<Run, 'clock' | 'sam'>, channels: ChannelRules[]): Promise<Run> {
  floor.clock.now = (Math.floor(floor.clock.now / DAY) + 1) * DAY + DAY * 0.625
  const skus = [`FIFO-${v7()}`, `FEFO-${v7()}`]
  const run: Run = {
    ...floor,
    server,
    stream: testStream(server),
    channels,
    book: openBook(new Date(floor.clock.now).toISOString().slice(0, 10)),
    skus,
    look: { stock: [], allocations: [], tasks: [], lines: [] },
    orders: [],
    seen: [],
    told: [],
    story: [JSON.stringify(channels)],
  }
  for (const [pickSequence, code] of BINS.entries())
    await ok(server, 'PUT', `/locations/${code}`, { kind: 'pick', pickSequence })
  for (const { channel, ...rules } of channels)
    await ok(server, 'PUT', `/channels/${channel}`, { name: channel, kind: 'retail', ...rules })
  for (const sku of skus) {
    const rotation = sku === skuOf(run, 1) ? 'fefo' : 'fifo'
    await ok(server, 'PUT', `/items/${sku}`, { name: sku, rotation, lotTracked: true })
    run.book.rotations.push({ sku, rotation })
  }
  for (const item of [0, 1])
    for (const [n, lastsFor] of [20, 4, null].entries())
      await doing.receive(run, { item, quantity: 6, again: null, lastsFor, daysAgo: 9 - n, place: n })
  run.look = await lookAt(run)
  return run
}

async function end(run: Run): Promise<void> {
  for (const order of run.orders) await run.server.call('POST', `/orders/${order}/cancel`, {})
  const { findings } = await audit(run.server.database.work, run.clock.now)
  // What an earlier run broke is its own failure.
  const ofOthers = (finding: string) => /\b(FIFO|FEFO)-/.test(finding) && !run.skus.some((sku) => finding.includes(sku))
  expect(findings.filter((finding) => !ofOthers(finding))).toEqual([])
  expect(run.server.faults.splice(0)).toEqual([])
}

describe.each(DIALECTS)('rotation on %s', (dialect) => {
  let server: TestServer
  let floor: Pick<Run, 'clock' | 'sam'>
  const clock = { now: Date.parse('2030-01-07T15:00:00Z') }
  beforeAll(async () => {
    server = await startTestServer(dialect, { now: () => clock.now, newId: () => v7() })
    await ok(server, 'PUT', '/locations/R-TOTE', { kind: 'unit', within: 'STAGING' })
    floor = { clock, sam: await hireSupervisor(server, 'Sam') }
  })
  afterAll(() => server.close())

  it('keeps the oldest first, whatever happens', { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(channelRules, steps, async (channels, plan) => {
      const run = await begin(server, floor, channels)
      try {
        for (const one of plan) await step(run, one)
        await end(run)
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${[...run.story, ...server.faults].join('\n')}`, { cause: error })
      }
    })
    await fc.assert(property, {
      numRuns: Number(process.env.LOTLINE_RUNS ?? RUNS[dialect]),
      seed: SEED,
      ...(process.env.LOTLINE_PATH === undefined ? {} : { path: process.env.LOTLINE_PATH, endOnFailure: true }),
      interruptAfterTimeLimit: PATIENCE_MS,
    })
  })
})
