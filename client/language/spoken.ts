/** Codes of the contract as people say them. */
import { told } from './t.ts'

/** `split`, `move-protection`, `returnReceive`: "Move protection". */
export function codeWords(code: string): string {
  const text = code.replaceAll('-', ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The same in the device's language where it knows the code. */
export const spoken = (code: string): string => told(codeWords(code))
