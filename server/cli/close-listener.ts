/** Closes a listening server so that whoever was let in gets an answer. */
import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { type TLSSocket, Server as TlsServer } from 'node:tls'

/** A connection that is in use brings its next request within that time, and is then told that it is the last. */
const LAST_CALL_MS = 1_000
const LOOK_MS = 25

export interface ListenerClosed {
  /** Requests that had to be cut off were open for longer than there was time. */
  cut: boolean
}

/**
 * From the start, for it must know all connections. Called: nobody new is let in. Connections end with their next answer; those that
 * are idle a little later; after so long all of them.
 */
export function closing(server: Server): (withinMs: number) => Promise<ListenerClosed> {
  const connections = new Set<Socket>()
  /** Those of HTTP/1; whoever serves HTTP/2 ends its sessions itself. */
  const askable = new Set<Socket>()
  const asked = new WeakSet<Socket>()
  const keep = (socket: Socket, where: Set<Socket>) => {
    where.add(socket)
    socket.once('close', () => where.delete(socket))
  }
  const isSecure = server instanceof TlsServer
  server.on('connection', (socket) => {
    keep(socket, connections)
    if (!isSecure) keep(socket, askable)
  })
  server.on('secureConnection', (socket: TLSSocket) => {
    if (socket.alpnProtocol !== 'h2') keep(socket, askable)
  })
  server.on('request', ({ socket }) => void asked.add(socket))

  function closeIdle(): void {
    server.closeIdleConnections()
    // Node does not count as idle what has never asked anything, and browsers open connections ahead.
    for (const socket of askable) if (!asked.has(socket)) socket.destroy()
  }

  return async (withinMs) => {
    // Not the close of an HTTP server: that also closes connections which are idle at this moment, and a request that is on its way
    // on one of them would be answered by a reset.
    const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()))
    let looking: NodeJS.Timeout | undefined
    let cut = false
    const lastCall = setTimeout(() => {
      looking = setInterval(closeIdle, LOOK_MS)
    }, LAST_CALL_MS)
    const limit = setTimeout(() => {
      cut = true
      server.closeAllConnections()
      // Node does not know those that have not spoken yet.
      for (const socket of connections) socket.destroy()
    }, withinMs)
    await closed
    clearTimeout(lastCall)
    clearInterval(looking)
    clearTimeout(limit)
    return { cut }
  }
}
