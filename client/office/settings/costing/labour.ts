/** What work costs, as it is typed and as it is sent. */
import { parseQuantity } from '../../words.ts'
import type { LabourSettings } from './contract.ts'
import { amountFault, moneyToSend, type TypedMoney, typedOf } from './typed.ts'

export const SECONDS = ['idleSeconds', 'pickSecondsPerUnit', 'packSecondsPerUnit', 'inspectSecondsPerUnit'] as const
export type Seconds = (typeof SECONDS)[number]

export interface TypedLabour extends Record<Seconds, string> {
  wagePerHour: TypedMoney
  packagingPerParcel: TypedMoney
}

/** What the server takes where nothing is said. */
const USUAL: Record<Seconds, number> = {
  idleSeconds: 180,
  pickSecondsPerUnit: 8,
  packSecondsPerUnit: 5,
  inspectSecondsPerUnit: 45,
}

const each = (of: (name: Seconds) => string): Record<Seconds, string> => ({
  idleSeconds: of('idleSeconds'),
  pickSecondsPerUnit: of('pickSecondsPerUnit'),
  packSecondsPerUnit: of('packSecondsPerUnit'),
  inspectSecondsPerUnit: of('inspectSecondsPerUnit'),
})

export const typedLabour = (settings: LabourSettings | null, currency: string): TypedLabour => ({
  ...each((name) => String((settings ?? USUAL)[name])),
  wagePerHour: typedOf(settings?.wagePerHour, currency),
  packagingPerParcel: typedOf(settings?.packagingPerParcel, currency),
})

/** What the server would not even understand, by the path that it would name. Ranges are the server's to judge. */
export function labourFaults(typed: TypedLabour): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  for (const name of SECONDS) if (parseQuantity(typed[name]) === null) faults.set(name, 'Give whole seconds.')
  for (const name of ['wagePerHour', 'packagingPerParcel'] as const) {
    const fault = amountFault(typed[name])
    if (fault !== undefined) faults.set(name, fault)
  }
  return faults
}

/** Null while it cannot be sent: without a wage, no work is reckoned. */
export function labourToSend(typed: TypedLabour): LabourSettings | null {
  const wagePerHour = moneyToSend(typed.wagePerHour)
  const packagingPerParcel = moneyToSend(typed.packagingPerParcel)
  if (labourFaults(typed).size > 0 || !wagePerHour) return null
  const seconds = (name: Seconds) => parseQuantity(typed[name]) ?? 0
  return {
    wagePerHour,
    idleSeconds: seconds('idleSeconds'),
    pickSecondsPerUnit: seconds('pickSecondsPerUnit'),
    packSecondsPerUnit: seconds('packSecondsPerUnit'),
    inspectSecondsPerUnit: seconds('inspectSecondsPerUnit'),
    ...(packagingPerParcel ? { packagingPerParcel } : {}),
  }
}
