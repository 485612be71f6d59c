/** Whom the sample company buys from and delivers to, as a record of traceability names them. */
import type { Tx } from '../db/work.ts'
import { putPartner } from '../master/partners.ts'
import { demoGln } from './gs1-keys.ts'

const SUPPLIERS = [
  { name: 'Prairie Mill Foods', street: '1200 Grain Street', city: 'Salina', state: 'KS', zip: '67401' },
  { name: 'Lakeside Co-Packing', street: '48 Harbor Road', city: 'Racine', state: 'WI', zip: '53403' },
  { name: 'Northern Pantry', street: '310 Birch Avenue', city: 'Duluth', state: 'MN', zip: '55802' },
  { name: 'Orchard & Leaf', street: '77 Valley Lane', city: 'Yakima', state: 'WA', zip: '98901' },
  { name: 'Boxwell Packaging', street: '5 Mill Yard', city: 'Rockford', state: 'IL', zip: '61101' },
] as const

/** Businesses only: of consumers there is no more than their orders say. */
const CUSTOMERS = [
  { name: 'Greenfield DC Columbus', street: '2100 Depot Street', city: 'Columbus', state: 'OH', zip: '43204' },
  { name: 'Greenfield DC Reno', street: '640 Sage Parkway', city: 'Reno', state: 'NV', zip: '89506' },
  { name: 'Corner Pantry Supply', street: '18 Market Street', city: 'Madison', state: 'WI', zip: '53703' },
  { name: 'Harbor Cafe Group', street: '9 Pier Lane', city: 'Duluth', state: 'MN', zip: '55802' },
] as const

export async function putPartners(tx: Tx): Promise<void> {
  for (const [index, { name, ...place }] of [...SUPPLIERS, ...CUSTOMERS].entries()) {
    const phone = `+1 555 01${10 + index}`
    await putPartner(tx, name, { gln: demoGln(index + 1), address: { name, phone, country: 'US', ...place } })
  }
}
