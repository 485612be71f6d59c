/** What is no request, comes too slowly, or has more headers than anybody sends: it never reaches a route, and is told all the same. */
import type { Socket } from 'node:net'

interface Told {
  status: string
  code: string
  detail: string
}

const MALFORMED: Told = {
  status: '400 Bad Request',
  code: 'malformed-request',
  detail: 'This is no HTTP request. Nothing was changed.',
}

const TOLD: Readonly<Record<string, Told>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'headers-too-large',
    detail: 'The address and headers of this request have more than 16 KiB. Nothing was changed.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'request-timeout',
    detail: 'The request took too long to arrive. Nothing was changed; send it again.',
  },
}

/** For the event `clientError` of a server. */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, code, detail } = TOLD[error.code ?? ''] ?? MALFORMED
  const body = JSON.stringify({
    type: `urn:lotline:problem:${code}`,
    status: Number.parseInt(status, 10),
    code,
    detail,
  })
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
