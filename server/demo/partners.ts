/** Whom the sample company buys from, as a record of traceability names them. */
import type { Tx } from '../db/work.ts'
import { putPartner } from '../master/partners.ts'
import { demoGln } from './gs1-keys.ts'

const PARTNERS = [
  { name: 'Prairie Mill Foods', street: '1200 Grain Street', city: 'Salina', state: 'KS', zip: '67401' },
  { name: 'Lakeside Co-Packing', street: '48 Harbor Road', city: 'Racine', state: 'WI', zip: '53403' },
  { name: 'Northern Pantry', street: '310 Birch Avenue', city: 'Duluth', state: 'MN', zip: '55802' },
  { name: 'Orchard & Leaf', street: '77 Valley Lane', city: 'Yakima', state: 'WA', zip: '98901' },
  { name: 'Boxwell Packaging', street: '5 Mill Yard', city: 'Rockford', state: 'IL', zip: '61101' },
] as const

export async function putPartners(tx: Tx): Promise<void> {
  for (const [index, { name, ...place }] of PARTNERS.entries()) {
    const phone = `+1 555 01${10 + index}`
    await putPartner(tx, name, { gln: demoGln(index + 1), address: { name, phone, country: 'US', ...place } })
  }
}
