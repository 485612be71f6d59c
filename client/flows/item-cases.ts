/** Items for the tests of flows: FIFO, with lots, of no list, unless a case says otherwise. */
import type { ItemRow } from '../../shared/wire/pull.ts'

export const itemCase = (sku: string, name: string, more: Partial<ItemRow> = {}): ItemRow => ({
  sku,
  name,
  rotation: 'fifo',
  lotTracked: true,
  unit: 'each',
  rotationPolicy: null,
  traced: false,
  group: null,
  secondarySku: null,
  worth: null,
  ...more,
})
