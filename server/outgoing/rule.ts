/** Where this server may call at all: an address that somebody typed must not lead to what only this machine can reach. */
import ipaddr from 'ipaddr.js'
import { addressOf, readRanges } from '../addresses/ranges.ts'

export interface OutgoingRule {
  /** Named in the settings: wherever it leads. */
  allowsName(host: string): boolean
  /** Of the public internet, or named in the settings. */
  allowsAddress(address: string): boolean
}

/** `allowed`: names, addresses and CIDRs, parted by commas, that are open beside the public internet. */
export function createOutgoingRule(allowed: string): OutgoingRule {
  const { ranges, rest } = readRanges(allowed)
  const names = new Set(rest.map(plainName))
  return {
    allowsName: (host) => names.has(plainName(host)),
    allowsAddress: (address) => ranges.contains(address) || isPublic(addressOf(address)),
  }
}

export const plainName = (host: string): string => host.toLowerCase().replace(/\.$/, '')

/** What the registries give out of IPv6; forms that hold an IPv4 address lead where that does, and nobody needs them. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3')

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6 | undefined): boolean =>
  address?.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_V6))

/** What a name always means, whoever is asked: it is known without asking. */
const isLoopbackName = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

/** False where the address says by itself that it is closed. Where its name leads is seen when it is called. */
export function allowsUrl(rule: OutgoingRule, url: URL): boolean {
  const host = plainName(url.hostname)
  if (rule.allowsName(host)) return true
  if (isLoopbackName(host)) return rule.allowsAddress('127.0.0.1')
  return addressOf(host) === undefined || rule.allowsAddress(host)
}
