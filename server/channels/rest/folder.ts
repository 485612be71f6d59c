/** Files that are exchanged in folders: read only when they are whole, and written so that nobody sees half of one. */
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { readShared, refuseLinked, writeShared } from '../shared-folder.ts'

/** Longer ago than that nobody has written into it: who does not write under another name first is given time. */
const STILL_MS = 2_000
/** What is larger is no file of orders. */
export const LARGEST_BYTES = 20_000_000

const isWanted = (name: string): boolean =>
  !name.startsWith('.') && !/\.(tmp|part|filepart|crdownload)$/i.test(name) && /\.csv$/i.test(name)

export interface WholeFile {
  name: string
  path: string
  bytes: number
}

/** By their names, which is the order in which most name them. Throws where the folder cannot be read. */
export async function wholeFiles(folder: string, now: number): Promise<WholeFile[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map(({ name }) => name)
    .sort()
  const found: WholeFile[] = []
  for (const name of names) {
    const path = join(folder, name)
    const { mtimeMs, size } = await stat(path)
    if (Math.abs(now - mtimeMs) >= STILL_MS) found.push({ name, path, bytes: size })
  }
  return found
}

/** Null: it has grown beyond all orders since. */
export const readWhole = async (path: string): Promise<Buffer | null> => (await readShared(path, LARGEST_BYTES)).bytes

/** Under its name it is whole, or not there. */
export async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const beside = join(folder, `.${name}.tmp`)
  await writeShared(beside, text)
  await rename(beside, join(folder, name))
}

/** A name that is not taken there. */
export async function freeName(folder: string, name: string, mark: string): Promise<string> {
  if (!(await exists(join(folder, name)))) return name
  const end = extname(name)
  return `${basename(name, end)}-${mark}${end}`
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Also onto another disk. */
export async function moveFile(path: string, folder: string, name: string): Promise<void> {
  await refuseLinked(folder, dirname(path))
  await mkdir(folder, { recursive: true })
  try {
    await rename(path, join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const beside = join(folder, `.${name}.tmp`)
    await rm(beside, { force: true })
    await copyFile(path, beside, constants.COPYFILE_EXCL)
    await rename(beside, join(folder, name))
    await unlink(path)
  }
}
