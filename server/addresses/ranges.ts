/** Ranges of addresses as they are written in a setting: single ones, and CIDRs. */
import ipaddr from 'ipaddr.js'

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

export interface Ranges {
  contains(address: string): boolean
}

/** Undefined where the text is no address. `::ffff:10.0.0.1` is 10.0.0.1, and a zone belongs to no address. */
export function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  // Short, octal and hexadecimal forms are read otherwise by others: whoever compares must not.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined
  return ipaddr.process(bare)
}

function rangeOf(text: string): Range | undefined {
  const single = addressOf(text)
  if (single) return [single, single.kind() === 'ipv4' ? 32 : 128]
  return /^[^/]+\/\d{1,3}$/.test(text) && ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined
}

/** Words of a list that is parted by commas; `rest` are those that are no addresses. */
export function readRanges(text: string): { ranges: Ranges; rest: string[] } {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const found = words.map((word) => ({ word, range: rangeOf(word) }))
  const kept = found.flatMap(({ range }) => (range ? [range] : []))
  return {
    ranges: {
      contains(address) {
        if (kept.length === 0) return false
        const read = addressOf(address)
        return read !== undefined && kept.some(([base, bits]) => base.kind() === read.kind() && read.match(base, bits))
      },
    },
    rest: found.filter(({ range }) => range === undefined).map(({ word }) => word),
  }
}
