/** Secrets come from the environment or from a file, and go nowhere else; and what the run of checks says of dependencies. */
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretVariable } from '../../server/cli/secret-variable.ts'

const LOTLINE = new URL('../../server/cli/lotline.mjs', import.meta.url).pathname
/** Without the look for newer sources. */
const SERVE_BUILT = new URL('durability/serve.mjs', import.meta.url).pathname
const AUDIT = new URL('../../.ci/audit.mjs', import.meta.url).pathname
const PASSWORD = 'hunter2-never-to-be-seen'
const KEY = 'a key that nobody may ever see in a log'
const run = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lotline-secrets-'))
  // The first command builds.
  await run(process.execPath, [LOTLINE, 'help'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text, { mode: 0o600 })
  return join(folder, name)
}

describe('a secret', () => {
  it('is the variable, or what is in the file that another names', () => {
    expect(secretVariable('A', {})).toBeUndefined()
    expect(secretVariable('A', { A: 'x' })).toBe('x')
    expect(secretVariable('A', { A_FILE: write('a', 'two words\n') })).toBe('two words')
    expect(secretVariable('A', { A_FILE: write('b', ' spaces count \r\n') })).toBe(' spaces count ')
  })

  it('is not guessed where both are given, or the file says nothing', () => {
    expect(() => secretVariable('A', { A: 'x', A_FILE: write('c', 'y') })).toThrow('A and A_FILE are both given')
    expect(() => secretVariable('A', { A_FILE: write('d', '\n') })).toThrow('is empty')
    expect(() => secretVariable('A', { A_FILE: join(folder, 'none') })).toThrow(
      /A_FILE names, cannot be read \(ENOENT\)/,
    )
  })
})

describe('a server that cannot start', () => {
  const start = async (env: NodeJS.ProcessEnv) => {
    const { LOTLINE_DATABASE: _, ...inherited } = process.env
    const own = { PORT: '0', LOTLINE_DATA_DIR: folder, ...env }
    const failed = await run(process.execPath, [SERVE_BUILT], { env: { ...inherited, ...own } }).then(
      () => ({ code: 0, stdout: '', stderr: '' }),
      (error) => error as { code: number; stdout: string; stderr: string },
    )
    return { code: failed.code, said: failed.stdout + failed.stderr }
  }

  it.each([
    ['refuses', `postgres://lotline:${PASSWORD}@127.0.0.1:1/lotline`],
    ['is no address', `postgres://lotline:${PASSWORD}@[nowhere/lotline`],
    ['has no such host', `postgres://lotline:${PASSWORD}@nowhere.invalid/lotline`],
  ])('because its database %s says so without its password', async (_what, database) => {
    for (const given of [{ LOTLINE_DATABASE: database }, { LOTLINE_DATABASE_FILE: write('url', `${database}\n`) }]) {
      const { code, said } = await start({ ...given, LOTLINE_SECRET_KEY_FILE: write('key', KEY) })
      expect(code).not.toBe(0)
      expect(said.length).toBeGreaterThan(20)
      expect(said).not.toContain(PASSWORD)
      expect(said).not.toContain(KEY)
    }
  })

  it.each([
    ['LOTLINE_TRUSTED_PROXIES', 'proxy.lan', /LOTLINE_TRUSTED_PROXIES names "proxy.lan"/],
    ['PORT', 'http', /PORT is "http", which is no port/],
    ['LOTLINE_HTTPS_PORT', '70000', /LOTLINE_HTTPS_PORT is "70000"/],
    ['LOTLINE_TLS_CERT', '/nowhere.crt', /LOTLINE_TLS_CERT is given without LOTLINE_TLS_KEY/],
  ])('because of %s=%s says so in one sentence', async (name, value, words) => {
    const { code, said } = await start({ [name]: value })
    expect(code).toBe(1)
    expect(said.trim().split('\n').at(-1)).toMatch(words)
    expect(said).not.toContain('    at ')
  })
})

describe('the audit of dependencies', () => {
  const auditWith = async (answer: string, code: number) => {
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncat <<'END'\n${answer}\nEND\nexit ${code}\n`)
    chmodSync(join(folder, 'npm'), 0o755)
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` }
    return run(process.execPath, [AUDIT], { env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error) => ({ code: error.code as number, said: `${error.stdout}${error.stderr}` }),
    )
  }
  const report = (total: number, vulnerabilities = {}) =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: { total } } })

  it('fails where it finds something, and says what', async () => {
    const found = { leftpad: { name: 'leftpad', severity: 'high', range: '<2' } }
    expect(await auditWith(report(1, found), 1)).toEqual({ code: 1, said: expect.stringContaining('leftpad <2: high') })
  })

  it('passes where it finds nothing, and says so where nobody answered', async () => {
    expect(await auditWith(report(0), 0)).toMatchObject({ code: 0, said: expect.stringContaining('found nothing') })
    expect(await auditWith('{"message":"405 Method Not Allowed","error":{}}', 1)).toEqual({
      code: 0,
      said: expect.stringContaining('405 Method Not Allowed'),
    })
    expect(await auditWith('', 1)).toMatchObject({ code: 0, said: expect.stringContaining('not answered') })
  })
})
