/**
 * The peers, installed as they are locked into a folder that is deleted afterwards. The product depends on none of them, and
 * they are not installed with it.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { NotPossible } from '../report.ts'

const run = promisify(execFile)
const HERE = fileURLToPath(new URL('.', import.meta.url))
const FILES = ['package.json', 'package-lock.json', 'answer.cjs', 'vendure-shop.cjs', 'medusa-inventory.cjs']
/** One of them is compiled. */
const WITHIN_MS = 600_000

export interface Installed {
  folder: string
  /** Of a package, as it was installed. */
  version(name: string): string
  remove(): void
}

export async function installPeers(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-peers-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // Also where the part ran out of time.
  process.once('exit', remove)
  for (const file of FILES) cpSync(join(HERE, file), join(folder, file))
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, timeout: WITHIN_MS })
  } catch (error) {
    remove()
    throw new NotPossible(
      `Vendure and Medusa could not be installed: npm ci needs a registry of packages, and said ${reasonOf(error)}.`,
    )
  }
  return {
    folder,
    version: (name) => JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version,
    remove,
  }
}

/** What npm says first, in one line. */
function reasonOf(error: unknown): string {
  const { stderr = '', message } = error as { stderr?: string; message: string }
  const said = stderr.split('\n').find((line) => / code |error/i.test(line)) ?? message
  return said.replace(/^npm (error|ERR!) (code )?/, '').trim()
}
