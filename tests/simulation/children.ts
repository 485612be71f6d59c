/** Seeds on several cores: each process takes every nth of them. */
import { fork } from 'node:child_process'
import type { Told } from './run.ts'
import { NOTHING, plus, type Summary } from './summary.ts'

export interface Tally {
  summary: Summary
  /** Seeds. */
  failed: number[]
}

const PROGRAM = new URL('./run.mjs', import.meta.url).pathname
const TOLD_EVERY = 100

export async function inChildren(
  first: number,
  count: number,
  jobs: number,
  postgres: string | undefined,
): Promise<Tally> {
  const tally: Tally = { summary: NOTHING, failed: [] }
  await Promise.all(
    Array.from({ length: jobs }, (_, nth) => {
      const words = ['--child', '--from', first + nth, '--seeds', count - nth, '--step', jobs]
      return runChild([...words.map(String), ...(postgres ? ['--postgres', postgres] : [])], tally)
    }),
  )
  tally.failed.sort((a, b) => a - b)
  return tally
}

function runChild(words: string[], tally: Tally): Promise<void> {
  const child = fork(PROGRAM, words)
  child.on('message', (told: Told) => {
    if ('summary' in told) tally.summary = plus(tally.summary, told.summary)
    else {
      tally.failed.push(told.seed)
      process.stderr.write(`${told.failure}\n\n`)
    }
    const { seeds } = tally.summary
    if (seeds > 0 && seeds % TOLD_EVERY === 0) process.stderr.write(`${seeds} seeds\n`)
  })
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A process of seeds ended with ${code}.`)))),
  )
}
