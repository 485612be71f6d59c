/** What the company is asked about its lots. */
import type { Address } from '../../../shared/rules/address.ts'
import type { Kit } from '../kit.ts'

/** Quantities in base units, of all lots affected. */
export interface RecallFound {
  lots: number
  consignees: number
  onHand: number
  inTransit: number
  shipped: number
  returned: number
}

export function traceabilityTables(kit: Kit) {
  const { table, text, whole, flag, json, index } = kit

  /** Suppliers, carriers of traceability lot codes, customers: the locations that records of traceability name. */
  const partners = table('partners', {
    name: text().primaryKey(),
    gln: text(),
    /** FDA food facility registration number. */
    ffrn: text(),
    url: text(),
    /** GLOBALG.A.P. number. */
    ggn: text(),
    address: json<Address>(),
  })

  /** Key data elements of a receipt, shipment or transformation that it left out, and that somebody gave later. */
  const completions = table('completions', {
    transactionId: text().primaryKey(),
    documentType: text(),
    documentNumber: text(),
    shipTo: json<Address>(),
    by: text().notNull(),
    at: whole().notNull(),
  })

  const recalls = table(
    'recalls',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      reason: text().notNull(),
      /** A rehearsal: it is timed and kept, and holds nothing. */
      drill: flag().notNull(),
      supplierLot: text(),
      /** The lots that it began with. */
      lots: json<{ sku: string; lot: string }[]>().notNull(),
      /** What was found at the time; null while it is being found. */
      found: json<RecallFound>(),
      by: text().notNull(),
      startedAt: whole().notNull(),
      tookMs: whole(),
    },
    (t) => [index('recalls_by_warehouse').on(t.warehouse, t.startedAt)],
  )

  return { partners, completions, recalls }
}
