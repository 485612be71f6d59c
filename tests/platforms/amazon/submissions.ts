/** One submission of listings data, by patchListingsItem or as a message of a feed: judged now, shown later. */
import type { Faults } from './faults.ts'
import type { Listings } from './listings.ts'
import { applyPatch, type Issue, invalidAttributes, issuesOf, type Patch, unknownSku } from './patch.ts'

export interface Submission {
  sku: string
  productType: unknown
  patches: readonly Patch[]
}

/** Accepted when there are no issues. With `preview` nothing is changed. */
export type Submit = (submission: Submission, preview?: boolean) => Issue[]

interface Parts {
  listings: Listings
  faults: Faults
  marketplaceId: string
}

export function createSubmit({ listings, faults, marketplaceId }: Parts): Submit {
  function judge({ sku, productType, patches }: Submission): Issue[] {
    const listing = listings.get(sku)
    if (!listing) return [unknownSku()]
    // PRODUCT stands for any type when only the offer is changed.
    const typeFits = productType === listing.productType || productType === 'PRODUCT'
    const wrongType = typeFits
      ? []
      : [invalidAttributes(`The product type of this SKU is not ${productType}.`, 'product_type')]
    return [...wrongType, ...patches.flatMap((patch) => issuesOf(patch, marketplaceId))]
  }
  return (submission, preview = false) => {
    const issues = judge(submission)
    if (issues.length > 0 || preview) return issues
    if (faults.strikes('invalid')) return [invalidAttributes()]
    listings.submit(submission.sku, (listing) => {
      for (const patch of submission.patches) applyPatch(listing, patch, marketplaceId)
    })
    return []
  }
}
