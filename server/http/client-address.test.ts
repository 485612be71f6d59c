import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { type Client, clientOf, readTrustedProxies } from './client-address.ts'

const TRUSTED = '10.0.0.1, 192.168.0.0/16, fd00::/8'

async function clientFrom(
  peer: string,
  headers: Record<string, string>,
  { trusted = TRUSTED, kind = 'x-forwarded', encrypted = false } = {},
): Promise<Client> {
  const proxies = readTrustedProxies(trusted, kind)
  const app = new Hono().get('/', (context) => context.json(clientOf(context, proxies)))
  const socket = { remoteAddress: peer, encrypted }
  const request = new Request('http://shop.lan/', { headers: { host: 'shop.lan:8787', ...headers } })
  return (await app.fetch(request, { incoming: { socket } })).json() as Promise<Client>
}

const all = {
  'x-forwarded-for': '1.2.3.4',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'lotline.example.com',
  forwarded: 'for=1.2.3.4;proto=https;host=lotline.example.com',
}

describe('who is at the other end', () => {
  it('is what the connection says where nobody is trusted, and where a stranger writes the headers', async () => {
    const plain = { address: '203.0.113.9', scheme: 'http', host: 'shop.lan:8787' }
    expect(await clientFrom('203.0.113.9', all)).toEqual(plain)
    expect(await clientFrom('203.0.113.9', all, { kind: 'forwarded' })).toEqual(plain)
    expect(await clientFrom('10.0.0.1', all, { trusted: '' })).toEqual({ ...plain, address: '10.0.0.1' })
    // Not one of them, though its text begins alike.
    expect(await clientFrom('10.0.0.11', all)).toMatchObject({ address: '10.0.0.11', scheme: 'http' })
  })

  it('is what a trusted proxy says', async () => {
    const told = { address: '1.2.3.4', scheme: 'https', host: 'lotline.example.com' }
    expect(await clientFrom('10.0.0.1', all)).toEqual(told)
    expect(await clientFrom('10.0.0.1', all, { kind: 'forwarded' })).toEqual(told)
    // As a server on both families sees an IPv4 peer.
    expect(await clientFrom('::ffff:10.0.0.1', all)).toEqual(told)
    expect(await clientFrom('fd00::5', all)).toEqual(told)
  })

  it('is what the proxy saw, and not what the client wrote before it', async () => {
    const forged = { 'x-forwarded-for': '8.8.8.8, 127.0.0.1, 1.2.3.4', 'x-forwarded-proto': 'https, http' }
    expect(await clientFrom('10.0.0.1', forged)).toMatchObject({ address: '1.2.3.4', scheme: 'http' })
    const rfc = { forwarded: 'for=8.8.8.8;proto=https;host=evil.example, for=1.2.3.4;proto=http;host=good.lan' }
    expect(await clientFrom('10.0.0.1', rfc, { kind: 'forwarded' })).toEqual({
      address: '1.2.3.4',
      scheme: 'http',
      host: 'good.lan',
    })
  })

  it('goes on through proxies in a row, and stops at the first stranger', async () => {
    const row = { 'x-forwarded-for': '8.8.8.8, 1.2.3.4, 192.168.3.3', 'x-forwarded-proto': 'https' }
    expect(await clientFrom('10.0.0.1', row)).toMatchObject({ address: '1.2.3.4', scheme: 'https' })
    const rfc = { forwarded: 'for="[2001:db8::7]:4711";proto=https, for=192.168.3.3;proto=http' }
    expect(await clientFrom('10.0.0.1', rfc, { kind: 'forwarded' })).toMatchObject({
      address: '2001:db8::7',
      scheme: 'https',
    })
  })

  it('believes one kind of header only: a proxy lets the other one through', async () => {
    const { forwarded, ...others } = all
    expect(await clientFrom('10.0.0.1', { forwarded })).toMatchObject({ address: '10.0.0.1', scheme: 'http' })
    expect(await clientFrom('10.0.0.1', others, { kind: 'forwarded' })).toMatchObject({ address: '10.0.0.1' })
  })

  it.each([
    'unknown',
    '_hidden',
    'not an address',
    '',
    '0x7f.1',
    '1.2.3',
    '999.1.1.1',
  ])('is the proxy where it says "%s"', async (text) => {
    expect(await clientFrom('10.0.0.1', { 'x-forwarded-for': text })).toMatchObject({ address: '10.0.0.1' })
  })

  it.each([
    'evil.example/x',
    'a b',
    '<b>',
    'a'.repeat(300),
    '"',
    'x:y',
  ])('takes no host that is none: %s', async (host) => {
    expect(await clientFrom('10.0.0.1', { 'x-forwarded-host': host })).toMatchObject({ host: 'shop.lan:8787' })
    expect(await clientFrom('10.0.0.1', { 'x-forwarded-proto': 'javascript' })).toMatchObject({ scheme: 'http' })
  })

  it('is https on a connection of our own TLS', async () => {
    expect(await clientFrom('203.0.113.9', {}, { encrypted: true })).toMatchObject({ scheme: 'https' })
  })

  it.each(['10.0.0.0/99', 'proxy.lan', '10.0.0', 'all'])('says so where the setting is "%s"', (text) => {
    expect(() => readTrustedProxies(text, undefined)).toThrow(/LOTLINE_TRUSTED_PROXIES/)
  })
})
