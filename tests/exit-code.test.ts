/** What a shell and a build server go by: a suite with a failing test must not end with exit code 0. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const VITEST = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname
const CONFIG = new URL('support/failing/vitest.config.ts', import.meta.url).pathname

it('a failing test fails the suite, whatever the set-up leaves behind', () => {
  const { VITEST_WORKER_ID: _, VITEST_POOL_ID: __, ...env } = process.env
  const ended = spawnSync(process.execPath, [VITEST, 'run', '--config', CONFIG], { env, encoding: 'utf8' })
  expect(ended.stdout).toContain('1 failed')
  expect(ended.status).toBe(1)
})
