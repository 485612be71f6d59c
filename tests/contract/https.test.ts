/** HTTPS by a real process with the authority that `lotline tls` makes: trusted, renewed while it serves, and told plainly where it cannot be. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesOf } from '../../server/tls/folder.ts'
import { makeTls } from '../../server/tls/make.ts'
import { type SecureProcess, secureProcess } from '../support/secure-process.ts'

const NAMES = { dns: ['localhost', 'depot.local'], ip: ['127.0.0.1'] }
const DAY = 86_400_000

let server: SecureProcess
let files: ReturnType<typeof filesOf>

beforeAll(async () => {
  server = secureProcess()
  files = filesOf(join(server.folder, 'tls'))
})
afterAll(() => server.close())

interface Answer {
  status: number | undefined
  text: string
  fingerprint: string
  hsts: string | undefined
}

function ask(path: string, { ca = readFileSync(files.authority), host = 'localhost' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: server.httpsPort,
      path,
      ca,
      servername: host,
      headers: { host },
      agent: false,
    }
    const sent = request(options, (response) => {
      let text = ''
      const { fingerprint256 } = (response.socket as import('node:tls').TLSSocket).getPeerCertificate()
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          text,
          fingerprint: fingerprint256,
          hsts: response.headers['strict-transport-security'],
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('a server with the authority of `lotline tls`', () => {
  it('is reached by HTTP, and by HTTPS by who trusts the authority', async () => {
    const made = await server.command(['tls', '--name', 'depot.local'])
    expect(made.out).toMatch(/A local authority and a certificate were made[\s\S]*Names: depot.local, /)
    expect(await server.start()).toBeNull()
    expect((await fetch(`${server.http}/readyz`)).status).toBe(200)
    expect(await ask('/readyz', { host: 'depot.local' })).toMatchObject({ status: 200, hsts: 'max-age=2592000' })
    expect(await ask('/readyz')).toMatchObject({ status: 200, hsts: undefined })
    await expect(ask('/readyz', { ca: Buffer.from('') })).rejects.toThrow(/certificate/)
    await expect(ask('/readyz', { host: 'elsewhere.local' })).rejects.toThrow(/does not match/)
  })

  it('speaks HTTP/2 to who asks for it, and no old TLS', async () => {
    const alpn = (options: object) =>
      new Promise((resolve) => {
        const socket = connect({ port: server.httpsPort, rejectUnauthorized: false, ...options }, () => {
          resolve(socket.alpnProtocol)
          socket.destroy()
        })
        socket.on('error', (error) => resolve((error as NodeJS.ErrnoException).code))
      })
    expect(await alpn({ ALPNProtocols: ['h2', 'http/1.1'] })).toBe('h2')
    expect(await alpn({ ALPNProtocols: ['http/1.1'] })).toBe('http/1.1')
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    expect(String(await alpn(old))).toMatch(/^ERR_SSL|ECONNRESET/)
  })

  it('shows over plain HTTP how it is trusted, with the authority that it has', async () => {
    const page = await (await fetch(`${server.http}/trust`)).text()
    const status = await server.command(['tls', '--status'])
    const [, fingerprint = 'none'] = /Authority: .*\nSHA-256: (\S+)/.exec(status.out) ?? []
    expect(page.replace(/<\/?span>/g, '')).toContain(fingerprint)
    const der = new Uint8Array(await (await fetch(`${server.http}/trust/authority.crt`)).arrayBuffer())
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(await ask('/healthz', { ca: Buffer.from(pem) })).toMatchObject({ status: 200 })
    const { address } = (await (await fetch(`${server.http}/trust/address.json`)).json()) as { address: string }
    expect(address).toMatch(new RegExp(`^https://.+:${server.httpsPort}/$`))
  })

  it('serves a renewed certificate without a restart, to devices that trust the same authority', async () => {
    const [before, authority] = [await ask('/healthz'), readFileSync(files.authority, 'utf8')]
    const { out } = await server.command(['tls'])
    expect(out).toContain('renewed with the same authority')
    // What was asked for once stays in it.
    expect(out).toContain('depot.local')
    expect(readFileSync(files.authority, 'utf8')).toBe(authority)
    await expect.poll(async () => (await ask('/healthz')).fingerprint, { timeout: 20_000 }).not.toBe(before.fingerprint)
    expect(server.said()).toContain('A renewed certificate is served from now on.')
  })

  it('goes on with what it has where the renewed files do not belong together, and says so', async () => {
    const before = await ask('/healthz')
    const key = readFileSync(files.key)
    writeFileSync(files.key, readFileSync(files.authorityKey))
    await expect.poll(() => server.said(), { timeout: 20_000 }).toContain('does not belong to the certificate')
    expect((await ask('/healthz')).fingerprint).toBe(before.fingerprint)
    writeFileSync(files.key, key)
  })

  it('stops in peace with HTTPS connections open', async () => {
    const socket = connect({ port: server.httpsPort, rejectUnauthorized: false, ALPNProtocols: ['h2'] })
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    socket.on('error', () => {})
    expect(await server.stop()).toBe(0)
    // Of the ten seconds that answers are given: a device that sleeps closes no connection.
    expect(server.said()).not.toContain('cut off')
  })

  it('is told in time that its certificate ends', async () => {
    const asked = { dns: [], ip: [] }
    const past = Date.now() - 380 * DAY
    await makeTls({ folder: join(server.folder, 'tls'), site: 'x', names: NAMES, asked, anew: false, now: past })
    expect(await server.start()).toBeNull()
    await expect.poll(() => server.said()).toMatch(/The certificate of this server ends on .*, in 1\d days. Renew it/)
    const metrics = await (await fetch(`${server.http}/metrics`)).text()
    expect(Number(/^lotline_certificate_left_seconds (\d+)/m.exec(metrics)?.[1])).toBeLessThan(20 * 86_400)
    await server.stop()
  })
})

describe('a server with certificates of its own', () => {
  it('serves them, and sends nobody to an authority', async () => {
    const own = { LOTLINE_TLS_CERT: files.certificate, LOTLINE_TLS_KEY: files.key }
    expect(await server.start({ ...own, LOTLINE_TLS: join(server.folder, 'none') })).toBeNull()
    expect(await ask('/healthz')).toMatchObject({ status: 200 })
    expect((await fetch(`${server.http}/trust`)).status).toBe(404)
    expect(await (await fetch(`${server.http}/trust/address.json`)).json()).toMatchObject({ page: null })
    await server.stop()
  })

  it('does not start where they cannot be served, and says why', async () => {
    const start = async (env: NodeJS.ProcessEnv) => [await server.start(env), server.said()] as const
    const [code, said] = await start({ LOTLINE_TLS_CERT: files.certificate, LOTLINE_TLS_KEY: files.authorityKey })
    expect(code).toBe(1)
    expect(said).toContain('does not belong to the certificate')
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(0, done))
    const port = String((taken.address() as import('node:net').AddressInfo).port)
    const [takenCode, takenSaid] = await start({ LOTLINE_HTTPS_PORT: port })
    expect([takenCode, takenSaid.trim().split('\n').at(-1)]).toEqual([
      1,
      `Port ${port} is taken. Stop what uses it, or choose another with LOTLINE_HTTPS_PORT.`,
    ])
    taken.close()
  })

  it('says that there is none where none was made', async () => {
    rmSync(join(server.folder, 'tls'), { recursive: true })
    const { code, out } = await server.command(['tls', '--status'])
    expect([code, out.trim()]).toEqual([1, 'There is no certificate: `lotline tls` makes one, for this machine.'])
    expect((await server.command(['tls', '--name', 'a b'])).code).toBe(2)
  })
})
