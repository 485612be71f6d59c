/** The settings of replenishment as they are typed, and as they are sent. */
import type { ReplenishmentSettings } from '../../replenishment/contract.ts'
import { LEVEL_FAULT } from '../../replenishment/percent.ts'
import { type TypedTarget, targetFault, targetToSend, typedTarget } from '../../replenishment/policy-body.ts'
import { parseQuantity } from '../../words.ts'

export const CLASSES = ['A', 'B', 'C'] as const
export const DAYS = ['leadTimeDays', 'reviewDays', 'overstockDays', 'soonDays'] as const
export type Days = (typeof DAYS)[number]

export interface TypedReplenishment extends Record<Days, string> {
  service: TypedTarget
  classes: Record<(typeof CLASSES)[number], TypedTarget>
}

export const typedReplenishment = (settings: ReplenishmentSettings): TypedReplenishment => ({
  service: typedTarget(settings.service),
  classes: {
    A: typedTarget(settings.classes.A),
    B: typedTarget(settings.classes.B),
    C: typedTarget(settings.classes.C),
  },
  leadTimeDays: String(settings.leadTimeDays),
  reviewDays: String(settings.reviewDays),
  overstockDays: String(settings.overstockDays),
  soonDays: String(settings.soonDays),
})

/** What the server would not even understand, by the path that it would name. Ranges are the server's to judge. */
export function replenishmentFaults(typed: TypedReplenishment): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  // Where nothing else is said, something must be.
  if (!targetToSend(typed.service)) faults.set('service', LEVEL_FAULT)
  for (const name of CLASSES) {
    const fault = targetFault(typed.classes[name])
    if (fault !== undefined) faults.set(`classes.${name}`, fault)
  }
  for (const name of DAYS) if (parseQuantity(typed[name]) === null) faults.set(name, 'Give a whole number of days.')
  return faults
}

/** Null while something of it cannot be read. */
export function replenishmentToSend(typed: TypedReplenishment): ReplenishmentSettings | null {
  const service = targetToSend(typed.service)
  if (!service || replenishmentFaults(typed).size > 0) return null
  const classTarget = (name: (typeof CLASSES)[number]) => targetToSend(typed.classes[name]) ?? null
  const days = (name: Days) => parseQuantity(typed[name]) ?? 0
  return {
    service,
    classes: { A: classTarget('A'), B: classTarget('B'), C: classTarget('C') },
    leadTimeDays: days('leadTimeDays'),
    reviewDays: days('reviewDays'),
    overstockDays: days('overstockDays'),
    soonDays: days('soonDays'),
  }
}
