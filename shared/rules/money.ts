/** Money in whole minor units (cents) with its ISO 4217 currency. */
export interface Money {
  amount: number
  currency: string
}
