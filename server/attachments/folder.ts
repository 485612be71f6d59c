/**
 * Photos in a folder beside the database, each under the hash of its content: what is named by its hash cannot be changed,
 * doubled or mistaken. What comes in parts gathers under `incoming/` until it is whole, and nothing else counts as there.
 */
import { createHash } from 'node:crypto'
import { constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Attachments {
  /** Bytes of a whole photo; null: it is not here. */
  size(sha256: string): Promise<number | null>
  /** How many of its bytes have come so far, from the first on. */
  arrived(sha256: string): Promise<number>
  /**
   * Writes bytes at a place not beyond what has arrived; durable when this resolves. Several may send the same at once, so nothing
   * that another has written is cut off. False: there is nothing to go on from; it is whole by now, or was thrown away.
   */
  write(sha256: string, at: number, bytes: Uint8Array): Promise<boolean>
  /** The first bytes of what has arrived. */
  head(sha256: string, bytes: number): Promise<Uint8Array>
  /** Makes its first `bytes` the whole where they have its hash. False: they have another, and are thrown away. */
  finish(sha256: string, bytes: number): Promise<boolean>
  discard(sha256: string): Promise<void>
  read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Throws away what has not become whole since then, UTC milliseconds. Returns how many. */
  forgetUnfinished(before: number): Promise<number>
}

export function openAttachments(folder: string): Attachments {
  const whole = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  const part = (sha256: string) => join(folder, 'incoming', sha256)
  let finished = 0
  return {
    size: (sha256) => sizeOf(whole(sha256)),
    arrived: async (sha256) => (await sizeOf(part(sha256))) ?? 0,
    async write(sha256, at, bytes) {
      if (at === 0) await mkdir(dirname(part(sha256)), { recursive: true })
      const { O_RDWR, O_CREAT } = constants
      const file = await open(part(sha256), at === 0 ? O_RDWR | O_CREAT : O_RDWR).catch(ignoreMissing)
      if (file === null) return false
      try {
        if ((await file.stat()).size < at) return false
        await file.write(bytes, 0, bytes.length, at)
        await file.sync()
        return true
      } finally {
        await file.close()
      }
    },
    async head(sha256, bytes) {
      const file = await open(part(sha256), 'r').catch(ignoreMissing)
      if (file === null) return new Uint8Array()
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(bytes), 0, bytes, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    async finish(sha256, bytes) {
      const arrived = await contentOf(part(sha256))
      // Somebody else who sent the same has just made it whole.
      if (arrived === null) return (await sizeOf(whole(sha256))) !== null
      if (createHash('sha256').update(arrived.subarray(0, bytes)).digest('hex') !== sha256) {
        await rm(part(sha256), { force: true })
        return false
      }
      // What was judged is what is kept: another sender may begin again under the name of the parts meanwhile.
      const judged = `${part(sha256)}.${process.pid}.${finished++}`
      await writeDurably(judged, arrived.subarray(0, bytes))
      await mkdir(dirname(whole(sha256)), { recursive: true })
      await rename(judged, whole(sha256))
      await syncFolder(dirname(whole(sha256)))
      await rm(part(sha256), { force: true })
      return true
    },
    discard: (sha256) => rm(part(sha256), { force: true }),
    read: (sha256) => contentOf(whole(sha256)),
    async forgetUnfinished(before) {
      const names = (await readdir(join(folder, 'incoming')).catch(ignoreMissing)) ?? []
      let gone = 0
      for (const name of names) {
        const found = await stat(part(name)).catch(ignoreMissing)
        if (found === null || found.mtimeMs >= before) continue
        await rm(part(name), { force: true })
        gone += 1
      }
      return gone
    },
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(ignoreMissing))?.size ?? null

const contentOf = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
  const content = await readFile(path).catch(ignoreMissing)
  return content === null ? null : new Uint8Array(content)
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.write(bytes, 0, bytes.length, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
