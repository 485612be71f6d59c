/** Tries each deliberate bug until a seed finds it, and prints the table of the docs. */
import { fork } from 'node:child_process'
import { MUTATIONS, type Mutation } from './list.ts'

export interface Found {
  name: string
  where: string
  /** Null: none of the seeds did. */
  seed: number | null
  how: string
}

const MOST_SEEDS = 1_000
const PROGRAM = new URL('../run.mjs', import.meta.url).pathname

/** `names`: parts of the names of some of them; none: all. */
export async function tryMutations(names: readonly string[], jobs: number): Promise<number> {
  const chosen = MUTATIONS.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)))
  const found: Found[] = []
  const left = [...chosen]
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const one = await seedFor(next)
        found.push(one)
        process.stderr.write(`${rowOf(one)}\n`)
      }
    }),
  )
  const order = new Map(chosen.map(({ name }, index) => [name, index]))
  found.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0))
  process.stdout.write(`| where | deliberate bug | found by seed | as |\n| --- | --- | ---: | --- |\n`)
  for (const one of found) process.stdout.write(`${rowOf(one)}\n`)
  return found.some(({ seed }) => seed === null) ? 1 : 0
}

const rowOf = ({ where, name, seed, how }: Found): string => `| ${where} | ${name} | ${seed ?? 'none'} | ${how} |`

/** In a process of its own, for modules are loaded once. */
function seedFor({ name, where }: Mutation): Promise<Found> {
  const child = fork(PROGRAM, ['--mutant', name, '--seeds', String(MOST_SEEDS), '--sqlite'], { silent: true })
  let told: { seed: number; failure: string } | null = null
  let said = ''
  child.stderr?.on('data', (text) => {
    said += String(text)
  })
  child.on('message', (message: typeof told) => {
    told = message
  })
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`"${name}" could not be tried: ${said}`))
      else resolve({ name, where, seed: told?.seed ?? null, how: told === null ? '' : firstLine(told.failure) })
    }),
  )
}

const MOST_WORDS = 110

/** Without ids and what comes after the sentence. */
function firstLine(failure: string): string {
  const [line = ''] = failure.split('\n')
  const sentence = line.replace(/^Seed \d+ failed: /, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
  return (sentence.length > MOST_WORDS ? `${sentence.slice(0, MOST_WORDS)} …` : sentence).replaceAll('|', '/')
}
