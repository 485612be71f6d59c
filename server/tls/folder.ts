/**
 * Where certificates lie. The authority's key is in a folder of its own: the server never reads it, and it can be taken away until
 * the next renewal.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export const filesOf = (folder: string) => ({
  authority: join(folder, 'authority.crt'),
  authorityKey: join(folder, 'authority', 'authority.key'),
  certificate: join(folder, 'server.crt'),
  key: join(folder, 'server.key'),
  /** What somebody asked for beside what the machine is called by itself, one a line. */
  asked: join(folder, 'names.txt'),
})

/** Undefined where it is not there. */
export const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** Whole or not at all, and never readable by others for a moment. */
export async function writePrivately(file: string, text: string, mode: 0o600 | 0o644): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const beside = `${file}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const written = await open(beside, 'wx', mode)
    try {
      await written.writeFile(text)
      await written.sync()
    } finally {
      await written.close()
    }
    // Whatever umask says.
    await chmod(beside, mode)
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}
