/**
 * `fetch` for every address that somebody typed. What it may reach is decided when it connects, on the addresses that the name
 * leads to then: a name that leads elsewhere a moment later gains nothing.
 */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { Agent, buildConnector, fetch as undiciFetch } from 'undici'
import { addressOf } from '../addresses/ranges.ts'
import { AddressNotAllowed } from './refused.ts'
import { allowsUrl, type OutgoingRule, plainName } from './rule.ts'

type Done = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
export type Resolve = (host: string, options: LookupOptions & { all: true }, done: Done) => void

/** No platform answers a call with more. */
const MOST_BYTES = 64 * 1024 * 1024

export function createOutgoingFetch(rule: OutgoingRule, resolve: Resolve = systemLookup): typeof fetch {
  const connectOpen = buildConnector({ lookup: resolve as never })
  const connectGuarded = buildConnector({ lookup: guardedLookup(rule, resolve) as never })
  const connect: buildConnector.connector = (options, callback) => {
    const host = plainName(options.hostname)
    if (rule.allowsName(host)) return connectOpen(options, callback)
    // A literal address is looked up by nobody.
    if (addressOf(host) && !rule.allowsAddress(host)) return callback(new AddressNotAllowed(host), null)
    connectGuarded(options, callback)
  }
  const dispatcher = new Agent({ connect, maxResponseSize: MOST_BYTES })
  return (async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('Only http and https are called.')
    if (url.username !== '' || url.password !== '') throw new TypeError('An address holds no password.')
    if (!allowsUrl(rule, url)) throw new AddressNotAllowed(url.hostname)
    // The next address would be one that nobody typed.
    const redirect = init.redirect === 'manual' ? 'manual' : 'error'
    return undiciFetch(url, { ...init, redirect, dispatcher } as never)
  }) as unknown as typeof fetch
}

/** Of several addresses only those that may be called are tried. */
function guardedLookup(rule: OutgoingRule, resolve: Resolve) {
  return (
    host: string,
    options: LookupOptions,
    done: (error: Error | null, found?: string | LookupAddress[], family?: number) => void,
  ) =>
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error)
      const open = addresses.filter(({ address }) => rule.allowsAddress(address))
      const [first] = open
      if (!first) return done(new AddressNotAllowed(host))
      if (options.all) return done(null, open)
      done(null, first.address, first.family)
    })
}
