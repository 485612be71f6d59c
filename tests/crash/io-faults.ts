/** Every write of a small day's work fails once, in a run of its own: first the 1st, then the 2nd … until a run is through before. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { badDisk } from './bad-disk.ts'
import type { Failing, Outcome } from './io-program.ts'

export type What = 'begin' | 'work'

export interface FailEach {
  /** Of each so many writes one. */
  every: number
  kinds?: readonly Kind[]
  tell?(line: string): void
}

export interface Kind extends Omit<Failing, 'at'> {
  what: What
}

export const ALL_KINDS: readonly Kind[] = (['work', 'begin'] as const).flatMap((what) =>
  (['EIO', 'ENOSPC'] as const).flatMap((error) => [
    { what, error, on: false },
    { what, error, on: true },
  ]),
)

export interface Failures extends Kind {
  /** Writes that the work takes. */
  writes: number
  runs: number
  acknowledged: number
  refused: number
  seconds: number
}

export async function failEach({ every, kinds = ALL_KINDS, tell = () => {} }: FailEach): Promise<Failures[]> {
  const child = spawn(process.execPath, ['tests/crash/io-child.mjs'], {
    env: { ...process.env, ...badDisk({}) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Outcome & { error?: string }> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('The process whose disk fails has ended.')
    return JSON.parse(value)
  }
  try {
    await next()
    const all: Failures[] = []
    for (const kind of kinds) {
      const began = performance.now()
      const sum: Failures = { ...kind, writes: 0, runs: 0, acknowledged: 0, refused: 0, seconds: 0 }
      for (let at = 1; ; at += every) {
        child.stdin.write(`${JSON.stringify({ ...kind, at })}\n`)
        const { met, acknowledged, refused, error } = await next()
        if (error !== undefined) throw new Error(`${nameOf(kind)}, write ${at}: ${error}`)
        if (met === null) break
        sum.writes = at
        sum.runs += 1
        sum.acknowledged += acknowledged
        sum.refused += refused
      }
      sum.seconds = (performance.now() - began) / 1_000
      tell(lineOf(sum))
      all.push(sum)
    }
    return all
  } finally {
    child.stdin.end()
    child.kill('SIGKILL')
  }
}

const nameOf = ({ what, error, on }: Kind): string => `${what}, ${error} ${on ? 'from then on' : 'once'}`

const lineOf = (sum: Failures): string =>
  `${nameOf(sum)}: ${sum.runs} runs up to write ${sum.writes}, ${sum.acknowledged} acknowledged, ${sum.refused} refused, lost 0, doubled 0, ${sum.seconds.toFixed(1)} s`

export const tellFailures = (all: readonly Failures[]): string[] => [
  `${all.reduce((sum, { runs }) => sum + runs, 0)} failed writes in all; everything that was answered was there.`,
]
