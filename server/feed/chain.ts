/** The feed's hash chain: each entry's link depends on all before it, so two histories can never be taken for one. */
import { hash } from 'node:crypto'

export interface FeedHead {
  position: number
  chain: string
}

/** Where every feed begins. */
export const GENESIS: FeedHead = { position: 0, chain: '0'.repeat(32) }

/** The link after `previous` for an entry whose changes are this text: 128 bits of SHA-256, in hex. */
export function nextLink(previous: string, changes: string): string {
  return hash('sha256', previous + changes, 'hex').slice(0, 32)
}
