/** Whom a recall must tell, one row for each order and lot: what they were sent, what came back, and how to reach them. */
import { inArray } from 'drizzle-orm'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { addressIn } from '../traceability/ship-to.ts'
import { type Consignment, consignmentsOf } from './consignments.ts'
import { follow } from './genealogy.ts'
import { lotsNamed } from './read-lots.ts'
import type { RecallRow } from './recall.ts'

export interface Notice {
  channel: string
  customerId: string
  customer: string
  order: string
  sku: string
  item: string
  lot: string
  shipped: number
  returned: number
  /** What the customer still has. */
  outstanding: number
  /** ISO instant; empty where it is not known. */
  shippedAt: string
  recipient: string
  street: string
  city: string
  state: string
  zip: string
  country: string
  phone: string
  email: string
}

/** `channel` undefined: of all of them. By channel, customer, order, item and lot. */
export async function noticesOf(
  reader: Reader,
  recall: Pick<RecallRow, 'lots'>,
  channel: string | undefined,
): Promise<Notice[]> {
  const { lots } = await follow(reader, recall.lots, 'forward')
  const known = await lotsNamed(reader, lots)
  const sent = (await consignmentsOf(reader, lots)).filter((one) => channel === undefined || one.channel === channel)
  const contacts = await contactsOf(
    reader,
    sent.map(({ orderId }) => orderId),
  )
  return sent
    .map((one) => ({
      ...noticeOf(one, known.get(lotKey(one.sku, one.lot))?.name),
      ...(contacts.get(one.orderId) ?? NOBODY),
    }))
    .sort((a, b) => compare(a, b))
}

const ORDER = ['channel', 'customer', 'customerId', 'order', 'sku', 'lot'] as const satisfies readonly (keyof Notice)[]

function compare(a: Notice, b: Notice): number {
  for (const column of ORDER) if (a[column] !== b[column]) return a[column] < b[column] ? -1 : 1
  return 0
}

const noticeOf = (one: Consignment, item: string | undefined) => ({
  channel: one.channel,
  customerId: one.customer.id,
  customer: one.customer.name,
  order: one.externalId,
  sku: one.sku,
  item: item ?? one.sku,
  lot: one.lot,
  shipped: one.shipped,
  returned: one.returned,
  outstanding: Math.max(0, one.shipped - one.returned),
  shippedAt: one.shippedAt === null ? '' : new Date(one.shippedAt).toISOString(),
})

type Contact = Pick<Notice, 'recipient' | 'street' | 'city' | 'state' | 'zip' | 'country' | 'phone' | 'email'>

const NOBODY: Contact = { recipient: '', street: '', city: '', state: '', zip: '', country: '', phone: '', email: '' }

/** Orders are asked for in groups, so that a statement stays within the parameters that databases take. */
const GROUP = 1_000

/** As the channel wrote them, by order. */
async function contactsOf({ db, t }: Reader, orderIds: readonly string[]): Promise<Map<string, Contact>> {
  const { orders } = t
  const ids = [...new Set(orderIds)]
  const contacts = new Map<string, Contact>()
  for (let first = 0; first < ids.length; first += GROUP) {
    const rows = await db
      .select({ id: orders.id, shipTo: orders.shipTo, customer: orders.customer })
      .from(orders)
      .where(inArray(orders.id, ids.slice(first, first + GROUP)))
    for (const row of rows) contacts.set(row.id, contactOf(row.shipTo ?? {}, row.customer))
  }
  return contacts
}

function contactOf(shipTo: Record<string, unknown>, customer: Record<string, unknown>): Contact {
  const address = addressIn(shipTo)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    recipient: address.name ?? '',
    street: address.street ?? '',
    city: address.city ?? '',
    state: address.state ?? '',
    zip: address.zip ?? '',
    country: address.country ?? '',
    phone: address.phone ?? text(customer.phone),
    email: text(shipTo.email) || text(customer.email),
  }
}
