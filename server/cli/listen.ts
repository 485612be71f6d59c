/** The ports that are listened at: HTTP, and HTTPS beside it where there is a certificate, each with its limits of time. */
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { answerMalformed } from '../http/malformed.ts'
import type { Pair } from '../tls/pair.ts'
import { createSecureServer, type SecureServer } from '../tls/secure-server.ts'
import { closing, type ListenerClosed } from './close-listener.ts'

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** Until the headers of a request have come. */
  headersMs: number
  /** Until all of it has come: a photo of 10 MiB over a bad network. */
  requestMs: number
  /** Longer than proxies and clients keep an idle connection: they must not send into one that is being closed. */
  keepAliveMs: number
  /** How often it is looked at. */
  checkMs: number
}

export const PATIENCE: Patience = { headersMs: 20_000, requestMs: 120_000, keepAliveMs: 75_000, checkMs: 5_000 }

/** Far more than a site has devices: each holds one or two. */
const MOST_CONNECTIONS = 10_000

export interface Listened {
  fetch: Hono['fetch']
  port: number
  https: { port: number; pair: Pair } | undefined
  patience: Patience
}

export interface Listening {
  port: number
  httpsPort: number | undefined
  /** Why it could not go on, as a sentence. */
  failed: Promise<string>
  /** New connections are served with it. */
  renew(pair: Pair): void
  /** Whoever was let in gets an answer, unless that takes longer. */
  close(withinMs?: number): Promise<ListenerClosed>
}

/** Resolves once all ports are open, or one of them could not be. */
export async function listen({ fetch, port, https, patience }: Listened): Promise<Listening | string> {
  const serverOptions = {
    keepAliveTimeout: patience.keepAliveMs,
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: patience.checkMs,
  }
  const plain = serve({ fetch, port, serverOptions })
  const secure = https && secureServer(fetch, https, serverOptions, patience)
  const servers = secure ? [plain, secure] : [plain]
  for (const server of servers) {
    server.on('clientError', answerMalformed)
    server.maxConnections = MOST_CONNECTIONS
  }
  const failures = [failed(plain, 'PORT'), ...(secure ? [failed(secure, 'LOTLINE_HTTPS_PORT')] : [])]
  const anyFailed = Promise.race(failures)
  const isOpen = Promise.all(servers.map((server) => new Promise<void>((done) => server.once('listening', done))))
  const closers = servers.map((server) => closing(server as HttpServer))
  const close = async (withinMs = 0): Promise<ListenerClosed> => {
    secure?.endSessions()
    const closed = await Promise.all(closers.map((closeListener) => closeListener(withinMs)))
    return { cut: closed.some(({ cut }) => cut) }
  }
  const why = await Promise.race([anyFailed, isOpen.then(() => undefined)])
  if (why !== undefined) {
    await close()
    return why
  }
  return {
    port: portOf(plain),
    httpsPort: secure && portOf(secure),
    failed: anyFailed,
    renew: (pair) => secure?.setSecureContext({ ...pair, minVersion: 'TLSv1.2' }),
    close,
  }
}

function secureServer(
  fetch: Hono['fetch'],
  { port, pair }: { port: number; pair: Pair },
  serverOptions: object,
  { requestMs, keepAliveMs }: Patience,
): SecureServer {
  const options = { ...serverOptions, pair, requestMs, idleMs: keepAliveMs }
  const createServer = (_: unknown, listener: unknown) => createSecureServer(options, listener as never)
  return serve({ fetch, port, createServer: createServer as never }) as unknown as SecureServer
}

const portOf = (server: ServerType): number => (server.address() as AddressInfo).port

const failed = (server: ServerType, setting: string): Promise<string> =>
  new Promise((resolve) => {
    server.on('error', (error: NodeJS.ErrnoException & { port?: number }) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? `Port ${error.port} is taken. Stop what uses it, or choose another with ${setting}.`
          : error.code === 'EACCES'
            ? `Port ${error.port} may not be opened by this user. Choose one above 1023 with ${setting}.`
            : error.message,
      ),
    )
  })
