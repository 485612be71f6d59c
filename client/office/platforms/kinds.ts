/**
 * What each kind of platform needs to be reached, as the form asks for it. Another kind is another entry; one that is not
 * here is shown by its own word, and its settings are written as JSON.
 */
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'

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
      label: t('{whose} qualifier', { whose }),
      hint: t('ISA05 or ISA07: ZZ, 01 (DUNS), 12 (telephone) …'),
      type: 'text',
      needed: true,
    },
    { path: `${path}.id`, label: t('{whose} id', { whose }), hint: t('ISA06 or ISA08'), type: 'text', needed: true },
  ]
}

export const KINDS: readonly Kind[] = [
  {
    kind: 'shopify',
    name: 'Shopify',
    address: { label: t('Address of the shop'), hint: t('Such as https://my-shop.myshopify.com'), needed: true },
    settings: [
      {
        path: 'location',
        label: t('Location'),
        hint: t('gid://shopify/Location/…: the location of the shop that this warehouse ships from'),
        type: 'text',
        needed: true,
      },
      {
        path: 'notifyCustomer',
        label: t('The shop writes to the customer when a parcel has left'),
        type: 'yes-no',
        needed: false,
        otherwise: true,
      },
    ],
    credentials: [
      {
        path: 'accessToken',
        label: t('Access token'),
        hint: t('Of a custom app of the shop, begins with shpat_'),
        type: 'text',
        needed: true,
      },
      {
        path: 'webhookSecret',
        label: t('Webhook secret'),
        hint: t('The client secret of the same app. Without it, notices are refused and orders come by asking only'),
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: t('In the app’s webhooks, name this address for orders, refunds and returns'),
    listing: {
      what: t('The inventory item of a variant'),
      like: 'gid://shopify/InventoryItem/…',
      pattern: /^gid:\/\/shopify\/InventoryItem\/\d+$/,
    },
  },
  {
    kind: 'amazon',
    name: 'Amazon',
    address: {
      label: t('Address of the Selling Partner API'),
      hint: t('By region: North America -na, Europe -eu, Far East -fe'),
      needed: true,
      list: ['na', 'eu', 'fe'].map((region) => `https://sellingpartnerapi-${region}.amazon.com`),
    },
    settings: [
      {
        path: 'sellerId',
        label: t('Seller id'),
        hint: t('The merchant token of Seller Central'),
        type: 'text',
        needed: true,
      },
      {
        path: 'marketplaceId',
        label: t('Marketplace id'),
        hint: t('Such as ATVPDKIKX0DER'),
        type: 'text',
        needed: true,
      },
    ],
    credentials: [
      { path: 'clientId', label: t('Client id'), type: 'text', needed: true },
      { path: 'clientSecret', label: t('Client secret'), type: 'text', needed: true },
      { path: 'refreshToken', label: t('Refresh token'), hint: t('Begins with Atzr|'), type: 'text', needed: true },
      {
        path: 'notificationKey',
        label: t('Notification key'),
        hint: t(
          'Your own, at least 16 characters: the x-api-key of the EventBridge destination. Without it, orders come by asking only',
        ),
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: t('Subscribe ORDER_CHANGE over EventBridge, with an API destination at this address'),
    listing: { what: t('The seller’s SKU'), like: t('As it stands in Seller Central'), pattern: ANY },
  },
  {
    kind: 'edi',
    name: 'EDI',
    address: null,
    settings: [
      { path: 'name', label: t('Partner'), hint: t('As people call it'), type: 'text', needed: true },
      ...partyFields('us', t('Our')),
      ...partyFields('partner', t('The partner’s')),
      {
        path: 'isProduction',
        label: t('What is exchanged is meant: no tests any more'),
        type: 'yes-no',
        needed: false,
      },
      {
        path: 'folders.in',
        label: t('Folder of what comes in'),
        hint: t('Where the gateway (AS2, SFTP) puts the partner’s files'),
        type: 'text',
        needed: true,
      },
      {
        path: 'folders.out',
        label: t('Folder of what goes out'),
        hint: t('Where the gateway fetches ours'),
        type: 'text',
        needed: true,
      },
    ],
    credentials: [],
    hearsFrom: null,
    listing: {
      what: t('The partner’s own number of it, or a GTIN'),
      like: t('As it stands in its orders'),
      pattern: ANY,
    },
  },
  {
    kind: 'rest',
    name: 'REST and CSV',
    address: {
      label: t('Where webhooks go'),
      hint: t('Empty where the log is read, or files are exchanged, instead'),
      needed: false,
    },
    settings: [
      { path: 'folders.in', label: t('Folder of orders that come in, as CSV'), type: 'text', needed: false },
      { path: 'folders.out', label: t('Folder of availability and shipments, as CSV'), type: 'text', needed: false },
      {
        path: 'everySeconds',
        label: t('Files are written at most every … seconds'),
        hint: t('60 where it is left empty'),
        type: 'number',
        needed: false,
      },
    ],
    credentials: [
      {
        path: 'signingSecret',
        label: t('Signing secret'),
        hint: t('At least 24 characters; needed where webhooks go out'),
        type: 'text',
        needed: false,
      },
      {
        path: 'previousSecret',
        label: t('Secret before'),
        hint: t('While it is being changed: what goes out is signed with both'),
        type: 'text',
        needed: false,
      },
    ],
    hearsFrom: null,
    listing: { what: t('The shop’s own name of it'), like: t('As it stands in its orders'), pattern: ANY },
  },
]

export const kindOf = (kind: string): Kind =>
  KINDS.find((one) => one.kind === kind) ?? {
    kind,
    name: kind.length <= 4 ? kind.toUpperCase() : spoken(kind),
    address: { label: t('Address'), hint: t('Where it is reached over HTTP; empty where it is not'), needed: false },
    settings: [],
    credentials: null,
    hearsFrom: null,
    listing: { what: t('The platform’s own name of it'), like: '', pattern: ANY },
  }
