/** Under which names a handheld reaches this server, as far as can be told from how it is asked now. */
import type { Context } from 'hono'
import { addressOf } from '../../addresses/ranges.ts'
import { clientOf, type TrustedProxies } from '../client-address.ts'
import type { Trust } from '../deps.ts'

export interface Places {
  /** The page itself, for a handheld: over plain HTTP, which needs no trust yet. */
  page: string
  /** The app, once the authority is trusted. */
  app: string
}

export function placesOf(context: Context, { names, httpPort, httpsPort }: Trust, proxies: TrustedProxies): Places {
  const { host, scheme } = clientOf(context, proxies)
  const [, asked = '', askedPort] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  const known = names()
  const isReached = asked !== '' && !isLoopback(asked)
  const name = isReached ? asked : (reachable(known) ?? asked)
  const appName = known.includes(bare(asked)) && isReached ? asked : (reachable(known) ?? name)
  const port = isReached && scheme === 'http' && askedPort !== undefined ? askedPort : String(httpPort)
  return { page: `http://${inUrl(name)}:${port}/trust`, app: `https://${inUrl(appName)}:${httpsPort}/` }
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')
const inUrl = (name: string): string => (bare(name).includes(':') ? `[${bare(name)}]` : name)

const isLoopback = (name: string): boolean => bare(name) === 'localhost' || addressOf(name)?.range() === 'loopback'

/** An IPv4 address works on every device; names of a local network do not. */
function reachable(names: readonly string[]): string | undefined {
  const others = names.filter((name) => !isLoopback(name))
  return others.find((name) => addressOf(name)?.kind() === 'ipv4') ?? others[0]
}
