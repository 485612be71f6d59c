/** What the server keeps of costs. */
import type { FeeRule } from '../../../../shared/rules/fees.ts'
import type { Money } from '../../../../shared/rules/money.ts'

export interface LabourSettings {
  wagePerHour: Money
  idleSeconds: number
  pickSecondsPerUnit: number
  packSecondsPerUnit: number
  inspectSecondsPerUnit: number
  packagingPerParcel?: Money
}

export interface StorageSettings {
  perCubicMetreMonth: Money | null
}

export interface ShortageCosts {
  missing: Money | null
  cancelled: Money | null
}

/** As it is sent: the server names each rule anew. */
export type SentFee = Omit<FeeRule, 'id'>

export interface CurrencyRate {
  from: string
  to: string
  /** ISO date: from it on. */
  day: string
  /** What one of `from` is worth in `to`. */
  rate: number
}
