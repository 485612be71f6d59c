/** What was asked of a system, kept apart from it: at the end its own figures must say the same. */
import type { AskedOrder } from '../orders.ts'
import type { Told } from './side.ts'

export interface Books {
  note(orders: readonly AskedOrder[]): void
  /** Units, of all items together, by which the system's figures are off. Throws where orders are missing. */
  offBy(name: string, told: Told): number
}

export function openBooks(): Books {
  let orders = 0
  const units = new Map<string, number>()
  return {
    note(asked) {
      orders += asked.length
      for (const { sku, quantity } of asked.flatMap(({ lines }) => lines))
        units.set(sku, (units.get(sku) ?? 0) + quantity)
    },
    offBy(name, told) {
      if (told.orders !== orders) throw new Error(`${name} has ${told.orders} orders, and answered ${orders}.`)
      const skus = new Set([...units.keys(), ...Object.keys(told.units)])
      return [...skus].reduce((off, sku) => off + Math.abs((units.get(sku) ?? 0) - (told.units[sku] ?? 0)), 0)
    },
  }
}
