import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTls } from './make.ts'
import { readPair } from './pair.ts'
import { createSecureServer, type SecureServer } from './secure-server.ts'

let folder: string
let server: SecureServer
let answer: () => void = () => {}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lotline-secure-'))
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] }
  await makeTls({ folder, site: 'x', names, asked: { dns: [], ip: [] }, anew: false, now: Date.now() })
  const pair = readPair({ certificate: join(folder, 'server.crt'), key: join(folder, 'server.key') })
  server = createSecureServer({ pair, idleMs: 60_000, requestMs: 60_000 }, (_, response) => {
    answer = () => void (response as { end(text: string): void }).end('whole')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('ends of its HTTP/2 connections those that owe nothing, and answers on the others', async () => {
  const client = connect(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { rejectUnauthorized: false })
  await once(client, 'connect')
  const stream = client.request({ ':path': '/' })
  const idle = answer
  await expect.poll(() => answer === idle).toBe(false)
  server.endSessions()
  server.closeIdleConnections()
  let text = ''
  stream.setEncoding('utf8').on('data', (more) => {
    text += more
  })
  setTimeout(answer, 100)
  await once(stream, 'end')
  expect(text).toBe('whole')
  server.closeIdleConnections()
  if (!client.destroyed) await once(client, 'close')
})
