/** Money and time as each side of the API writes them. Amounts are whole cents inside. */

/** REST: always two decimals. */
export const restMoney = (cents: number) => (cents / 100).toFixed(2)

/** GraphQL: at least one decimal, no needless zero ("30.0", "949.95"), as recorded answers have it. */
export const decimal = (cents: number) => (cents / 100).toFixed(2).replace(/0$/, '')

/** GraphQL times are UTC to the second. */
export const utc = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

const SHOP_OFFSET_HOURS = -5

/** REST payloads carry the shop's own offset: comparing them as text with a UTC time goes wrong, as on the platform. */
export const shopTime = (ms: number) =>
  utc(ms + SHOP_OFFSET_HOURS * 3_600_000).replace('Z', `-0${Math.abs(SHOP_OFFSET_HOURS)}:00`)

/** `X-Shopify-Triggered-At` is UTC with nanoseconds. */
export const triggeredAt = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z')
