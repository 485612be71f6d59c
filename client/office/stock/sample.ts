/** An item for the tests beside this file. */
import type { ChannelFigures, Inventory } from '../contract.ts'

export const sampleChannel = (channel: string, figures: Partial<ChannelFigures> = {}): ChannelFigures => ({
  channel,
  name: channel,
  priority: 1,
  drawsShared: true,
  buffer: 0,
  minShelfLifeDays: 0,
  protected: 0,
  charged: 0,
  target: null,
  until: null,
  committed: 0,
  allocated: 0,
  backordered: 0,
  planned: 0,
  atRisk: 0,
  availableToPromise: 0,
  ...figures,
})

export const sampleItem = (sku: string, figures: Partial<Inventory> = {}): Inventory => ({
  sku,
  name: sku,
  warehouse: 'MAIN',
  onHand: 0,
  sellable: 0,
  free: 0,
  shared: 0,
  byStatus: { available: 0, uninspected: 0, rework: 0, damaged: 0 },
  onHold: 0,
  expired: 0,
  blocked: 0,
  unconfirmed: 0,
  suspect: 0,
  atRisk: 0,
  channels: [],
  ...figures,
})
