import type { Format } from './reading.ts'

/** Whether the last digit is the check digit of the others: weights 3 and 1 from the right, modulo 10. */
export function isCheckedDigits(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0)
  return sum % 10 === 0
}

/** EAN-13, UPC-A and UPC-E as the 13 digits that `]E0` stands for; EAN-8 as it is. Decoders differ in how many they give. */
export function retailDigits(format: Format, raw: string): string {
  const digits = format === 'upc_e' && raw.length === 8 ? expandUpcE(raw) : raw
  return format !== 'ean_8' && digits.length === 12 ? `0${digits}` : digits
}

/** UPC-E leaves out zeros; its seventh digit says where they were. Eight digits in, twelve out. */
function expandUpcE(code: string): string {
  const system = code.slice(0, 1)
  const body = code.slice(1, 7)
  const rule = Number(code[6])
  const zeros = rule <= 2 ? `${body.slice(0, 2)}${rule}0000${body.slice(2, 5)}` : expandTail(body, rule)
  return system + zeros + code.slice(7)
}

function expandTail(body: string, rule: number): string {
  if (rule === 3) return `${body.slice(0, 3)}00000${body.slice(3, 5)}`
  if (rule === 4) return `${body.slice(0, 4)}00000${body.slice(4, 5)}`
  return `${body.slice(0, 5)}0000${rule}`
}
