/**
 * Shopify, by its Admin GraphQL API. A listing is an inventory item; what it shows is the `available` of one location.
 * Each number is set only where the old one still stands, so that nothing that arrives late can overwrite a newer one.
 */
import * as v from 'valibot'
import type { ConnectorKindOf, Outside, Session, Update, UpdateOutcome } from '../connector.ts'
import { confirmToShop } from './confirm.ts'
import { type CallFailure, callShopify, type Shop } from './graphql.ts'
import { hearShopify } from './hear.ts'
import { errorsOfSet, levelsOf, type QuantityError, READ_LEVELS, SET_AVAILABLE, setAvailable } from './levels.ts'
import { orderSource } from './orders.ts'
import { unreadable } from './unreadable.ts'

const gid = (type: string) =>
  v.pipe(v.string(), v.regex(new RegExp(`^gid://shopify/${type}/\\d+$`), `Give it as gid://shopify/${type}/….`))

const settings = v.object({
  location: gid('Location'),
  /** Whether the shop writes to the customer when a parcel has left. */
  notifyCustomer: v.optional(v.boolean('notifyCustomer is true or false.'), true),
})
const credentials = v.object({
  accessToken: v.pipe(v.string('Give the access token.'), v.minLength(1), v.maxLength(500)),
  webhookSecret: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
})

/** Shopify takes up to 250 in one call; fewer let what is urgent come sooner. */
const BATCH = 100

export const shopify: ConnectorKindOf = {
  kind: 'shopify',
  overHttp: true,
  sells: true,
  confirms: true,
  settings,
  credentials,
  batch: BATCH,
  drift: { everyMs: 3_600_000, part: 50, restMs: 5_000 },
  open({ baseUrl, settings: given, credentials: secret }, outside) {
    const { location, notifyCustomer } = given as v.InferOutput<typeof settings>
    const { accessToken } = secret as v.InferOutput<typeof credentials>
    const shop = { baseUrl: baseUrl ?? '', accessToken }
    return {
      ...session(shop, location, outside),
      orders: orderSource(shop, outside),
      confirm: (parcel) => confirmToShop(shop, outside, parcel, notifyCustomer),
    }
  },
  hear: (word, secret) => hearShopify(word, (secret as v.InferOutput<typeof credentials>).webhookSecret),
}

function session(shop: Shop, location: string, outside: Outside): Session {
  async function readLevels(ids: readonly string[]): Promise<Map<string, number> | CallFailure> {
    const answer = await callShopify(shop, outside, READ_LEVELS, { ids, location })
    if (answer.kind !== 'data') return answer
    return levelsOf(answer.data) ?? unreadable
  }

  async function set(updates: readonly Update[]): Promise<UpdateOutcome[]> {
    const [first] = updates
    if (!first) return []
    const quantities = updates.map(({ listing, quantity, shown }) => ({
      inventoryItemId: listing,
      locationId: location,
      quantity,
      changeFromQuantity: shown,
    }))
    const answer = await callShopify(shop, outside, SET_AVAILABLE, setAvailable(quantities, first.key))
    if (answer.kind !== 'data') return updates.map(() => answer)
    const errors = errorsOfSet(answer.data)
    return errors ? updates.map((update, index) => outcomeOf(update, index, errors)) : updates.map(() => unreadable)
  }

  return {
    async publish(updates) {
      const unknown = updates.filter(mustBeRead).map(({ listing }) => listing)
      const levels = unknown.length === 0 ? new Map<string, number>() : await readLevels(unknown)
      // Asking changes nothing: whatever went wrong, nothing was told.
      if (!(levels instanceof Map)) return updates.map(() => notAsked(levels))
      const known = updates.map((update) => ({ ...update, shown: update.shown ?? levels.get(update.listing) ?? null }))
      const sent = known.filter(isToBeSet)
      const outcomes = await set(sent)
      return known.map((update) => {
        if (update.shown === null && !update.first) return notStocked(update.listing)
        const place = sent.findIndex(({ listing }) => listing === update.listing)
        return outcomes[place] ?? { kind: 'done' }
      })
    },
    async read(listings) {
      const shown = new Map<string, number>()
      for (let first = 0; first < listings.length; first += BATCH) {
        const levels = await readLevels(listings.slice(first, first + BATCH))
        if (!(levels instanceof Map)) throw new Error(levels.detail)
        for (const [listing, quantity] of levels) shown.set(listing, quantity)
      }
      return { shown, rest: [], waitMs: 0 }
    },
  }
}

const mustBeRead = ({ shown, first }: Update): boolean => shown === null && !first

/** One that shows the number already need not be told. */
const isToBeSet = ({ shown, first, quantity }: Update): boolean => (shown === null ? first : shown !== quantity)

/** Said of an item that is not there, or that the location does not stock. */
const UNKNOWN = new Set(['INVALID_INVENTORY_ITEM', 'ITEM_NOT_STOCKED_AT_LOCATION'])

/** With an error, none of a call's quantities is changed. */
function outcomeOf({ listing, shown }: Update, index: number, errors: readonly QuantityError[]): UpdateOutcome {
  if (errors.length === 0) return { kind: 'done' }
  const own = errors.find((error) => error.index === index) ?? errors.find((error) => error.index === undefined)
  if (own === undefined) return { kind: 'stale', shown }
  if (own.code === 'CHANGE_FROM_QUANTITY_STALE') return { kind: 'stale', shown: null }
  if (UNKNOWN.has(own.code)) return notStocked(listing)
  return {
    kind: 'refused',
    code: own.code.toLowerCase().replaceAll('_', '-') || 'refused',
    detail: `Shopify refuses the number: ${own.message}`,
    advice: 'Correct the mapping of this listing or the location of the connector, then retry.',
  }
}

const notStocked = (listing: string): UpdateOutcome => ({
  kind: 'refused',
  code: 'listing-unknown',
  detail: `The shop's location does not stock ${listing}.`,
  advice: 'Let the location stock the item in Shopify, or correct the mapping, then retry.',
})

const notAsked = (failure: CallFailure): UpdateOutcome =>
  failure.kind === 'unsure' ? { ...failure, kind: 'later', counts: true } : failure
