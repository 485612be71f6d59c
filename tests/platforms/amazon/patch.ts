/** JSON Patch as the Listings Items API takes it: whole attributes, entries picked by their selectors. */
import { invalidInput } from './errors.ts'
import type { Availability, Listing } from './listings.ts'

export const FULFILLMENT = '/attributes/fulfillment_availability'

export interface Patch {
  op: 'add' | 'replace' | 'merge' | 'delete'
  path: string
  value: Record<string, unknown>[]
}

export interface Issue {
  code: string
  message: string
  severity: 'ERROR' | 'WARNING' | 'INFO'
  attributeNames?: string[]
  categories: string[]
}

const OPS = ['add', 'replace', 'merge', 'delete']
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const error = (code: string, message: string, category: string, attribute?: string): Issue => ({
  code,
  message,
  severity: 'ERROR',
  ...(attribute === undefined ? {} : { attributeNames: [attribute] }),
  categories: [category],
})

/** As in the published sandbox. */
export const invalidAttributes = (message = 'The attributes are invalid.', attribute = 'fulfillment_availability') =>
  error('90000900', message, 'INVALID_ATTRIBUTE', attribute)

const missing = (attribute: string) =>
  error('90220', `'${attribute}' is required but not supplied.`, 'MISSING_ATTRIBUTE', attribute)

export const unknownSku = () =>
  error('13013', 'This SKU does not exist in the Amazon catalog. Your data was not processed.', 'INVALID_ATTRIBUTE')

/** A request that is no patch at all is refused with 400, unlike one with bad data, which is a 200 that says INVALID. */
export function readPatches(value: unknown): Patch[] {
  if (!Array.isArray(value) || value.length === 0) throw invalidInput()
  return value.map((patch: unknown) => {
    if (!isObject(patch) || typeof patch.path !== 'string') throw invalidInput()
    if (typeof patch.op !== 'string' || !OPS.includes(patch.op)) throw invalidInput()
    const entries = patch.value ?? []
    if (!Array.isArray(entries) || !entries.every(isObject)) throw invalidInput()
    return { op: patch.op as Patch['op'], path: patch.path, value: entries }
  })
}

const isQuantity = (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2 ** 31

function issuesOfEntry(entry: Record<string, unknown>, op: Patch['op'], marketplaceId: string): Issue[] {
  const { fulfillment_channel_code: channel, quantity, marketplace_id: marketplace = marketplaceId } = entry
  if (typeof channel !== 'string' || channel === '') return [missing('fulfillment_channel_code')]
  if (marketplace !== marketplaceId)
    return [invalidAttributes(`'${marketplace}' is not a marketplace of this request.`)]
  // At present a merge cannot leave the quantity out: amzn/selling-partner-api-models#4841.
  if (channel === 'DEFAULT' && op !== 'delete' && quantity === undefined) return [missing('quantity')]
  if (quantity === undefined || (quantity === null && op === 'merge') || isQuantity(quantity)) return []
  return [invalidAttributes("'quantity' must be a whole number that is not negative.")]
}

export function issuesOf({ op, path, value }: Patch, marketplaceId: string): Issue[] {
  if (!/^\/attributes\/[a-z0-9_]+$/.test(path)) {
    return [invalidAttributes(`Only top-level attributes can be patched, not ${path}.`, path.split('/')[2] ?? path)]
  }
  if (path !== FULFILLMENT) return []
  if (value.length === 0) return [missing('fulfillment_availability')]
  return value.flatMap((entry) => issuesOfEntry(entry, op, marketplaceId))
}

/** The selectors of `fulfillment_availability` are channel and marketplace; entries of other channels stay. */
function applyEntry(listing: Listing, op: Patch['op'], entry: Record<string, unknown>, marketplaceId: string): void {
  const channel = String(entry.fulfillment_channel_code)
  const at = listing.availability.findIndex((one) => one.fulfillment_channel_code === channel)
  if (op === 'delete') {
    if (at >= 0) listing.availability.splice(at, 1)
    return
  }
  const before = op === 'merge' ? (listing.availability[at] ?? {}) : {}
  // In a merge an explicit null takes a value away.
  const given = Object.entries({ ...before, ...entry, marketplace_id: marketplaceId })
  const after = Object.fromEntries(given.filter(([, value]) => value !== null)) as unknown as Availability
  listing.availability.splice(at < 0 ? listing.availability.length : at, at < 0 ? 0 : 1, after)
}

export function applyPatch(listing: Listing, { op, path, value }: Patch, marketplaceId: string): void {
  const attribute = path.slice('/attributes/'.length)
  if (path === FULFILLMENT) for (const entry of value) applyEntry(listing, op, entry, marketplaceId)
  else if (op === 'delete') delete listing.attributes[attribute]
  else listing.attributes[attribute] = value
}
