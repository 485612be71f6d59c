/**
 * What each kind of platform needs to be reached, as the form asks for it. Another kind is another entry; one that is not
 * here is shown by its own word, and its settings are written as JSON.
 */
import { spoken } from '../words.ts'

export interface KindField {
  /** Where it stands in settings or credentials: `location`, `folders.in`. */
  path: string
  label: string
  hint?: string
  type: 'text' | 'number' | 'yes-no'
  needed: boolean
  /** What it is where nothing was said. */
  otherwise?: boolean
  list?: readonly string[]
}

export interface KindAddress {
  label: string
  hint: string
  needed: boolean
  list?: readonly string[]
}

export interface Kind {
  kind: string
  name: string
  /** Null: it is not reached over HTTP. */
  address: KindAddress | null
  settings: readonly KindField[]
  /** Null: nobody has said which there are. */
  credentials: readonly KindField[] | null
  /** Where the platform is told our address, so that it says by itself what has changed; null: it does not. */
  hearsFrom: string | null
  /** What the platform's listings are called, and what they look like. */
  listing: { what: string; like: string; pattern: RegExp }
}

const ANY = /./

export const KINDS: readonly Kind[] = [
  {
    kind: 'shopify',
    name: 'Shopify',
    address: { label: 'Address of the shop', hint: 'Such as https://my-shop.myshopify.com', needed: true },
    settings: [
      {
        path: 'location',
        label: 'Location',
        hint: 'gid://shopify/Location/…: the location of the shop that this warehouse ships from',
        type: 'text',
        needed: true,
      },
      {
        path: 'notifyCustomer',
        label: 'The shop writes to the customer when a parcel has left',
        type: 'yes-no',
        needed: false,
        otherwise: true,
      },
    ],
    credentials: [
      {
        path: 'accessToken',
        label: 'Access token',
        hint: 'Of a custom app of the shop, begins with shpat_',
        type: 'text',
        needed: true,
      },
      {
        path: 'webhookSecret',
        label: 'Webhook secret',
        hint: 'The client secret of the same app. Without it, notices are refused and orders come by asking only',
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: 'In the app’s webhooks, name this address for orders, refunds and returns',
    listing: {
      what: 'The inventory item of a variant',
      like: 'gid://shopify/InventoryItem/…',
      pattern: /^gid:\/\/shopify\/InventoryItem\/\d+$/,
    },
  },
  {
    kind: 'amazon',
    name: 'Amazon',
    address: {
      label: 'Address of the Selling Partner API',
      hint: 'By region: North America -na, Europe -eu, Far East -fe',
      needed: true,
      list: ['na', 'eu', 'fe'].map((region) => `https://sellingpartnerapi-${region}.amazon.com`),
    },
    settings: [
      {
        path: 'sellerId',
        label: 'Seller id',
        hint: 'The merchant token of Seller Central',
        type: 'text',
        needed: true,
      },
      { path: 'marketplaceId', label: 'Marketplace id', hint: 'Such as ATVPDKIKX0DER', type: 'text', needed: true },
    ],
    credentials: [
      { path: 'clientId', label: 'Client id', type: 'text', needed: true },
      { path: 'clientSecret', label: 'Client secret', type: 'text', needed: true },
      { path: 'refreshToken', label: 'Refresh token', hint: 'Begins with Atzr|', type: 'text', needed: true },
    ],
    hearsFrom: null,
    listing: { what: 'The seller’s SKU', like: 'As it stands in Seller Central', pattern: ANY },
  },
]

export const kindOf = (kind: string): Kind =>
  KINDS.find((one) => one.kind === kind) ?? {
    kind,
    name: kind.length <= 4 ? kind.toUpperCase() : spoken(kind),
    address: { label: 'Address', hint: 'Where it is reached over HTTP; empty where it is not', needed: false },
    settings: [],
    credentials: null,
    hearsFrom: null,
    listing: { what: 'The platform’s own name of it', like: '', pattern: ANY },
  }
