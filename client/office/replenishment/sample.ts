/** An item of which one channel sells less and is harder to foresee: for the tests beside this file. */
import type { ChannelPlan, ItemDetail, ItemPlan } from './contract.ts'

export const sampleChannel = (channel: string, of: Partial<ChannelPlan> = {}): ChannelPlan => ({
  ...{ channel, name: channel, kind: 'dtc', demand: 10, variability: 2, pattern: 'smooth', method: 'Mean' },
  ...{ error: 4, floorError: 5, expected: 100, quantiles: { p50: 100, p90: 110, p95: 115, p98: 120 } },
  ...{
    target: { kind: 'cycle', level: 0.95, from: 'company' },
    alone: 10,
    safetyStock: 8,
    protect: 8,
    reorderPoint: 108,
  },
  ...{
    suggestion: 0,
    partOfOrder: 0,
    shareOfSafety: 0.5,
    shareOfDemand: 0.5,
    availableToPromise: 50,
    daysOfCover: 5,
    protected: 0,
  },
  without: { perDay: 1_000, marginPerUnit: 100, penaltyPerUnit: 0 },
  history: { days: 182, outOfStockDays: 0, eventDays: 0, gapDays: 0, returnDays: 0 },
  sure: { level: 'good', reasons: [] },
  ...of,
})

export const samplePlan = (of: Partial<ItemPlan> = {}): ItemPlan => ({
  ...{ sku: 'OAT-500', name: 'Oat bars', unit: 'each', class: 'A', supplier: 'Mill', isMade: false, currency: 'USD' },
  ...{ computedAt: '2026-11-29T08:00:00Z', through: '2026-11-28', demand: 50, variability: 13, onHand: 310 },
  ...{ sellable: 300, onOrder: 240, owed: 120, position: 420, reviewDays: 7, minimum: 48, multiple: 24 },
  leadTime: { days: 9.4, deviation: 2, p90: 12, observed: 14, from: 'receipts' },
  ...{ shelfLifeDays: null, safetyStock: 120, reorderPoint: 590, aloneSafetyStock: 190, pooled: 70, suggestion: 504 },
  order: {
    ...{ need: 'now', quantity: 504, by: '2026-11-29', expectedOn: '2026-12-08', reasons: [], withheld: null },
  },
  ...{ daysOfCover: 5.9, without: { perDay: 21_350 }, overstock: { units: 0, value: null, afterDays: 90 } },
  expiring: { units: 0, value: null, lots: [] },
  sure: { level: 'good', reasons: [] },
  channels: [
    sampleChannel('retail', { name: 'Retail', demand: 30, variability: 4.6, shareOfDemand: 0.6, shareOfSafety: 0.18 }),
    sampleChannel('shop', { name: 'Shop', demand: 20, variability: 12.3, shareOfDemand: 0.4, shareOfSafety: 0.82 }),
  ],
  ...of,
})

export const sampleDetail = (chart: Partial<ItemDetail['chart']> = {}, of: Partial<ItemPlan> = {}): ItemDetail => ({
  ...samplePlan(of),
  chart: { from: '2026-11-13', demand: [], stock: [], ahead: [], stockAhead: [], receipts: [], events: [], ...chart },
  keepsProtected: false,
  policy: {
    ...{ service: null, channels: [], leadTimeDays: null, reviewDays: null, minimum: null, multiple: null },
    ...{ shelfLifeDays: null, supplier: null },
  },
})
