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

/** How one of two partners is named in an interchange. */
function partyFields(path: string, whose: string): KindField[] {
  return [
    {
      path: `${path}.qualifier`,
      label: `${whose} qualifier`,
      hint: 'ISA05 or ISA07: ZZ, 01 (DUNS), 12 (telephone) …',
      type: 'text',
      needed: true,
    },
    { path: `${path}.id`, label: `${whose} id`, hint: 'ISA06 or ISA08', type: 'text', needed: true },
  ]
}

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
      {
        path: 'notificationKey',
        label: 'Notification key',
        hint: 'Your own, at least 16 characters: the x-api-key of the EventBridge destination. Without it, orders come by asking only',
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: 'Subscribe ORDER_CHANGE over EventBridge, with an API destination at this address',
    listing: { what: 'The seller’s SKU', like: 'As it stands in Seller Central', pattern: ANY },
  },
  {
    kind: 'edi',
    name: 'EDI',
    address: null,
    settings: [
      { path: 'name', label: 'Partner', hint: 'As people call it', type: 'text', needed: true },
      ...partyFields('us', 'Our'),
      ...partyFields('partner', 'The partner’s'),
      { path: 'isProduction', label: 'What is exchanged is meant: no tests any more', type: 'yes-no', needed: false },
      {
        path: 'folders.in',
        label: 'Folder of what comes in',
        hint: 'Where the gateway (AS2, SFTP) puts the partner’s files',
        type: 'text',
        needed: true,
      },
      {
        path: 'folders.out',
        label: 'Folder of what goes out',
        hint: 'Where the gateway fetches ours',
        type: 'text',
        needed: true,
      },
    ],
    credentials: [],
    hearsFrom: null,
    listing: { what: 'The partner’s own number of it, or a GTIN', like: 'As it stands in its orders', pattern: ANY },
  },
  {
    kind: 'rest',
    name: 'REST and CSV',
    address: {
      label: 'Where webhooks go',
      hint: 'Empty where the log is read, or files are exchanged, instead',
      needed: false,
    },
    settings: [
      { path: 'folders.in', label: 'Folder of orders that come in, as CSV', type: 'text', needed: false },
      { path: 'folders.out', label: 'Folder of availability and shipments, as CSV', type: 'text', needed: false },
      {
        path: 'everySeconds',
        label: 'Files are written at most every … seconds',
        hint: '60 where it is left empty',
        type: 'number',
        needed: false,
      },
    ],
    credentials: [
      {
        path: 'signingSecret',
        label: 'Signing secret',
        hint: 'At least 24 characters; needed where webhooks go out',
        type: 'text',
        needed: false,
      },
      {
        path: 'previousSecret',
        label: 'Secret before',
        hint: 'While it is being changed: what goes out is signed with both',
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: null,
    listing: { what: 'The shop’s own name of it', like: 'As it stands in its orders', pattern: ANY },
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
