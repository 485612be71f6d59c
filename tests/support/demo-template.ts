/** The sample warehouse, filled once for all tests of a run that are not about filling it: each has a copy of its own. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAST_FOLDER } from './fast-folder.ts'

/** Names the folder to workers, who are other processes. */
const NAMED = 'LOTLINE_TEST_DEMO'
const LONGEST_FILL_MS = 180_000

/** Called once, before the workers start. */
export function offerDemo(): () => void {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-demo-'))
  process.env[NAMED] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/**
 * Copies the filled warehouse into a folder of data. Whoever comes first fills it: `fill` is given a folder, and leaves
 * nothing running on it. Outside of a run of tests nothing is copied, and whoever starts fills by itself.
 */
export async function copyDemo(into: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const folder = process.env[NAMED]
  if (folder === undefined) return
  const filled = join(folder, 'filled')
  const ready = join(folder, 'ready')
  if (isFirst(join(folder, 'begun'))) {
    mkdirSync(filled)
    await fill(filled)
    writeFileSync(ready, '')
  }
  for (const until = performance.now() + LONGEST_FILL_MS; !existsSync(ready); ) {
    if (performance.now() > until) throw new Error('The sample warehouse was begun to be filled, and is not.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  cpSync(filled, into, { recursive: true })
}

/** A folder can be made once. */
function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
}
