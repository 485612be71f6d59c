/** What happens to stock in a warehouse while a platform is in trouble: goods come, others buy, lots are held and protected. */
import { BINS, type Floor, ok } from '../contract/floor.ts'

export interface StockIn {
  floor: Floor
  /** Any of the items. */
  sku: () => string
  /** Whole number from `least` to `most`, both included. */
  whole: (least: number, most: number) => number
  /** The platform's own. */
  channel: string
}

const OTHER = 'other'

/** The channel that the same stock is sold through beside the platform. */
export const openOtherChannel = (floor: Floor): Promise<unknown> =>
  ok(floor.server, 'PUT', `/channels/${OTHER}`, { name: 'Other', kind: 'wholesale', priority: 2 })

/** Each does one of it: a promise of that which was done, or turned down because it cannot be. */
export function stockChanges({ floor, sku, whole, channel }: StockIn): (() => Promise<unknown>)[] {
  const lot = () => `L${whole(0, 3)}`
  const buy = (by: string) => floor.placing(sku(), whole(1, 12), { channel: by, onShort: 'partial' })
  const decide = (what: 'hold' | 'release', reason: string) =>
    floor.server.call('POST', `/lots/${sku()}/${lot()}/${what}`, { reason })
  return [
    () => floor.receive(sku(), lot(), whole(1, 30), BINS[whole(0, BINS.length - 1)] ?? BINS[0]),
    () => buy(OTHER),
    () => buy(channel),
    () => decide('hold', 'looked odd'),
    () => decide('release', 'looks well'),
    () => floor.server.call('PUT', `/protections/${sku()}/${OTHER}`, { quantity: whole(0, 40) }),
  ]
}
