/** Which listings a failure is about that no item is mapped to, read from its sentences. */
import type { PlatformFailure } from './contract.ts'

/** In brackets before the words of server/channels/intake/trouble.ts; a title may have brackets of its own. */
const NAMED = /\(([^()]+)\) is sold there, and no item here is mapped to it\./g

/** `isListing`: a line without a listing has only its title, whose brackets name nothing. */
export function unmappedIn(
  { code, detail }: Pick<PlatformFailure, 'code' | 'detail'>,
  isListing: (name: string) => boolean,
): string[] {
  if (code !== 'listing-not-mapped') return []
  const named = [...detail.matchAll(NAMED)].map(([, name = '']) => name)
  return [...new Set(named)].filter(isListing)
}
