/** Where goods came back from: an announced return, an order that was shipped, or nobody knows. */

import type { ChannelRow, ItemRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import { type ExpectedReturn, isOutstanding } from '../../../replica/returns.ts'
import type { FoundOrder } from './look-up.ts'

export interface SourceLot {
  lot: string
  shipped: number
  /** Came back before. */
  returned: number
}

/** Of one item. */
export interface SourceLine {
  sku: string
  name: string
  /** Null: nobody announced it. */
  announced: { reason: string; expected: number; received: number } | null
  lots: SourceLot[]
}

export interface Source {
  returnId: string | null
  orderId: string | null
  /** Number of the order, as the channel gave it. */
  order: string | null
  reference: string | null
  /** Null while it is asked. */
  channel: ChannelRow | null
  customer: string | null
  lines: SourceLine[]
}

export const nobodyKnows = (more: Partial<Source> = {}): Source => ({
  returnId: null,
  orderId: null,
  order: null,
  reference: null,
  channel: null,
  customer: null,
  lines: [],
  ...more,
})

/** A channel that this device does not know has its code for a name. */
export const channelOf = (channels: readonly ChannelRow[], channel: string): ChannelRow =>
  channels.find((one) => one.channel === channel) ?? { channel, name: channel, kind: '', minShelfLifeDays: 0 }

export const sourceOfReturn = (one: ExpectedReturn, channels: readonly ChannelRow[]): Source => ({
  returnId: one.id,
  orderId: null,
  order: one.order,
  reference: one.reference,
  channel: channelOf(channels, one.channel),
  customer: one.customer,
  lines: one.lines.map(({ item, reason, expected, received, lots }) => ({
    sku: item.sku,
    name: item.name,
    // A line of what came without being announced expects nothing.
    announced: expected > 0 ? { reason, expected, received } : null,
    lots: lots.map(({ lot, quantity }) => ({ lot, shipped: quantity, returned: 0 })),
  })),
})

/** What was shipped is the server's to say; what was announced, the return's. */
export function sourceOfOrder(
  order: FoundOrder,
  returns: readonly ExpectedReturn[],
  channels: readonly ChannelRow[],
): Source {
  const announced = returns.find(({ id }) => id === order.returnId)
  const base = announced ? sourceOfReturn(announced, channels) : nobodyKnows()
  return {
    ...base,
    returnId: order.returnId,
    orderId: order.orderId,
    order: order.externalId,
    channel: channelOf(channels, order.channel),
    customer: order.customer.name,
    lines: joinLines(base.lines, order.lines),
  }
}

function joinLines(announced: readonly SourceLine[], shipped: FoundOrder['lines']): SourceLine[] {
  const lines = new Map(announced.map((line) => [line.sku, { ...line, lots: [] as SourceLot[] }]))
  for (const { sku, name, lot, shipped: units, returned } of shipped) {
    const line = lines.get(sku) ?? { sku, name, announced: null, lots: [] }
    lines.set(sku, { ...line, lots: [...line.lots, { lot: lot ?? '', shipped: units, returned }] })
  }
  return [...lines.values()]
}

/** "Order 10442 · Shop · Ada": whose goods these are. */
export const sourceWords = ({ order, reference, channel, customer }: Source): string =>
  [
    order === null ? '' : t('Order {order}', { order }),
    reference === null ? '' : reference,
    channel?.name ?? '',
    customer ?? '',
  ]
    .filter(Boolean)
    .join(' · ')

export const lineOf = ({ lines }: Source, item: Pick<ItemRow, 'sku'>): SourceLine | undefined =>
  lines.find(({ sku }) => sku === item.sku)

/** Announced goods first that can be these: of this item and, where it is known, this lot. */
export function returnsOfGoods(
  returns: readonly ExpectedReturn[],
  sku: string,
  lot: string | null | undefined,
): ExpectedReturn[] {
  const ofGoods = (line: ExpectedReturn['lines'][number]) =>
    line.item.sku === sku && (lot == null || line.lots.length === 0 || line.lots.some((one) => one.lot === lot))
  return returns.filter((one) => isOutstanding(one) && one.lines.some(ofGoods))
}

export const returnsOfText = (returns: readonly ExpectedReturn[], text: string): ExpectedReturn[] =>
  returns.filter(({ order, reference }) => order === text || reference === text)
