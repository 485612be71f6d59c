/** Files that partners and shops brought since the backup: what was made of them is not known any more, so they are read again. */
import { readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Folders, foldersOf, isComplete } from '../channels/edi/exchange/folder.ts'
import type { Reader } from '../db/work.ts'

/** What is read twice is known by its content or its numbers. Returns how many were put back. */
export async function readFilesAgain({ db, t: { connectors } }: Reader, since: number): Promise<number> {
  let count = 0
  for (const { settings } of await db.select({ settings: connectors.settings }).from(connectors)) {
    const given = settings.folders as Pick<Folders, 'in' | 'out'> | undefined
    if (given?.in === undefined) continue
    const folders = foldersOf(given)
    for (const name of await readdir(folders.done).catch(() => [])) {
      const [from, to] = [join(folders.done, name), join(folders.in, name)]
      const found = await stat(from).catch(() => null)
      // Moving a file changes its entry and not its content.
      if (!found?.isFile() || !isComplete(name) || Math.max(found.ctimeMs, found.mtimeMs) < since) continue
      await rename(from, to)
      count += 1
    }
  }
  return count
}
