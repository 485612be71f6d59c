/**
 * Files in folders that somebody else writes to as well. Who may make files there may make links, too: a link must not lead what
 * we read or write to a place that only this server can reach.
 */
import { constants } from 'node:fs'
import { lstat, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/** Null: it is larger than `most`. Throws ENOENT where it is no file any more: a link and a pipe are none. */
export async function readShared(path: string, most: number): Promise<{ size: number; bytes: Buffer | null }> {
  // Windows has neither, and needs rights to make a link.
  const file = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)).catch((error) => {
    throw error.code === 'ELOOP' ? noFile(path) : error
  })
  try {
    const found = await file.stat()
    if (!found.isFile()) throw noFile(path)
    return { size: found.size, bytes: found.size > most ? null : await file.readFile() }
  } finally {
    await file.close()
  }
}

/** On disk when this resolves. Whatever had the name is gone, and was not written through. */
export async function writeShared(path: string, text: string): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A folder below one that others write to: they may have put a link in its place. */
export async function refuseLinked(folder: string, shared: string): Promise<void> {
  if (dirname(folder) !== shared) return
  const found = await lstat(folder).catch(() => null)
  if (found?.isSymbolicLink())
    throw Object.assign(new Error(`${folder} is a link. Make it a folder, or give another one in the settings`), {
      code: 'ELOOP',
      syscall: 'rename',
    })
}

const noFile = (path: string): Error =>
  Object.assign(new Error(`${path} is no file.`), { code: 'ENOENT', syscall: 'open' })
