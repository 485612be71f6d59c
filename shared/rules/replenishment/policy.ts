/** What the company wants of its stock: which service, looked at how often, ordered in which quantities. */
import type { ServiceTarget } from '../safety-stock.ts'

/** For one item. Null: as its channel, its class or the company says. */
export interface ItemPolicy {
  service: ServiceTarget | null
  channels: { channel: string; service: ServiceTarget }[]
  leadTimeDays: number | null
  reviewDays: number | null
  minimum: number | null
  multiple: number | null
  shelfLifeDays: number | null
  supplier: string | null
}

export const NO_POLICY: ItemPolicy = {
  service: null,
  channels: [],
  leadTimeDays: null,
  reviewDays: null,
  minimum: null,
  multiple: null,
  shelfLifeDays: null,
  supplier: null,
}

export interface ReplenishmentSettings {
  service: ServiceTarget
  /** Null: as the company says. */
  classes: { A: ServiceTarget | null; B: ServiceTarget | null; C: ServiceTarget | null }
  /** Where neither receipts nor the item tell. */
  leadTimeDays: number
  reviewDays: number
  /** Stock that lasts longer is overstock. */
  overstockDays: number
  /** What is to be ordered within so many days is due soon. */
  soonDays: number
}

export interface ResolvedTarget extends ServiceTarget {
  from: 'item' | 'channel' | 'class' | 'company'
}

/** The nearest word counts: for this item in this channel, for the item, for the channel, for its class, for all. */
export function targetOf(
  channel: string,
  of: {
    policy: ItemPolicy
    ofChannel: ServiceTarget | null
    itemClass: 'A' | 'B' | 'C' | null
    settings: ReplenishmentSettings
  },
): ResolvedTarget {
  const own = of.policy.channels.find((one) => one.channel === channel)?.service ?? of.policy.service
  if (own) return { ...own, from: 'item' }
  if (of.ofChannel) return { ...of.ofChannel, from: 'channel' }
  const ofClass = of.itemClass && of.settings.classes[of.itemClass]
  if (ofClass) return { ...ofClass, from: 'class' }
  return { ...of.settings.service, from: 'company' }
}
