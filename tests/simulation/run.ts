/** `npm run simulate`: what its words mean. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/embedded-postgres.ts'
import { inChildren } from './children.ts'
import { tryMutations } from './mutations/try.ts'
import { onPostgresToo } from './share.ts'
import { shrink } from './shrink.ts'
import { SimulationFailure, STEPS, simulate } from './simulate.ts'
import { describe, NOTHING, plus, type Summary, summaryOf } from './summary.ts'

const OPTIONS = {
  seeds: { type: 'string' },
  from: { type: 'string', default: '1' },
  jobs: { type: 'string', default: String(availableParallelism()) },
  sqlite: { type: 'boolean', default: false },
  shrink: { type: 'string' },
  mutations: { type: 'boolean', default: false },
  /** The deliberate bug that this process has. */
  mutant: { type: 'string' },
  /** For the processes that this one starts. */
  child: { type: 'boolean', default: false },
  step: { type: 'string', default: '1' },
  postgres: { type: 'string' },
} as const

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true })
  if (values.child) return runSome(Number(values.from), Number(values.seeds), Number(values.step), values.postgres)
  if (values.mutations) return tryMutations(positionals, Number(values.jobs))
  if (values.mutant !== undefined && values.shrink === undefined)
    return findMutant(Number(values.from), Number(values.seeds))
  const postgres = values.sqlite ? undefined : await startPostgres()
  try {
    if (values.shrink !== undefined) return await shrinkOne(Number(values.shrink), postgres?.url)
    const first = Number(positionals[0] ?? values.from)
    const count = Number(values.seeds ?? positionals[1] ?? 1)
    return await runMany(first, count, Number(values.jobs), postgres?.url)
  } finally {
    await postgres?.stop()
  }
}

async function runMany(first: number, count: number, jobs: number, postgres: string | undefined): Promise<number> {
  const started = performance.now()
  const tally = await inChildren(first, count, Math.min(jobs, count), postgres)
  const seconds = (performance.now() - started) / 1000
  process.stdout.write(`${describe(tally.summary, seconds)}\n`)
  if (tally.failed.length > 0) process.stdout.write(`FAILED: seeds ${tally.failed.join(', ')}\n`)
  return tally.failed.length > 0 ? 1 : 0
}

export type Told = { seed: number; summary: Summary } | { seed: number; failure: string }

/** In a process of its own: tells what became of each. */
async function runSome(first: number, count: number, step: number, postgres: string | undefined): Promise<number> {
  for (let seed = first; seed < first + count; seed += step) {
    const told = await outcomeOf(seed, postgres)
    await new Promise<void>((resolve) => process.send?.(told, () => resolve()))
  }
  return 0
}

/** Until a seed finds the bug that this process has; tells of that one. */
async function findMutant(first: number, count: number): Promise<number> {
  for (let seed = first; seed < first + count; seed++) {
    const told = await outcomeOf(seed, undefined)
    if ('summary' in told) continue
    await new Promise<void>((resolve) => process.send?.(told, () => resolve()))
    return 0
  }
  return 0
}

async function outcomeOf(seed: number, postgres: string | undefined): Promise<Told> {
  try {
    const world = await simulate(seed, onPostgresToo(seed, postgres))
    return { seed, summary: plus(NOTHING, summaryOf(world, STEPS.length)) }
  } catch (error) {
    const { message, cause } = error as Error
    const where = cause instanceof Error ? ((cause.cause as Error | undefined)?.stack ?? cause.stack) : ''
    return { seed, failure: `${message}\n${error instanceof SimulationFailure ? where : (error as Error).stack}` }
  }
}

async function shrinkOne(seed: number, postgres: string | undefined): Promise<number> {
  const shrunk = await shrink(seed, onPostgresToo(seed, postgres), (line) => process.stdout.write(`${line}\n`))
  if (shrunk === null) {
    process.stdout.write(`Seed ${seed} does not fail.\n`)
    return 0
  }
  process.stdout.write(`${shrunk.failure}\n\nTo keep it: ${JSON.stringify(shrunk.kept)}\n`)
  return 1
}
