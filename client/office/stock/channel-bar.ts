/**
 * A channel's bar: what is promised, what is set aside, and what it may draw besides. Available to promise is the last two
 * together, so they stand side by side at the end.
 */
import { t } from '../../language/t.ts'
import type { ChannelFigures, Inventory } from '../contract.ts'

export type BarPart = 'allocated' | 'committed' | 'protected' | 'shared'

export const BAR_WORDS: Record<BarPart, string> = {
  allocated: t('Allocated'),
  committed: t('Committed'),
  protected: t('Protected'),
  shared: t('Available from shared'),
}

export interface BarPiece {
  part: BarPart
  quantity: number
}

export function piecesOf(channel: ChannelFigures): BarPiece[] {
  const covered = Math.max(0, channel.protected - channel.charged)
  return [
    { part: 'allocated', quantity: Math.max(0, channel.allocated) },
    { part: 'committed', quantity: Math.max(0, channel.committed) },
    { part: 'protected', quantity: covered },
    { part: 'shared', quantity: Math.max(0, channel.availableToPromise - covered) },
  ]
}

const lengthOf = (channel: ChannelFigures): number =>
  piecesOf(channel).reduce((total, { quantity }) => total + quantity, 0)

/** What a full bar stands for: the same for all channels of an item, so that they can be compared. */
export const scaleOf = (item: Inventory): number => Math.max(1, ...item.channels.map(lengthOf))

/** Widths in percent. A part that is there is never too thin to be seen. */
export function widthsOf(channel: ChannelFigures, scale: number): { part: BarPart; percent: number }[] {
  const least = 2
  return piecesOf(channel)
    .filter(({ quantity }) => quantity > 0)
    .map(({ part, quantity }) => ({ part, percent: Math.max(least, (quantity / scale) * 100) }))
}

/** The bar in words, for hovering, focus and reading aloud. */
export function barText(channel: ChannelFigures): string {
  const parts = [
    t('available to promise {availableToPromise}', { availableToPromise: channel.availableToPromise }),
    t('protected {protected}', { protected: channel.protected }),
    ...(channel.charged > 0 ? [t('of it eaten by a deficit {charged}', { charged: channel.charged })] : []),
    t('committed {committed}', { committed: channel.committed }),
    t('allocated {allocated}', { allocated: channel.allocated }),
    ...(channel.backordered > 0 ? [t('backordered {backordered}', { backordered: channel.backordered })] : []),
    ...(channel.atRisk > 0 ? [t('at risk {atRisk}', { atRisk: channel.atRisk })] : []),
  ]
  return `${channel.name}: ${parts.join(', ')}`
}
