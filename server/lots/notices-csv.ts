/** Notices as a file that spreadsheets open: what would be taken for a formula is text there. */
import { writeCsv } from '../csv/write-csv.ts'
import type { Notice } from './notices.ts'

export const NOTICE_COLUMNS = {
  channel: 'Channel',
  customerId: 'Customer number',
  customer: 'Customer',
  order: 'Order',
  sku: 'Item',
  item: 'Item name',
  lot: 'Lot',
  shipped: 'Shipped',
  returned: 'Returned',
  outstanding: 'Outstanding',
  shippedAt: 'Shipped at',
  recipient: 'Recipient',
  street: 'Street',
  city: 'City',
  state: 'State',
  zip: 'ZIP',
  country: 'Country',
  phone: 'Phone',
  email: 'Email',
} as const satisfies Record<keyof Notice, string>

/** With a byte order mark: without it Excel takes the letters of names for others. */
export const noticesAsCsv = (notices: readonly Notice[]): string =>
  writeCsv([...notices], {
    columns: Object.entries(NOTICE_COLUMNS).map(([key, header]) => ({ key, header })),
    header: true,
    bom: true,
    record_delimiter: 'windows',
  })
