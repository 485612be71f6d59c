/** Folders in which files are exchanged. Nobody sees half a file of ours, and no file is lost while it is moved. */
import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readShared, refuseLinked, writeShared } from '../../shared-folder.ts'
import { MAX_CHARACTERS } from '../x12/read.ts'

export interface Folders {
  in: string
  out: string
  done: string
  failed: string
}

export const foldersOf = (
  given: Pick<Folders, 'in' | 'out'> & {
    done?: string | undefined
    failed?: string | undefined
  },
): Folders => ({
  in: given.in,
  out: given.out,
  done: given.done ?? join(given.in, 'done'),
  failed: given.failed ?? join(given.in, 'failed'),
})

/** `bytes` null: it is too large to be read. */
export interface Arrived {
  name: string
  size: number
  bytes: Uint8Array | null
}

export interface Files {
  /** Names of the files that are complete, in their order. */
  list(folder: string): Promise<string[]>
  /** Undefined: it is not there any more. */
  read(folder: string, name: string): Promise<Arrived | undefined>
  /** Out of the way; a file of that name that lies there already stays. */
  move(from: string, name: string, to: string, otherName: string): Promise<void>
  /** Written and on disk, under a name that nobody takes for a file of ours. */
  stage(folder: string, name: string, text: string): Promise<void>
  /** The staged file gets its name. False: it was not there, so it had its name before. */
  reveal(folder: string, name: string): Promise<boolean>
}

/** Gateways write under such names, and rename what is complete. */
export const isComplete = (name: string): boolean => !name.startsWith('.') && !/\.(tmp|part)$/i.test(name)

/** A character of X12 takes at most four bytes; with some room for a header that is no X12. */
const MAX_BYTES = 4 * MAX_CHARACTERS

/** What the disk says; anything else is a fault of our own. */
export const isOfDisk = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'
const stagedName = (name: string): string => `.${name}.tmp`

export const diskFiles: Files = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && isComplete(entry.name))
      .map(({ name }) => name)
      .sort()
  },

  async read(folder, name) {
    try {
      return { name, ...(await readShared(join(folder, name), MAX_BYTES)) }
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },

  async move(from, name, to, otherName) {
    await refuseLinked(to, from)
    await mkdir(to, { recursive: true })
    const target = join(to, (await isThere(join(to, name))) ? otherName : name)
    try {
      await rename(join(from, name), target)
    } catch (error) {
      if (isMissing(error)) return
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
      await copyFile(join(from, name), target, constants.COPYFILE_EXCL)
      await rm(join(from, name), { force: true })
    }
  },

  async stage(folder, name, text) {
    const path = join(folder, stagedName(name))
    await writeShared(path, text)
    await syncFolder(path)
  },

  async reveal(folder, name) {
    try {
      await rename(join(folder, stagedName(name)), join(folder, name))
    } catch (error) {
      // The staged file is missing, and not the folder.
      if (isMissing(error) && (await isThere(folder))) return false
      throw error
    }
    await syncFolder(join(folder, name))
    return true
  },
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A name is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const PROBE = '.lotline-probe'

/** Why this folder cannot be used, as the end of a sentence; undefined where it can. `made`: it is made where it is missing. */
export async function folderProblem(folder: string, made: boolean): Promise<string | undefined> {
  try {
    if (made) await mkdir(folder, { recursive: true })
    if (!(await stat(folder)).isDirectory()) return 'is a file. Give a folder.'
    await writeShared(join(folder, PROBE), '')
    await rm(join(folder, PROBE))
    return undefined
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    return PROBLEMS[code] ?? `cannot be used (${code}). Look at it on the server.`
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Make it, so that the server may write to it.',
  ENOTDIR: 'is no folder. Give a folder.',
  EACCES: 'may not be written to. Let the user that the server runs as write there.',
  EPERM: 'may not be written to. Let the user that the server runs as write there.',
  EROFS: 'is on a disk that cannot be written to. Give another.',
}
