/** The seller's listings. What is accepted shows later; what Amazon holds for the seller (FBA) is a number of its own. */
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'

/** One entry of the attribute `fulfillment_availability`. */
export interface Availability {
  fulfillment_channel_code: string
  quantity?: number
  lead_time_to_ship_max_days?: number
  restock_date?: string
  marketplace_id: string
}

export interface Listing {
  sku: string
  asin: string
  fnSku: string
  title: string
  productType: string
  /** Default price of one unit in orders. */
  unitPriceCents: number
  fba: boolean
  /** Units in Amazon's own warehouses; only for FBA. */
  fbaQuantity: number
  availability: Availability[]
  /** Attributes other than `fulfillment_availability`, as last patched. */
  attributes: Record<string, unknown>
  createdAt: number
  updatedAt: number
}

export interface NewListing {
  sku: string
  /** Merchant quantity; of an FBA listing the units that Amazon holds. */
  quantity: number
  leadTimeDays?: number
  fba?: boolean
  asin?: string
  title?: string
  productType?: string
  unitPriceCents?: number
}

/** A change that was accepted and is not shown yet. */
interface Submission {
  sku: string
  at: number
  sequence: number
  apply: (listing: Listing) => void
}

export interface Listings {
  add(listing: NewListing): void
  remove(sku: string): void
  get(sku: string): Listing | undefined
  all(): Listing[]
  /** What buyers can order now: the merchant's quantity, of an FBA listing Amazon's. */
  shown(sku: string): number
  /** Sold or given back, at once: Amazon counts its own orders without delay. */
  move(sku: string, by: number): void
  submit(sku: string, apply: (listing: Listing) => void): void
  setDelay(milliseconds: number): void
  /** Accepted submissions that are not shown yet. */
  pending(): number
}

interface Parts {
  now: () => number
  random: Random
  faults: Faults
  marketplaceId: string
}

export const MERCHANT = 'DEFAULT'
export const AMAZON = 'AMAZON_NA'

function availabilityOf(given: NewListing, marketplace_id: string): Availability {
  if (given.fba) return { fulfillment_channel_code: AMAZON, marketplace_id }
  const lead = given.leadTimeDays === undefined ? {} : { lead_time_to_ship_max_days: given.leadTimeDays }
  return { fulfillment_channel_code: MERCHANT, quantity: given.quantity, ...lead, marketplace_id }
}

export const merchantEntry = (listing: Listing) =>
  listing.availability.find((entry) => entry.fulfillment_channel_code === MERCHANT)

const quantityOf = (listing: Listing) => (listing.fba ? listing.fbaQuantity : (merchantEntry(listing)?.quantity ?? 0))

export function createListings({ now, random, faults, marketplaceId }: Parts): Listings {
  const listings = new Map<string, Listing>()
  let submissions: Submission[] = []
  let sequence = 0
  let delay = 0
  /** When the last submission that was not made late is shown, by SKU. */
  const lastInOrder = new Map<string, number>()

  /** Lazy: whoever looks first after its time sees it applied. */
  function settle(): void {
    const due = submissions.filter(({ at }) => at <= now())
    if (due.length === 0) return
    submissions = submissions.filter(({ at }) => at > now())
    for (const { sku, at, apply } of due.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence)) {
      const listing = listings.get(sku)
      if (!listing) continue
      apply(listing)
      listing.updatedAt = at
    }
  }
  function get(sku: string): Listing | undefined {
    settle()
    return listings.get(sku)
  }
  function known(sku: string): Listing {
    const listing = get(sku)
    if (!listing) throw new Error(`The simulated Amazon has no listing ${sku}`)
    return listing
  }
  function add(given: NewListing): void {
    if (listings.has(given.sku)) throw new Error(`The simulated Amazon already lists ${given.sku}`)
    const { sku, fba = false, title = `Item ${sku}`, productType = 'GROCERY', unitPriceCents = 1999 } = given
    const { asin = `B0${random.digits(8)}` } = given
    const own = { sku, asin, fnSku: `X00${random.digits(7)}`, title, productType, unitPriceCents, fba, attributes: {} }
    const numbers = { fbaQuantity: fba ? given.quantity : 0, availability: [availabilityOf(given, marketplaceId)] }
    listings.set(sku, { ...own, ...numbers, createdAt: now(), updatedAt: now() })
  }
  /** In order per listing, also when the delay was made shorter since; only the fault lets a later one overtake. */
  function submit(sku: string, apply: (listing: Listing) => void): void {
    settle()
    sequence += 1
    const late = faults.late('submissionLate')
    const inTime = Math.max(now() + delay, lastInOrder.get(sku) ?? 0)
    if (late === 0) lastInOrder.set(sku, inTime)
    submissions.push({ sku, at: inTime + late, sequence, apply })
  }
  function move(sku: string, by: number): void {
    const listing = known(sku)
    const entry = merchantEntry(listing)
    const after = Math.max(0, quantityOf(listing) + by)
    if (listing.fba) listing.fbaQuantity = after
    else if (entry) entry.quantity = after
    listing.updatedAt = now()
  }
  return {
    add,
    remove: (sku) => listings.delete(sku),
    get,
    all: () => {
      settle()
      return [...listings.values()]
    },
    shown: (sku) => quantityOf(known(sku)),
    move,
    submit,
    setDelay: (milliseconds) => {
      delay = milliseconds
    },
    pending: () => {
      settle()
      return submissions.length
    },
  }
}
