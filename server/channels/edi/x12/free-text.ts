import type { Delimiters } from './delimiters.ts'

/**
 * Words for people, as every partner can read them: in ASCII, without delimiters and control characters, cut to
 * `longest`. For descriptions only. Ids and numbers are never changed: what cannot be written of them is refused.
 */
export function freeText(text: string, delimiters: Delimiters, longest: number): string {
  const taken = new Set(Object.values(delimiters))
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '')
  const kept = [...plain].map((one) => (/[^\x20-\x7e]/.test(one) || taken.has(one) ? ' ' : one)).join('')
  return kept.replace(/ +/g, ' ').trim().slice(0, longest).trimEnd()
}
