/** Commands that are started together on a fresh checkout build it once, and none trips over the other's build. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const run = promisify(execFile)

describe('building', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-build-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Reads no scans, and ends. */
  const lotline = () => {
    const running = run(process.execPath, [join(folder, 'server/cli/lotline.mjs'), 'scan'], { cwd: folder })
    running.child.stdin?.end()
    return running
  }
  const built = ({ stderr }: { stderr: string }) => stderr.includes('Building the server')

  it('is done by the first of several, while the others wait', async () => {
    for (const part of ['server', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'])
      cpSync(join(ROOT, part), join(folder, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const answers = await Promise.all(Array.from({ length: 3 }, lotline))
    expect(answers.filter(built)).toHaveLength(1)
    expect(existsSync(join(folder, 'dist/server.building'))).toBe(false)
  })

  it('is not kept waiting by one that was killed', async () => {
    const lock = join(folder, 'dist/server.building')
    // No process has this number: it is above what any system gives.
    writeFileSync(lock, '2147483646')
    const now = new Date()
    utimesSync(join(folder, 'server/cli/main.ts'), now, now)
    expect(built(await lotline())).toBe(true)
    expect(readFileSync(join(folder, 'dist/server.stamp'), 'utf8')).not.toBe('')
  })
})
