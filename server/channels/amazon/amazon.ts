/**
 * Amazon, by its Selling Partner API. A listing is the seller's SKU; what it shows is the quantity that the merchant sends
 * by itself. Amazon sets a number whatever was there before, and keeps the order of what one sender sends: what is not
 * known to have arrived is told again.
 */
import * as v from 'valibot'
import type { ConnectorKindOf, Session } from '../connector.ts'
import { createCaller } from './call.ts'
import { confirmation } from './confirm.ts'
import { feeds } from './feeds.ts'
import { hearAmazon } from './hear.ts'
import { listings } from './listings.ts'
import { orderSource } from './orders.ts'
import { poolReader } from './pools.ts'
import { createWhoSends } from './who-sends.ts'

const TOKEN_URL = 'https://api.amazon.com/auth/o2/token'

/** Only to a machine of one's own may secrets go without TLS. */
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const tokenUrl = v.pipe(
  v.string(),
  v.url('Give the address as https://….'),
  v.check((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, username } = new URL(text)
    return username === '' && (protocol === 'https:' || (protocol === 'http:' && LOCAL.test(hostname)))
  }, 'Give the address as https://…, without a password in it.'),
)

const amazonId = (what: string) => v.pipe(v.string(what), v.regex(/^[A-Z0-9]{5,20}$/, what))
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(4_000))

const settings = v.object({
  sellerId: amazonId('Give the seller id (merchant token) of Seller Central.'),
  marketplaceId: amazonId('Give the marketplace id, such as ATVPDKIKX0DER.'),
  tokenUrl: v.optional(tokenUrl, TOKEN_URL),
  /** Where so many listings wait, a feed takes those that single calls would reach only minutes later. */
  feedFrom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(25_000)), 1_500),
})
const credentials = v.object({
  clientId: secret,
  clientSecret: secret,
  refreshToken: secret,
  /** What the seller's event bus sends along as `x-api-key`. */
  notificationKey: v.optional(v.pipe(v.string(), v.minLength(16), v.maxLength(500))),
})
type Credentials = v.InferOutput<typeof credentials>

/** The burst of patchListingsItem: more at once would only come back. */
const BATCH = 5

export const amazon: ConnectorKindOf = {
  kind: 'amazon',
  overHttp: true,
  sells: true,
  confirms: true,
  settings,
  credentials,
  batch: BATCH,
  drift: { everyMs: 6 * 3_600_000, part: 5, restMs: 3_000 },
  open({ baseUrl, settings: given, credentials: secrets }, outside): Session {
    const { tokenUrl, feedFrom, ...seller } = given as v.InferOutput<typeof settings>
    const { notificationKey: _, ...client } = secrets as Credentials
    const call = createCaller(baseUrl ?? '', { ...client, tokenUrl }, outside)
    const { marketplaceId } = seller
    const whoSends = createWhoSends(call, seller, outside.now)
    return {
      ...listings(call, seller, whoSends),
      bulk: feeds(call, seller, whoSends, outside, feedFrom),
      orders: orderSource(call, marketplaceId, outside.now),
      confirm: confirmation(call, marketplaceId, outside.now),
      pools: poolReader(call, marketplaceId, outside.now),
    }
  },
  hear: (word, secrets) => hearAmazon(word, (secrets as Credentials).notificationKey),
}
