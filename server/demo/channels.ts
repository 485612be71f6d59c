/** Where the sample orders come from. */
import type { InferOutput } from 'valibot'
import type { channelInput } from '../master/channels.ts'

export const CHANNELS = {
  greenfield: {
    name: 'Greenfield Grocers (EDI)',
    kind: 'retail',
    priority: 1,
    drawsShared: true,
    buffer: 0,
    minShelfLifeDays: 60,
  },
  amazon: { name: 'Amazon', kind: 'marketplace', priority: 2, drawsShared: true, buffer: 6 },
  shop: { name: 'Shop', kind: 'dtc', priority: 3, drawsShared: true, buffer: 2 },
  wholesale: { name: 'Wholesale', kind: 'wholesale', priority: 4, drawsShared: true, buffer: 0, ordersAhead: true },
} as const satisfies Record<string, InferOutput<typeof channelInput>>

export type DemoChannel = keyof typeof CHANNELS
