/** An address that somebody typed leads into no network of the server's: told when it is set up, and when it is called. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPublisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import { createOutgoingFetch } from '../../server/outgoing/outgoing-fetch.ts'
import { createOutgoingRule } from '../../server/outgoing/rule.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { startTestServer, TEST_SECRET_KEY, type TestServer } from '../support/server.ts'
import { feedSettled, ok, type Problem } from './floor.ts'

const SECRET = 'whsec_never_to_be_seen_000'
const KINDS = {
  rest: { credentials: { signingSecret: SECRET } },
  shopify: {
    settings: { locationId: 'gid://shopify/Location/1' },
    credentials: { accessToken: 'shpat_x', webhookSecret: 'shpss_x' },
  },
  amazon: {
    settings: { sellerId: 'A1B2C3D4E5', marketplaceId: 'ATVPDKIKX0DER' },
    credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' },
  },
}

describe.each(EDGE_DIALECTS)('addresses of platforms on %s', (dialect) => {
  let server: TestServer
  let inside: Server
  let reached = 0
  let port = 0

  beforeAll(async () => {
    server = await startTestServer(dialect, undefined, { outgoing: createOutgoingRule('') })
    await ok(server, 'PUT', '/channels/web', { name: 'Web', kind: 'dtc', priority: 1 })
    inside = createServer((_, response) => {
      reached += 1
      response.end()
    })
    await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done))
    port = (inside.address() as AddressInfo).port
  })
  afterAll(async () => {
    inside.close()
    await server.close()
  })

  const put = (kind: keyof typeof KINDS, baseUrl: string, over: Record<string, unknown> = {}) =>
    server.call<Problem>('PUT', `/connectors/${kind}`, { kind, channel: 'web', ...KINDS[kind], baseUrl, ...over })

  it.each(
    Object.keys(KINDS) as (keyof typeof KINDS)[],
  )('of %s are refused where they say it themselves', async (kind) => {
    for (const address of [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://[::1]:${port}/`,
      'https://169.254.169.254/latest/meta-data',
      'https://10.0.0.7/',
      'https://2130706433/',
      'https://0177.0.0.1/',
      'https://[::ffff:10.0.0.7]/',
    ]) {
      const { status, body } = await put(kind, address)
      expect([status, body.code, body.field], address).toEqual([422, 'address-not-allowed', 'baseUrl'])
      expect(body.detail).toContain('LOTLINE_OUTGOING_ALLOW')
    }
    for (const address of [
      'ftp://example.com/',
      'https://me:secret@example.com/',
      'file:///etc/passwd',
      'javascript:0',
    ])
      expect((await put(kind, address)).body.code, address).toBe('invalid')
  })

  it('are refused in settings as well', async () => {
    const settings = { ...KINDS.amazon.settings, tokenUrl: 'https://192.168.0.1/token' }
    const { status, body } = await put('amazon', 'https://sellingpartnerapi-na.amazon.com', { settings })
    expect([status, body.code, body.field]).toEqual([422, 'address-not-allowed', 'settings.tokenUrl'])
  })

  it('that lead inside are not called, and somebody is told what to do', async () => {
    // Known to lead outside when it was set up.
    const rebound = createOutgoingFetch(createOutgoingRule(''), (_host, _options, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]),
    )
    expect((await put('rest', `https://rebind.example:${port}/hooks`)).status).toBe(201)
    await ok(server, 'PUT', '/items/TEA', { name: 'Tea', rotation: 'fifo', lotTracked: false })
    await ok(server, 'PUT', '/connectors/rest/mappings', [{ listing: 'TEA', sku: 'TEA', packQuantity: 1 }])
    await feedSettled(server)
    const publisher = createPublisher({
      work: server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch: rebound,
      now: () => Date.now(),
      random: () => 0.5,
      report: (error) => server.faults.push(error),
    })
    await publisher.step()
    const failures = async () =>
      (
        await ok<{ items: { code: string; detail: string; advice: string }[] }>(
          server,
          'GET',
          '/connectors/rest/failures',
        )
      ).items
    await expect.poll(async () => (await failures()).map(({ code }) => code)).toContain('address-not-allowed')
    const [told] = await failures()
    expect(told?.detail).toBe('rebind.example is inside the network of this server, where it calls nobody.')
    expect(told?.advice).toContain('LOTLINE_OUTGOING_ALLOW')
    expect(reached).toBe(0)
    expect(server.faults).toEqual([])
  })
})
