/** What a screen shows is in its address: it can be sent, kept as a bookmark and gone back to. */
import { useSearchParams } from 'wouter'

/** A value of null or '' leaves the address. */
export type AddressChange = Readonly<Record<string, string | null>>

export interface Address {
  params: URLSearchParams
  /** `step`: Back returns to what was before. Typing and filtering replace, so that Back leaves the screen. */
  change(change: AddressChange, step?: boolean): void
}

export function useAddress(): Address {
  const [params, setParams] = useSearchParams()
  return {
    params,
    change: (change, step = false) => setParams((before) => changed(before, change), { replace: !step }),
  }
}

export function changed(before: URLSearchParams, change: AddressChange): URLSearchParams {
  const after = new URLSearchParams(before)
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') after.delete(name)
    else after.set(name, value)
  }
  return after
}
