/**
 * Sends photos on a way of their own, beside the transactions and never before them: piece by piece, each from where the server
 * says that it stands, so that a broken connection costs a piece at most.
 */
import type { OutboxDatabase, PhotoRow } from '../outbox/database.ts'
import { nextPhoto, photoOf } from '../outbox/photos.ts'
import { historyOf } from '../outbox/retain.ts'
import { Declined, type PhotoState, type Transport } from './transport.ts'

const PIECE_BYTES = 256 * 1024

/** The server will never take these; they stay here, and somebody is told. */
const HOPELESS = ['photo-too-large', 'not-a-photo', 'hash-differs']

export interface PhotoDeps {
  outbox: OutboxDatabase
  transport: Pick<Transport, 'photoState' | 'sendPhoto'>
  now(): number
  /** Left out: what goes through a bad network within a request's time. */
  pieceBytes?: number
}

/** Until none waits. Returns how many the server has taken; throws what the transport throws, and loses nothing by that. */
export async function sendPhotos(deps: PhotoDeps): Promise<number> {
  let sent = 0
  for (;;) {
    const hash = await nextPhoto(deps.outbox)
    const photo = hash === undefined ? undefined : await photoOf(deps.outbox, hash)
    if (!photo) return sent
    if (await sendPhoto(deps, photo)) sent += 1
  }
}

/** False: the server cannot take it, or it was said by a history that is gone: then it waits and is sent again. */
async function sendPhoto(
  { outbox, transport, now, pieceBytes = PIECE_BYTES }: PhotoDeps,
  { sha256, bytes }: PhotoRow,
): Promise<boolean> {
  const history = await historyOf(outbox)
  try {
    let state = await transport.photoState(sha256)
    while (!state.complete) state = await sendPiece(transport, { sha256, bytes, pieceBytes }, state)
    return noteTaken(outbox, sha256, { history, at: now() })
  } catch (error) {
    if (!(error instanceof Declined) || !HOPELESS.includes(error.code)) throw error
    await outbox.photos.update(sha256, { state: 'refused', problem: error.message })
    return false
  }
}

/** What a server says that is restored meanwhile, while another tab has met its new history, holds for the old one. */
const noteTaken = (
  outbox: OutboxDatabase,
  sha256: string,
  { history, at }: { history: string | undefined; at: number },
): Promise<boolean> =>
  outbox.transaction('rw', [outbox.photos, outbox.device], async () => {
    if ((await historyOf(outbox)) !== history) return false
    await outbox.photos.update(sha256, { state: 'done', acknowledgedAt: at })
    return true
  })

async function sendPiece(
  transport: PhotoDeps['transport'],
  { sha256, bytes, pieceBytes }: Pick<PhotoRow, 'sha256' | 'bytes'> & { pieceBytes: number },
  { offset }: PhotoState,
): Promise<PhotoState> {
  // What the server has beyond our own end is not ours: it is written over from the first byte.
  const from = offset < bytes.length ? offset : 0
  try {
    return await transport.sendPhoto(sha256, bytes.slice(from, from + pieceBytes), from, bytes.length)
  } catch (error) {
    // Another tab, or an answer that was lost: the server says where it stands.
    if (error instanceof Declined && error.code === 'wrong-offset') return transport.photoState(sha256)
    throw error
  }
}
