/** Amounts of money as they are typed: whole units of a currency with its decimals, kept as minor units. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** As it stands in a field: "20.00". */
export function typedMoney(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

/** Whole minor units, null where the text is no amount. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const [, whole = '', , part = ''] = /^(\d{1,9})([.,](\d*))?$/.exec(text.trim()) ?? []
  return whole === '' || part.length > digits ? null : Number(whole + part.padEnd(digits, '0'))
}
