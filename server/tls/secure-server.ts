/**
 * HTTPS in both versions of HTTP on one port. HTTP/2, so that any number of tabs can hold an event stream each; HTTP/1.1 by Node's
 * own server for it, because the one that speaks both has no limits of time for it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  constants,
  createServer as createHttp2,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type Http2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import { createServer as createHttps, type Server, type ServerOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Pair } from './pair.ts'

type Listener = (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => void

export interface SecureOptions extends ServerOptions {
  pair: Pair
  /** A connection on which nothing moves. */
  idleMs: number
  /** Until a request has come whole. */
  requestMs: number
}

const HANDSHAKE_MS = 10_000
/** Of one connection, at a time. */
const MOST_STREAMS = 128

/** Its `closeIdleConnections` and `closeAllConnections` know those of HTTP/2, too. */
export interface SecureServer extends Server {
  /** Tells who speaks HTTP/2 to ask nothing more here: such a connection ends once what it asked is answered, if the other side lets it. */
  endSessions(): void
}

interface Connection {
  socket: TLSSocket
  /** Answers that are not whole yet. */
  owed: number
}

export function createSecureServer({ pair, idleMs, requestMs, ...options }: SecureOptions, listener: Listener) {
  const http2 = createHttp2({ settings: { maxConcurrentStreams: MOST_STREAMS } }, listener)
  const sessions = new Map<Http2Session, Connection>()
  http2.on('session', (session) => {
    session.setTimeout(idleMs, () => session.destroy())
    // A connection that breaks is nobody's fault.
    session.on('error', () => {})
    session.on('close', () => sessions.delete(session))
  })
  http2.on('stream', (stream, _headers, flags) => {
    const connection = stream.session && sessions.get(stream.session)
    if (connection) {
      connection.owed += 1
      stream.once('close', () => {
        connection.owed -= 1
      })
    }
    limitStream(stream, flags, requestMs)
  })
  const server = createHttps(
    {
      ...options,
      ...pair,
      requestTimeout: requestMs,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE_MS,
      ALPNProtocols: ['h2', 'http/1.1'],
    },
    listener as never,
  )
  const [serveHttp1] = server.listeners('secureConnection') as ((socket: TLSSocket) => void)[]
  server.removeAllListeners('secureConnection')
  server.on('secureConnection', (socket: TLSSocket) => {
    if (socket.alpnProtocol !== 'h2') return serveHttp1?.call(server, socket)
    const keep = (session: Http2Session) => void sessions.set(session, { socket, owed: 0 })
    http2.once('session', keep)
    http2.emit('connection', socket)
    http2.off('session', keep)
  })
  const { closeIdleConnections, closeAllConnections } = server
  return Object.assign(server, {
    closeIdleConnections() {
      closeIdleConnections.call(server)
      // A handheld that sleeps, or is out of reach, never closes its end; a session that has ended waits for that.
      for (const { socket, owed } of sessions.values()) if (owed === 0) socket.destroy()
    },
    closeAllConnections() {
      closeAllConnections.call(server)
      for (const { socket } of sessions.values()) socket.destroy()
    },
    endSessions() {
      for (const session of sessions.keys()) session.close()
    },
  }) satisfies SecureServer
}

/** A body that comes byte by byte keeps a connection busy for ever. */
function limitStream(stream: ServerHttp2Stream, flags: number, requestMs: number): void {
  if (flags & constants.NGHTTP2_FLAG_END_STREAM) return
  const timer = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), requestMs)
  const stop = () => clearTimeout(timer)
  stream.once('end', stop)
  stream.once('close', stop)
}
