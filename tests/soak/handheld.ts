/**
 * A handheld of the soak: it holds an event stream, pushes what its pacer says is due, and pulls when it is nudged. Raw sockets, so
 * that hundreds of them fit beside the server.
 */
import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { v7 } from 'uuid'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { envelopeOf } from '../bench/bare-work.ts'
import { asker, open, requestText } from '../bench/load.ts'
import { BATCH, unitsOf } from '../bench/plan.ts'

export interface Enrolled {
  /** Its place among all: the dock that it receives at. */
  nth: number
  id: string
  token: string
  session: string
}

/** What it has pushed and was answered. */
export interface Acknowledged {
  stream: string
  /** All of its stream up to this one. */
  seq: number
  /** SHA-256 over their ids, in order. */
  ids: string
}

/** Where measurements go, milliseconds. */
export interface Measuring {
  push(ms: number): void
  pull(ms: number): void
  /** From the word of a commit to the answer of the pull that it made. */
  nudge(ms: number): void
  transactions(count: number): void
  /** It was so far behind that it went on from the newest. */
  skipped(): void
}

export interface Handheld {
  /** `dueAt`: when it should have begun, of the monotonic clock: what it had to wait is a part of how long it took. */
  push(dueAt: number): Promise<void>
  acknowledged(): Acknowledged
  close(): void
}

/** A nudge makes it pull no more often than that: a real one is as busy drawing what came. */
const PULL_EVERY_MS = 5_000
const PULL_LIMIT = 500
/** Of its queue: beyond, it cannot keep up with what is asked of it. */
const MOST_DUE = 50

export async function openHandheld(
  port: number,
  { nth, id, token, session }: Enrolled,
  measuring: Measuring,
): Promise<Handheld> {
  const [pushing, pulling] = [await openLine(port), await openLine(port)]
  const stream = v7()
  const hash = createHash('sha256')
  let seq = 0
  let acknowledged = 0
  let round = 0
  let due = 0
  let last: Promise<void> = Promise.resolve()
  let cursor: string | null = null
  let pulledAt = performance.now() - Math.random() * PULL_EVERY_MS
  let isPulling = false

  async function send(): Promise<void> {
    round += 1
    const occurredAt = new Date().toISOString()
    const transactions = unitsOf('mixed', nth, round, BATCH).map((unit) => {
      seq += 1
      return { ...envelopeOf(unit, v7(), seq, occurredAt), session }
    })
    const body = { deviceId: id, streamId: stream, sentAt: occurredAt, transactions }
    const headers = [`X-Lotline-Unsent: ${BATCH} 1`, 'X-Lotline-App: soak']
    const answer = await pushing.ask(
      Buffer.from(requestText(port, token, { method: 'POST', path: '/sync/push', body, headers })),
    )
    const { results } = JSON.parse(answer.toString('utf8')) as PushAnswer
    const wrong = results.find((result, at) => result.outcome !== 'applied' || result.id !== transactions[at]?.id)
    if (wrong || results.length !== BATCH)
      throw new Error(`${id}: ${results.length} of ${BATCH} were answered, among them ${JSON.stringify(wrong)}`)
    for (const result of results) hash.update(result.id)
    acknowledged = seq
    measuring.transactions(BATCH)
  }

  async function pull(newest: string): Promise<void> {
    // A new device begins at the newest: what the first snapshot costs is measured elsewhere.
    const query = new URLSearchParams({ limit: String(PULL_LIMIT), cursor: cursor ?? newest })
    const headers = ['X-Lotline-Unsent: 0 0', 'X-Lotline-App: soak']
    const answer = await pulling.ask(
      Buffer.from(requestText(port, token, { method: 'GET', path: `/sync/pull?${query}`, headers })),
    )
    const page = JSON.parse(answer.toString('utf8')) as { cursor: string; more: boolean }
    // The whole floor's changes do not fit through hundreds of pulls on one core; a real one would go on.
    if (page.more) measuring.skipped()
    cursor = page.more ? null : page.cursor
  }

  async function nudged(newest: string): Promise<void> {
    const now = performance.now()
    if (isPulling || now - pulledAt < PULL_EVERY_MS) return
    isPulling = true
    try {
      await pull(newest)
      const ms = performance.now() - now
      measuring.pull(ms)
      measuring.nudge(ms)
    } finally {
      // Spread, so that not all of them pull together for ever.
      pulledAt = performance.now() - Math.random() * PULL_EVERY_MS * 0.2
      isPulling = false
    }
  }

  const events = await listen(port, token, (newest) => void nudged(newest).catch(fail))
  let failure: Error | null = null
  function fail(error: Error): void {
    failure ??= error
  }

  return {
    push(dueAt) {
      if (failure) throw failure
      due += 1
      if (due > MOST_DUE) throw new Error(`${id} has ${due} pushes waiting: the load is more than can be taken.`)
      last = last.then(async () => {
        await send()
        due -= 1
        measuring.push(performance.now() - dueAt)
      })
      return last
    },
    acknowledged: () => ({ stream, seq: acknowledged, ids: hash.copy().digest('hex') }),
    close() {
      for (const one of [pushing, pulling]) one.close()
      events.destroy()
    },
  }
}

/** A server closes a connection that nobody uses, a new one after 20 seconds; a browser opens another one, and well before that. */
const IDLE_MS = 10_000

interface Line {
  ask(request: Buffer): Promise<Buffer>
  close(): void
}

/** A connection that is kept while it is in use. */
async function openLine(port: number): Promise<Line> {
  let socket = await open(port)
  let ask = asker(socket, 200)
  let usedAt = performance.now()
  return {
    async ask(request) {
      if (socket.destroyed || performance.now() - usedAt > IDLE_MS) {
        socket.destroy()
        socket = await open(port)
        ask = asker(socket, 200)
      }
      usedAt = performance.now()
      const answer = await ask(request)
      usedAt = performance.now()
      return answer
    },
    close: () => socket.destroy(),
  }
}

/** Reads the event stream; what stands between two events is cut off, and so are the sizes of chunks. */
function listen(port: number, token: string, onChange: (cursor: string) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.write(requestText(port, token, { method: 'GET', path: '/sync/events' }))
    })
    let text = ''
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const found = [...text.matchAll(/event: change\ndata: (\S+)\n\n/g)].at(-1)
      if (text.startsWith('HTTP/1.1 ') && !text.startsWith('HTTP/1.1 200')) reject(new Error(text.slice(0, 200)))
      if (!found) return
      text = ''
      resolve(socket)
      onChange(found[1] ?? '')
    })
  })
}
