/** Money in whole minor units (cents) with its ISO 4217 currency. */
export interface Money {
  amount: number
  currency: string
}

/** Decimals of a currency: 2 of the dollar, 0 of the yen. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** In whole units: "20.00". */
export function plainMoney({ amount, currency }: Money): string {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}
