/**
 * What the local authority may vouch for, written into its own certificate: names and addresses of local networks, and what this
 * machine was called when it was made. Whoever steals its key can pose as no one in the internet.
 */
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import ipaddr from 'ipaddr.js'
import { addressOf, readRanges } from '../addresses/ranges.ts'
import type { Names } from './names.ts'

export const NAME_CONSTRAINTS = id_ce_nameConstraints

const LOCAL_NAMES = ['local', 'lan', 'internal', 'home.arpa', 'localhost']
const LOCAL_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', 'fc00::/7', '::1/128']

export interface Permitted {
  dns: readonly string[]
  ranges: readonly string[]
}

/** A network of its own is permitted whole: with IPv6 each machine has another address in it every day. */
export const permittedFor = ({ dns, ip }: Names): Permitted => ({
  dns: [...new Set([...LOCAL_NAMES, ...dns])],
  ranges: [...new Set([...LOCAL_RANGES, ...ip.filter((one) => !isLocal(one)).map(networkOf)])],
})

const local = readRanges(LOCAL_RANGES.join(',')).ranges
const isLocal = (address: string): boolean => local.contains(address)

function networkOf(address: string): string {
  if (addressOf(address)?.kind() === 'ipv4') return `${address}/32`
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`
}

/** DER of the extension. */
export function writePermitted({ dns, ranges }: Permitted): ArrayBuffer {
  const subtree = (base: GeneralName) => new GeneralSubtree({ base })
  const permittedSubtrees = new GeneralSubtrees([
    ...dns.map((dNSName) => subtree(new GeneralName({ dNSName }))),
    ...ranges.map((iPAddress) => subtree(new GeneralName({ iPAddress }))),
  ])
  return AsnConvert.serialize(new NameConstraints({ permittedSubtrees }))
}

export function readPermitted(der: ArrayBuffer): Permitted {
  const bases = [...(AsnConvert.parse(der, NameConstraints).permittedSubtrees ?? [])].map(({ base }) => base)
  return {
    dns: bases.flatMap(({ dNSName }) => dNSName ?? []),
    ranges: bases.flatMap(({ iPAddress }) => iPAddress ?? []),
  }
}

/** What an authority may vouch for, and what it may not. */
export function sortByPermission({ dns, ip }: Names, permitted: Permitted): { kept: Names; left: string[] } {
  const ranges = readRanges(permitted.ranges.join(',')).ranges
  const mayName = (name: string) => permitted.dns.some((base) => name === base || name.endsWith(`.${base}`))
  const mayHave = (address: string) => ranges.contains(address)
  return {
    kept: { dns: dns.filter(mayName), ip: ip.filter(mayHave) },
    left: [...dns.filter((name) => !mayName(name)), ...ip.filter((address) => !mayHave(address))],
  }
}
