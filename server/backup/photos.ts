/** Photos beside backups: named by their content, so that each is kept once, however many backups it belongs to. */
import { createHash } from 'node:crypto'
import { constants, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** `ab/abcdef…`, as the server keeps them. */
const placeOf = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Copies those that are not there yet. Returns the hashes that `from` does not have, or has with another content. */
export async function copyPhotos(from: string, to: string, hashes: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (const sha256 of hashes) {
    // Whatever else a backup names is no photo, and may be a path to somewhere else.
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      missing.push(sha256)
      continue
    }
    const [source, target] = [placeOf(from, sha256), placeOf(to, sha256)]
    if (await exists(target)) continue
    if (!(await isWhole(source, sha256))) {
      missing.push(sha256)
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    const part = `${target}.part`
    await copyFile(source, part, constants.COPYFILE_FICLONE)
    await syncFile(part)
    await rename(part, target)
  }
  return missing
}

async function isWhole(path: string, sha256: string): Promise<boolean> {
  const content = await readFile(path).catch(() => null)
  return content !== null && createHash('sha256').update(content).digest('hex') === sha256
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Deletes photos that no kept backup names. */
export async function forgetPhotos(folder: string, wanted: ReadonlySet<string>): Promise<number> {
  let gone = 0
  for (const part of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      if (wanted.has(name)) continue
      await rm(join(folder, part, name), { force: true })
      gone += 1
    }
  }
  return gone
}
