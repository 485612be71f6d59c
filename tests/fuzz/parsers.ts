/** Every parser that meets the outside, with good input to begin from. Each is total: it answers, and throws only what it says. */
import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { hearAmazon } from '../../server/channels/amazon/hear.ts'
import { readX12 } from '../../server/channels/edi/x12/read.ts'
import { restOrder } from '../../server/channels/rest/order-input.ts'
import { readOrders } from '../../server/channels/rest/orders-csv.ts'
import { hearShopify } from '../../server/channels/shopify/hear.ts'
import { readCursor } from '../../server/feed/cursor.ts'
import { IMPORT_KINDS, readFile } from '../../server/import/import-file.ts'
import { orderInput } from '../../server/orders/input.ts'
import { toldInput } from '../../server/replenishment/told.ts'
import { interpretScan } from '../../shared/barcode/scan.ts'
import { interpretPayload } from '../../shared/transactions/interpret.ts'
import { pushRequest } from '../../shared/wire/push.ts'

export interface Parser {
  name: string
  seeds: readonly string[]
  parse(text: string): void
}

const GS = '\u001d'
const CONTEXT = { today: '2026-11-29', site: {} }
const ID = '01a22849-10a4-723a-95c3-c80454234e19'
const SECRET = 'of the fuzz alone'
const ISA = 'ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260101*1200*U*00401*000000007*0*T*>~'

/** What is no JSON is refused before any schema sees it. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const transaction = (type: string, payload: object) => ({
  ...{ id: ID, seq: 1, v: 1, type, occurredAt: '2026-11-29T10:00:00Z' },
  payload,
})
const PAYLOADS = [
  transaction('receive', { sku: 'OAT', lot: 'L1', quantity: 5, location: 'A-01', expiresOn: '2031-01-01' }),
  transaction('pick', { taskId: ID, sku: 'OAT', lot: 'L1', location: 'A-01', quantity: 2 }),
  transaction('count', {
    location: 'A-01',
    scope: 'location',
    lines: [{ sku: 'OAT', lot: null, status: 'available', quantity: 3 }],
  }),
  transaction('inspect', {
    sku: 'OAT',
    lot: 'L1',
    location: 'R',
    quantity: 1,
    condition: 'opened',
    disposition: 'restock',
    photos: [],
  }),
  transaction('transform', {
    consumed: [{ sku: 'A', lot: 'L', location: 'P', quantity: 1 }],
    produced: [{ sku: 'B', lot: 'M', location: 'P', quantity: 1 }],
  }),
  transaction('ship', { orderId: ID, carrier: 'UPS', trackingNumber: '1Z1' }),
]
const ORDER = {
  ...{ externalId: 'E-1', channel: 'shop', customer: { id: 'C', name: 'Ada' }, onShort: 'reject' },
  lines: [{ sku: 'OAT', quantity: 2, unitPrice: { amount: 100, currency: 'USD' } }],
}

function heard(hear: typeof hearShopify, text: string, header: string, value: (body: Uint8Array) => string): void {
  const body = new TextEncoder().encode(text)
  const headers: Record<string, string> = { [header]: value(body), 'x-shopify-topic': 'orders/create' }
  hear({ body, header: (name) => headers[name] }, SECRET)
}
const signed = (body: Uint8Array): string => createHmac('sha256', SECRET).update(body).digest('base64')

export const PARSERS: readonly Parser[] = [
  {
    name: 'scan text',
    seeds: [
      `]C101095212345432131731010110LOT-1${GS}3012`,
      '(01)09521234543213(10)ABC123(17)310101(37)24',
      `]d2010952123454321310L-7${GS}21SER`,
      'https://id.gs1.org/01/09521234543213/10/ABC?17=310101',
      '9521234543213',
      '00123456789012345675',
      'BDG:0123456789abcdef',
      '09521234543213\u001e10X',
    ],
    parse: (text) => void interpretScan(text, CONTEXT),
  },
  {
    name: 'push envelope',
    seeds: [JSON.stringify({ deviceId: 'HH-1', streamId: ID, transactions: PAYLOADS }), '{"lost":{"from":1,"to":2}}'],
    parse: (text) => void v.safeParse(pushRequest, json(text)),
  },
  {
    name: 'transaction payload',
    seeds: PAYLOADS.map((one) => JSON.stringify(one)),
    parse(text) {
      const { type, v: version, payload } = (json(text) ?? {}) as { type?: unknown; v?: unknown; payload?: unknown }
      interpretPayload(String(type), Number(version) || 1, payload)
    },
  },
  {
    name: 'order and demand bodies',
    seeds: [JSON.stringify(ORDER), JSON.stringify([{ sku: 'OAT', channel: 'shop', date: '2026-11-01', quantity: 4 }])],
    parse(text) {
      const body = json(text)
      v.safeParse(orderInput, body)
      v.safeParse(restOrder, body)
      v.safeParse(toldInput, body)
    },
  },
  {
    name: 'imported CSV',
    seeds: [
      'sku,name,rotation,lotTracked\nOAT,Oats,fifo,yes\n"A ""B""",x,fefo,0\n',
      'sku,channel,date,quantity\nOAT,shop,2026-11-01,4\n',
      'settlement,channel,order,sku,kind,day,amount\nS1,shop,E-1,OAT,platform-fee,2026-11-01,-120 USD\n',
      '\ufeffcode,kind,pickSequence\r\nA-01,pick,1\r\n',
    ],
    parse(text) {
      // Each kind has its turn.
      const kind = IMPORT_KINDS[text.length % IMPORT_KINDS.length]
      if (kind) readFile(kind, text)
    },
  },
  {
    name: 'CSV of orders',
    seeds: [
      'order,changedAt,sku,listing,quantity,unitPrice\nE-1,2026-11-01T00:00:00Z,,L-1,2,12.50 USD\n',
      'id;line\n1;2\n',
    ],
    parse: (text) => void readOrders(text),
  },
  {
    name: 'X12',
    seeds: [
      `${ISA}GS*PO*THEM*US*20260101*1200*7*X*004010~ST*850*0001~BEG*00*SA*PO1**20260101~PO1*1*10*EA*2.5**VN*OAT~CTT*1~SE*5*0001~GE*1*7~IEA*1*000000007~`,
      `${ISA}GS*FA*THEM*US*20260101*1200*8*X*004010~ST*997*0001~AK1*SH*3~AK9*A*1*1*1~SE*4*0001~GE*1*8~IEA*1*000000007~`,
      ISA,
    ],
    parse: (text) => void readX12(text),
  },
  {
    name: 'webhooks',
    seeds: [
      '{"admin_graphql_api_id":"gid://shopify/Order/1","order_id":5,"order":{"admin_graphql_api_id":"gid://shopify/Order/2"}}',
      '{"NotificationType":"ORDER_CHANGE","NotificationMetadata":{"NotificationId":"n1"},"Payload":{"OrderChangeNotification":{"AmazonOrderId":"123-1234567-1234567"}}}',
      '{"detail":{"NotificationType":"ORDER_CHANGE"}}',
    ],
    parse(text) {
      heard(hearShopify, text, 'x-shopify-hmac-sha256', signed)
      heard(hearShopify, text, 'x-shopify-hmac-sha256', () => text)
      for (const header of ['x-notification-key', 'authorization', 'x-api-key'])
        heard(hearAmazon, text, header, () => SECRET)
    },
  },
  {
    name: 'cursor',
    seeds: [
      'e30',
      Buffer.from('{"kind":"feed","epoch":"x","position":5,"chain":"00"}').toString('base64url'),
      `${ID}.5.0000`,
      '',
    ],
    parse: (text) => void readCursor(text),
  },
]
