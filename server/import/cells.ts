/** Cells of a CSV file are text: these turn them into what the schemas of the API want. */
import * as v from 'valibot'

export const whole = (what: string) =>
  v.pipe(v.string(), v.regex(/^-?\d{1,15}$/, `${what} must be a whole number.`), v.transform(Number))

export const flag = v.pipe(
  v.string(),
  v.transform((cell) => cell.toLowerCase()),
  v.picklist(['true', 'false', 'yes', 'no', '1', '0'], 'Write true or false.'),
  v.transform((cell) => ['true', 'yes', '1'].includes(cell)),
)

/** Minor units with their currency: `1299 USD`. */
export const money = v.pipe(
  v.string(),
  v.regex(/^\d{1,15} [A-Z]{3}$/, 'Write money in minor units with its currency, such as 1299 USD.'),
  v.transform((cell) => {
    const [amount = '0', currency = ''] = cell.split(' ')
    return { amount: Number(amount), currency }
  }),
)
