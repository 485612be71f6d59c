/**
 * A light load generator: raw sockets kept alive, requests serialised before the clock starts. Each connection has so many
 * requests in flight and sends its next when one is answered. Runs in a process of its own.
 */
import { connect, type Socket } from 'node:net'

export interface LoadInput {
  port: number
  /** For each connection its requests, whole, in order. */
  connections: string[][]
  /** Send each connection's requests again and again for this long instead of once. */
  forMs?: number
  /** Requests on the way at once, on each connection; 1 where nothing is said. */
  inFlight?: number
  /** The status that every answer must have; 200 where nothing is said. */
  status?: number
  /** Between an answer and the next request, where a load is to leave room for another. */
  pauseMs?: number
  /** Over all connections, spread evenly; as fast as they go where nothing is said. What is late is sent at once. */
  perSecond?: number
}

export interface LoadAnswer {
  requests: number
  /** From the first request sent to the last answer. */
  elapsedMs: number
  /** From handing a request to the socket to its whole answer: where several are in flight, those before it included. */
  latenciesMs: number[]
  /** The bodies of all answers; only where every request is sent once. */
  bodies: string[]
}

export interface RequestParts {
  method: string
  path: string
  body?: unknown
  headers?: string[]
  /** Another one's API is elsewhere. */
  root?: string
}

export function requestText(
  port: number,
  token: string,
  { method, path, body, headers = [], root = '/api/v1' }: RequestParts,
): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${method} ${root}${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...headers,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${text}`
}

export async function run(input: LoadInput): Promise<LoadAnswer> {
  const sockets = await Promise.all(input.connections.map(() => open(input.port)))
  const answer: LoadAnswer = { requests: 0, elapsedMs: 0, latenciesMs: [], bodies: [] }
  const raw = input.connections.map((requests) => requests.map((request) => Buffer.from(request)))
  const started = performance.now()
  const deadline = input.forMs === undefined ? null : started + input.forMs
  const pace = paceOf(input, started)
  await Promise.all(sockets.map((socket, index) => drive(socket, raw[index] ?? [], input, { deadline, pace }, answer)))
  answer.elapsedMs = performance.now() - started
  for (const socket of sockets) socket.destroy()
  return answer
}

export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Each call's promise is kept at the next moment of an even beat. */
function paceOf({ perSecond }: LoadInput, started: number): () => Promise<void> {
  if (perSecond === undefined) return async () => {}
  let beats = 0
  return async () => {
    const due = started + (1000 * beats++) / perSecond
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
  }
}

async function drive(
  socket: Socket,
  requests: readonly Buffer[],
  { inFlight = 1, status = 200, pauseMs = 0 }: LoadInput,
  { deadline, pace }: { deadline: number | null; pace: () => Promise<void> },
  answer: LoadAnswer,
): Promise<void> {
  const ask = asker(socket, status)
  let next = 0
  const takeTurns = async () => {
    for (;;) {
      if (deadline === null && next === requests.length) return
      const request = requests[next++ % requests.length] as Buffer
      await pace()
      const sent = performance.now()
      if (deadline !== null && sent >= deadline) return
      const body = await ask(request)
      answer.latenciesMs.push(performance.now() - sent)
      answer.requests += 1
      if (deadline === null) answer.bodies.push(body.toString('utf8'))
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, takeTurns))
}

interface Waiting {
  resolve(body: Buffer): void
  reject(error: Error): void
}

/** Sends requests; each resolves with the body of its answer, and rejects where that has another status. */
export function asker(socket: Socket, status: number): (request: Buffer) => Promise<Buffer> {
  let received: Buffer = Buffer.alloc(0)
  // Answers come in the order of their requests (RFC 9112, 9.3.2).
  const waiting: Waiting[] = []
  const fail = (error: Error) => {
    for (const one of waiting.splice(0)) one.reject(error)
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    for (let whole = readAnswer(received); whole; whole = readAnswer(received)) {
      received = received.subarray(whole.length)
      const one = waiting.shift()
      if (whole.status === status) one?.resolve(whole.body)
      else one?.reject(new Error(`Answered ${whole.status} instead of ${status}: ${whole.body.toString('utf8')}`))
    }
  })
  return (request) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('The server had closed the connection.'))
      waiting.push({ resolve, reject })
      socket.write(request)
    })
}

interface Whole {
  status: number
  body: Buffer
  /** Bytes of the whole answer. */
  length: number
}

/** The first answer, or undefined until all of it is there. */
function readAnswer(received: Buffer): Whole | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const from = end + 4
  const told = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (told === undefined) return readChunks(received, from, status)
  const length = from + Number(told)
  return received.length < length ? undefined : { status, body: received.subarray(from, length), length }
}

function readChunks(received: Buffer, from: number, status: number): Whole | undefined {
  const parts: Buffer[] = []
  for (let at = from; ; ) {
    const line = received.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(received.toString('latin1', at, line), 16)
    const next = line + 2 + size + 2
    if (received.length < next) return undefined
    if (size === 0) return { status, body: Buffer.concat(parts), length: next }
    parts.push(received.subarray(line + 2, line + 2 + size))
    at = next
  }
}
