/** What this machine is called in its network: everything that a handheld may type to reach it. */
import type { NetworkInterfaceInfo } from 'node:os'
import { addressOf } from '../addresses/ranges.ts'

export interface Names {
  dns: string[]
  ip: string[]
}

export interface Machine {
  hostname: string
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>
}

const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Undefined where it is neither. */
export function readName(text: string): Names | undefined {
  const address = addressOf(text)
  if (address) return { dns: [], ip: [address.toString()] }
  const name = text.toLowerCase().replace(/\.$/, '')
  // Four numbers that are no address are no name either.
  return DNS_NAME.test(name) && /[a-z]/.test(name) ? { dns: [name], ip: [] } : undefined
}

/** In the order in which they are offered to people: what was given, then names, then addresses. */
export function namesOf({ hostname, interfaces }: Machine, given: readonly Names[]): Names {
  const own = hostname.toLowerCase()
  const short = own.split('.')[0] ?? ''
  const dns = [...given.flatMap((name) => name.dns), own, `${short}.local`, 'localhost']
  const ip = [...given.flatMap((name) => name.ip), ...addressesOf(interfaces), '127.0.0.1', '::1']
  return { dns: [...new Set(dns)].filter((name) => DNS_NAME.test(name)), ip: [...new Set(ip)] }
}

/** Of the network, IPv4 first. An address of the link alone cannot be typed into a browser. */
export function addressesOf(interfaces: Machine['interfaces']): string[] {
  const found = Object.values(interfaces)
    .flatMap((one) => one ?? [])
    .filter(({ internal }) => !internal)
    .flatMap(({ address }) => addressOf(address) ?? [])
    .filter((address) => address.range() !== 'linkLocal')
  const ofKind = (kind: 'ipv4' | 'ipv6') => found.filter((one) => one.kind() === kind).map((one) => one.toString())
  return [...ofKind('ipv4'), ...ofKind('ipv6')]
}
