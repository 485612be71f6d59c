/** Which listings a failure is about that no item is mapped to, read from its sentences. */
import type { PlatformFailure } from './contract.ts'

/** The words of server/channels/intake/trouble.ts, which may follow the number of the order. A title may have brackets too. */
const NAMED = /\s*(?:\(#[^()]*\) )?(.*?) \(([^()]+)\) is sold there, and no item here is mapped to it\./gs

export interface Unmapped {
  listing: string
  /** As the platform calls it. */
  title: string
}

/** `isListing`: a line without a listing has only its title, whose brackets name nothing. */
export function unmappedIn(
  { code, detail }: Pick<PlatformFailure, 'code' | 'detail'>,
  isListing: (name: string) => boolean,
): Unmapped[] {
  if (code !== 'listing-not-mapped') return []
  const named = [...detail.matchAll(NAMED)].map(([, title = '', listing = '']) => ({ title, listing }))
  const byListing = new Map(named.filter(({ listing }) => isListing(listing)).map((one) => [one.listing, one]))
  return [...byListing.values()]
}
