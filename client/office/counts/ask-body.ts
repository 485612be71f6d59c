/** What is asked of the server, as it was typed. */
import { codesIn } from './codes.ts'

export type AskKind = 'locations' | 'skus' | 'lots' | 'zone'

export interface Asked {
  kind: AskKind
  codes: readonly string[]
  /** Typed, and not added to the codes yet. */
  typed: string
  /** '' for none. */
  zone: string
  blind: boolean
}

/** Null while nothing is named. */
export function askBody({ kind, codes, typed, zone, blind }: Asked): object | null {
  if (kind === 'zone') return zone === '' ? null : { zone, blind }
  const named = [...new Set([...codes, ...codesIn(typed)])]
  if (named.length === 0) return null
  return { [kind]: named, ...(kind === 'locations' || zone === '' ? {} : { zone }), blind }
}
