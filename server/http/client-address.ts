/**
 * Who is at the other end, by which scheme and under which host: as the connection says, and as a proxy says it where that is one
 * of those that the settings name. Anybody can write such headers, so nobody else is believed.
 */
import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import type { Context } from 'hono'
import { addressOf, type Ranges, readRanges } from '../addresses/ranges.ts'
import { Problem } from '../problem.ts'

export interface TrustedProxies {
  ranges: Ranges
  /** Which headers it writes. A proxy lets those through that it does not know: only one kind can be believed. */
  headers: 'x-forwarded' | 'forwarded'
}

export interface Client {
  /** Undefined where there is no connection, as in tests. */
  address: string | undefined
  scheme: 'http' | 'https'
  /** With its port where it names one. */
  host: string
}

type Hop = { for?: string | undefined; proto?: string | undefined; host?: string | undefined }

export function readTrustedProxies(text: string, headers: string | undefined): TrustedProxies {
  const { ranges, rest } = readRanges(text)
  if (rest.length > 0)
    throw bad(`LOTLINE_TRUSTED_PROXIES names "${rest[0]}", which is no address and no CIDR such as 10.0.0.0/8.`)
  if (headers !== undefined && headers !== 'x-forwarded' && headers !== 'forwarded')
    throw bad(`LOTLINE_PROXY_HEADERS is "${headers}". Give x-forwarded or forwarded.`)
  return { ranges, headers: headers ?? 'x-forwarded' }
}

const bad = (detail: string): Problem => new Problem(422, 'bad-setting', detail)

export const NO_PROXIES: TrustedProxies = readTrustedProxies('', undefined)

export function clientOf(context: Context, proxies: TrustedProxies): Client {
  const incoming = (context.env as { incoming?: IncomingMessage | Http2ServerRequest } | undefined)?.incoming
  const socket = incoming?.socket as TLSSocket | undefined
  const peer = socket?.remoteAddress
  const client: Client = {
    address: socket === undefined || peer === undefined ? undefined : writtenOnce(socket, peer),
    scheme: socket?.encrypted === true ? 'https' : 'http',
    host: hostOf(context.req.header('host') ?? (incoming && 'authority' in incoming ? incoming.authority : '')) ?? '',
  }
  if (peer === undefined || !proxies.ranges.contains(peer)) return client
  return believed(client, hopsOf(context, proxies), proxies)
}

const written = new WeakMap<object, string>()

/** The address of a connection stays what it is, and reading it takes a tenth of a small request: once for each connection. */
function writtenOnce(socket: object, peer: string): string {
  const known = written.get(socket)
  if (known !== undefined) return known
  const address = addressOf(peer)?.toString() ?? peer
  written.set(socket, address)
  return address
}

/** From the right: each proxy adds on that side what it saw itself, and all that stands left of the first stranger may be made up. */
function believed(client: Client, hops: Hop[], { ranges }: TrustedProxies): Client {
  let { address, scheme, host } = client
  for (const hop of hops.reverse()) {
    if (hop.proto === 'http' || hop.proto === 'https') scheme = hop.proto
    host = hostOf(hop.host ?? '') ?? host
    const from = hop.for === undefined ? undefined : addressOf(withoutPort(hop.for))
    if (!from) break
    address = from.toString()
    if (!ranges.contains(address)) break
  }
  return { address, scheme, host }
}

function hopsOf(context: Context, { headers }: TrustedProxies): Hop[] {
  if (headers === 'forwarded') return partsOf(context.req.header('forwarded'), ',').map(forwardedHop)
  const list = (name: string) => partsOf(context.req.header(`x-forwarded-${name}`), ',')
  const [fors, protos, hosts] = [list('for'), list('proto'), list('host')]
  const hops: Hop[] = fors.map((address) => ({ for: address }))
  if (hops.length === 0) hops.push({})
  // Proxies in a row hand scheme and host on or write over them: the last words are those of the one that we know.
  hops[hops.length - 1] = { ...hops.at(-1), proto: protos.at(-1)?.toLowerCase(), host: hosts.at(-1) }
  return hops
}

/** RFC 7239: `for="[2001:db8::1]:4711";proto=https;host=example.com`. */
const forwardedHop = (text: string): Hop =>
  Object.fromEntries(
    partsOf(text, ';').flatMap((pair) => {
      const [, name, value] = /^(for|proto|host)="?([^"]*)"?$/i.exec(pair) ?? []
      return name === undefined
        ? []
        : [[name.toLowerCase(), name.toLowerCase() === 'proto' ? value?.toLowerCase() : value]]
    }),
  )

/** No value that is believed holds the separator, so that quotes need no care. */
const partsOf = (text: string | undefined, separator: string): string[] =>
  (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const withoutPort = (text: string): string =>
  /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? (/^[\d.]+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text)

/** Undefined where it is none: it stands on pages. */
const hostOf = (text: string): string | undefined =>
  /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i.test(text) ? text.toLowerCase() : undefined
