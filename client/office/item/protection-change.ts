/** What was typed, as the change that it asks for. */
import type { ChannelFigures } from '../contract.ts'
import { parseQuantity } from '../words.ts'

export interface TypedProtection {
  quantity: string
  target: string
  /** An ISO date, or nothing. */
  until: string
}

export interface ProtectionChange {
  quantity: number
  target?: number | null
  until?: string | null
}

/** Null while something typed cannot be read, or nothing differs. Target and end are named only where they change. */
export function readProtection(typed: TypedProtection, now: ChannelFigures): ProtectionChange | null {
  const quantity = parseQuantity(typed.quantity)
  const target = typed.target.trim() === '' ? null : parseQuantity(typed.target)
  if (quantity === null || (target === null && typed.target.trim() !== '')) return null
  const until = typed.until === '' ? null : typed.until
  if (quantity === now.protected && target === now.target && until === now.until) return null
  return {
    quantity,
    ...(target === now.target ? {} : { target }),
    ...(until === now.until ? {} : { until }),
  }
}
