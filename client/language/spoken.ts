/** Codes of the contract as people say them. */
import { told } from './t.ts'

/** `split`, `move-protection`, `returnReceive`: "Move protection", in the device's language where it knows the code. */
export function spoken(code: string): string {
  const text = code.replaceAll('-', ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return told(text.charAt(0).toUpperCase() + text.slice(1))
}
