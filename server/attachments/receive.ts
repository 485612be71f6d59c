/** One upload of a photo, whole or a part of it: whatever came is kept, and the next one goes on from there. */
import { eq } from 'drizzle-orm'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { Attachments } from './folder.ts'
import { photoType, TELLING_BYTES } from './photo-type.ts'

/** A photo of a handheld is a twentieth of it. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024
/** Written at once, so that a body that breaks off has left what came of it. */
const WRITE_BYTES = 64 * 1024

export interface Upload {
  sha256: string
  /** Where in the photo the body begins. */
  from: number
  /** Bytes of the whole photo; null: it ends where the body does. */
  total: number | null
  body: ReadableStream<Uint8Array> | null
  by: string
}

export interface UploadState {
  sha256: string
  complete: boolean
  /** Bytes that are here, from the first on. */
  offset: number
  type: string | null
}

interface Store {
  work: Work
  attachments: Attachments
}

export async function uploadState({ work, attachments }: Store, sha256: string): Promise<UploadState> {
  const size = await attachments.size(sha256)
  if (size === null) return { sha256, complete: false, offset: await attachments.arrived(sha256), type: null }
  const [row] = await work.read(({ db, t }) => db.select().from(t.attachments).where(eq(t.attachments.sha256, sha256)))
  // Whole, but not noted: the server stopped in between. It is noted when it comes again.
  return row
    ? { sha256, complete: true, offset: size, type: row.type }
    : { sha256, complete: false, offset: 0, type: null }
}

export async function receiveUpload(store: Store, upload: Upload): Promise<UploadState> {
  const { attachments } = store
  const { sha256, total } = upload
  if ((await attachments.size(sha256)) !== null) {
    await drainBody(upload.body)
    return noteWhole(store, upload)
  }
  if (total !== null && total > MAX_PHOTO_BYTES) await refuseLarge(upload)
  const arrived = await attachments.arrived(sha256)
  if (upload.from > arrived) {
    await drainBody(upload.body)
    throw wrongOffset(arrived)
  }
  const end = await writeBody(store, upload)
  if (end === 'whole') return noteWhole(store, upload)
  if (total !== null && end < total) return { sha256, complete: false, offset: end, type: null }
  if (total !== null && end > total) await refuseHash(attachments, sha256)
  if (!(await attachments.finish(sha256, end))) await refuseHash(attachments, sha256)
  return noteWhole(store, upload)
}

const wrongOffset = (offset: number): Problem =>
  new Problem(409, 'wrong-offset', `${offset} bytes of it are here. Go on from there.`, { offset })

/** Returns how far the photo reaches now; or that somebody else who sends the same has made it whole meanwhile. */
async function writeBody({ attachments }: Store, upload: Upload): Promise<number | 'whole'> {
  const { sha256, body } = upload
  let at = upload.from
  let known = at >= TELLING_BYTES
  for await (const bytes of chunksOf(body)) {
    if (at + bytes.length > MAX_PHOTO_BYTES) {
      await attachments.discard(sha256)
      await refuseLarge({ ...upload, body: null })
    }
    if (!(await attachments.write(sha256, at, bytes))) {
      if ((await attachments.size(sha256)) !== null) return 'whole'
      throw wrongOffset(await attachments.arrived(sha256))
    }
    at += bytes.length
    if (!known && at >= TELLING_BYTES) known = await requirePhoto(attachments, sha256)
  }
  // So few bytes are no photo, unless more is to come.
  if (!known && (upload.total === null || at >= upload.total)) await requirePhoto(attachments, sha256)
  return at
}

/** In pieces worth writing; a body that breaks off has given all that came before. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return
  let gathered: Uint8Array[] = []
  let size = 0
  const take = () => {
    const bytes = Buffer.concat(gathered, size)
    gathered = []
    size = 0
    return bytes
  }
  try {
    for await (const piece of body) {
      gathered.push(piece)
      size += piece.length
      if (size >= WRITE_BYTES) yield take()
    }
  } catch (error) {
    if (size > 0) yield take()
    throw new Problem(400, 'upload-broke-off', 'The upload broke off. What came of it is kept; go on from there.', {
      cause: String(error),
    })
  }
  if (size > 0) yield take()
}

async function requirePhoto(attachments: Attachments, sha256: string): Promise<true> {
  const head =
    (await attachments.arrived(sha256)) > 0 ? await attachments.head(sha256, TELLING_BYTES) : new Uint8Array()
  if (photoType(head) !== null) return true
  if (head.length === 0 && (await attachments.size(sha256)) !== null) return true
  await attachments.discard(sha256)
  throw new Problem(
    422,
    'not-a-photo',
    'This is no photo: JPEG, PNG and WebP can be kept, whatever the file is called.',
  )
}

async function refuseHash(attachments: Attachments, sha256: string): Promise<never> {
  await attachments.discard(sha256)
  throw new Problem(
    422,
    'hash-differs',
    'The bytes that came have another SHA-256. Nothing was kept; send it again from its first byte.',
  )
}

/** Whoever still sends hears the answer only when all is sent. */
async function refuseLarge({ body }: Upload): Promise<never> {
  await drainBody(body)
  throw new Problem(
    413,
    'photo-too-large',
    `A photo has at most ${MAX_PHOTO_BYTES / 1024 / 1024} MiB. Take it smaller, and send it again.`,
  )
}

/** More than this nobody waits for. */
const MOST_DRAINED = 100 * 1024 * 1024

async function drainBody(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null) return
  let drained = 0
  try {
    for await (const piece of body) {
      drained += piece.length
      if (drained > MOST_DRAINED) return
    }
  } catch {
    // It broke off: there is nobody to answer.
  }
}

async function noteWhole({ work, attachments }: Store, { sha256, by }: Upload): Promise<UploadState> {
  const content = await attachments.read(sha256)
  if (content === null) throw new Error(`Attachment ${sha256} has gone.`)
  const row = { sha256, type: photoType(content) ?? 'application/octet-stream', bytes: content.length, by }
  await work.run([], async (tx) => {
    await tx.db
      .insert(tx.t.attachments)
      .values({ ...row, storedAt: tx.now })
      .onConflictDoNothing()
  })
  return { sha256, complete: true, offset: content.length, type: row.type }
}
