/** The table of deliberate bugs stays one of today's code: each has its place, and one of them is found here. */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MUTATIONS } from './list.ts'

const PROGRAM = new URL('../run.mjs', import.meta.url).pathname

/** The first failing of so many seeds, in a process whose code has the bug. */
function seedThatFinds(name: string, seeds: number): Promise<number | null> {
  const child = fork(PROGRAM, ['--mutant', name, '--seeds', String(seeds), '--sqlite'], { silent: true })
  let seed: number | null = null
  child.on('message', (told: { seed: number }) => {
    seed = told.seed
  })
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve(seed) : reject(new Error(`It ended with ${code}.`)))),
  )
}

describe('deliberate bugs', () => {
  it.each(MUTATIONS)('$name: its place is there once', ({ file, find, replace }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2)
    expect(replace).not.toBe(find)
  })

  it('are of every part of the way', () => {
    const parts = new Set(MUTATIONS.map(({ where }) => where))
    for (const part of ['ledger', 'inbox', 'outbox', 'drain', 'feed', 'allocation']) expect(parts).toContain(part)
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length)
  })

  it('found by a seed: acknowledged before it is sent', async () => {
    expect(await seedThatFinds('acknowledged before it is sent', 20)).not.toBeNull()
  })
})
