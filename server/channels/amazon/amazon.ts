/**
 * Amazon, by its Selling Partner API. A listing is the seller's SKU; what it shows is the quantity that the merchant sends
 * by itself. Amazon sets a number whatever was there before, and keeps the order of what one sender sends: what is not
 * known to have arrived is told again.
 */
import * as v from 'valibot'
import type { ConnectorKindOf, Session, Update, UpdateOutcome } from '../connector.ts'
import { createCaller } from './call.ts'
import { outcomeOf, quantityPatch, shownIn, unknownListing } from './listing.ts'

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
})
const credentials = v.object({ clientId: secret, clientSecret: secret, refreshToken: secret })

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
    const { sellerId, marketplaceId, tokenUrl } = given as v.InferOutput<typeof settings>
    const client = { ...(secrets as v.InferOutput<typeof credentials>), tokenUrl }
    const call = createCaller(baseUrl ?? '', client, outside)
    const pathOf = (sku: string, query: Record<string, string>) =>
      `/listings/2021-08-01/items/${sellerId}/${encodeURIComponent(sku.replace(/\p{Surrogate}/gu, '\uFFFD'))}?${new URLSearchParams({ marketplaceIds: marketplaceId, ...query })}`

    async function tell({ listing, quantity }: Update): Promise<UpdateOutcome> {
      const path = pathOf(listing, { issueLocale: 'en_US' })
      const body = quantityPatch(quantity)
      const answer = await call({ operation: 'patchListingsItem', method: 'PATCH', path, body })
      if (answer.kind === 'unknown-listing') return unknownListing()
      return answer.kind === 'answered' ? outcomeOf(answer.body) : answer
    }

    async function ask(listing: string): Promise<number | undefined> {
      const path = pathOf(listing, { includedData: 'fulfillmentAvailability' })
      const answer = await call({ operation: 'getListingsItem', method: 'GET', path })
      if (answer.kind === 'unknown-listing') return undefined
      if (answer.kind !== 'answered') throw new Error(answer.detail)
      return shownIn(answer.body)
    }

    return {
      // At once: together they end before the first of them counts as lost.
      publish: (updates) => Promise.all(updates.map(tell)),
      async read(listings) {
        const found = new Map<string, number>()
        for (const listing of listings) {
          const shown = await ask(listing)
          if (shown !== undefined) found.set(listing, shown)
        }
        return found
      },
    }
  },
}
