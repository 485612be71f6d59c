/** What a screen shows is in its address: it can be sent, kept as a bookmark and gone back to. */
import { useCallback, useLayoutEffect, useRef } from 'react'
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
  const latest = useRef(setParams)
  useLayoutEffect(() => {
    latest.current = setParams
  })
  // The same function for ever, so that rows which it is given to are not drawn again at each change of the address.
  const write = useCallback(
    (change: AddressChange, step = false) => latest.current((before) => changed(before, change), { replace: !step }),
    [],
  )
  return { params, change: write }
}

export function changed(before: URLSearchParams, change: AddressChange): URLSearchParams {
  const after = new URLSearchParams(before)
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') after.delete(name)
    else after.set(name, value)
  }
  return after
}
