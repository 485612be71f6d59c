/**
 * A light load generator: raw sockets, requests serialised before the clock starts, each connection sending its next
 * request when the last one is answered. Runs in a process of its own.
 */
import { connect, type Socket } from 'node:net'

export interface LoadInput {
  port: number
  /** For each connection its requests, whole, in order. */
  connections: string[][]
  /** Send each connection's requests again and again for this long instead of once. */
  forMs?: number
}

export interface LoadAnswer {
  requests: number
  /** From the first request sent to the last answer. */
  elapsedMs: number
  latenciesMs: number[]
  /** The bodies of all answers; only where every request is sent once. */
  bodies: string[]
}

export function requestText(
  port: number,
  token: string,
  { method, path, body }: { method: string; path: string; body?: unknown },
): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${method} /api/v1${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${text}`
}

export async function run({ port, connections, forMs }: LoadInput): Promise<LoadAnswer> {
  const sockets = await Promise.all(connections.map(() => open(port)))
  const answer: LoadAnswer = { requests: 0, elapsedMs: 0, latenciesMs: [], bodies: [] }
  const started = performance.now()
  const deadline = forMs === undefined ? null : started + forMs
  await Promise.all(sockets.map((socket, index) => drive(socket, connections[index] ?? [], deadline, answer)))
  answer.elapsedMs = performance.now() - started
  for (const socket of sockets) socket.destroy()
  return answer
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

async function drive(socket: Socket, requests: string[], deadline: number | null, answer: LoadAnswer): Promise<void> {
  const ask = asker(socket)
  const raw = requests.map((request) => Buffer.from(request))
  do {
    for (const request of raw) {
      const sent = performance.now()
      if (deadline !== null && sent >= deadline) return
      const body = await ask(request)
      answer.latenciesMs.push(performance.now() - sent)
      answer.requests += 1
      if (deadline === null) answer.bodies.push(body.toString('utf8'))
    }
  } while (deadline !== null)
}

/** Sends one request at a time; resolves with the body of its answer, and rejects where that is no success. */
function asker(socket: Socket): (request: Buffer) => Promise<Buffer> {
  let received: Buffer = Buffer.alloc(0)
  let waiting: { resolve(body: Buffer): void; reject(error: Error): void } | null = null
  const fail = (error: Error) => waiting?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const whole = readAnswer(received)
    if (!whole || !waiting) return
    received = Buffer.alloc(0)
    const { resolve, reject } = waiting
    waiting = null
    if (whole.status === 200) resolve(whole.body)
    else reject(new Error(`Answered ${whole.status}: ${whole.body.toString('utf8')}`))
  })
  return (request) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      socket.write(request)
    })
}

/** Undefined until the whole answer is there. */
function readAnswer(received: Buffer): { status: number; body: Buffer } | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  const body = received.subarray(end + 4)
  if (length !== undefined) return body.length < Number(length) ? undefined : { status, body }
  return body.subarray(-5).toString('latin1') === '0\r\n\r\n' ? { status, body: unchunked(body) } : undefined
}

function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.toString('latin1', at, line), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(body.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}
