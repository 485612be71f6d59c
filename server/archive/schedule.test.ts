/** Whether a month has passed is known to the database; what runs is a program of its own, here one that only says that it ran. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { FAST_FOLDER } from '../../tests/support/fast-folder.ts'
import { archiveIfDue } from './schedule.ts'

const DAY = 86_400_000

let folder: string
let database: TestDatabase
let time: number
beforeEach(async () => {
  folder = mkdtempSync(join(FAST_FOLDER, 'lotline-archiving-'))
  time = Date.UTC(2026, 10, 30)
  database = await openTestDatabase('sqlite', { now: () => time, newId: v7 })
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const program = (code: number): string => {
  const file = join(folder, `program-${code}.mjs`)
  const ran = JSON.stringify(join(folder, 'ran'))
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs'\nappendFileSync(${ran}, process.argv[2] + '\\n')\nprocess.exit(${code})\n`,
  )
  return file
}
const times = (): number => {
  try {
    const words = readFileSync(join(folder, 'ran'), 'utf8').trim().split('\n')
    expect(new Set(words)).toEqual(new Set(['archive']))
    return words.length
  } catch {
    return 0
  }
}
const look = (code = 0) =>
  archiveIfDue({ work: database.work, program: program(code), now: () => time, signal: new AbortController().signal })

it('archives once a month', async () => {
  await look()
  await look()
  time += 29 * DAY
  await look()
  expect(times()).toBe(1)
  time += DAY
  await look()
  expect(times()).toBe(2)
})

it('tries again the day after it has failed, and not at every look: each try may leave a file', async () => {
  await expect(look(1)).rejects.toThrow()
  await look(1)
  expect(times()).toBe(1)
  time += DAY
  await look()
  expect(times()).toBe(2)
  time += DAY
  await look()
  expect(times()).toBe(2)
})
