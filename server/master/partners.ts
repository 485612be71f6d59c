/** Suppliers and sources of traceability lot codes, by the name that receipts give them: whom a record of traceability means. */
import * as v from 'valibot'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import { name } from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'

/** Global location number: 13 digits, the last of them a check digit. */
export const gln = v.pipe(
  v.string(),
  v.regex(/^\d{13}$/, 'A GLN has 13 digits.'),
  v.check(hasValidCheckDigit, 'The check digit of this GLN is wrong.'),
)

const part = v.optional(name)
export const address = v.object({
  name: part,
  phone: part,
  street: part,
  city: part,
  state: part,
  zip: part,
  country: part,
})

export const partnerInput = v.object({
  gln: v.nullish(gln),
  ffrn: v.nullish(v.pipe(v.string(), v.regex(/^\d{11}$/, 'A food facility registration number has 11 digits.'))),
  url: v.nullish(v.pipe(v.string(), v.url('Give a whole address, beginning with https://.'), v.maxLength(500))),
  ggn: v.nullish(v.pipe(v.string(), v.regex(/^\d{13}$/, 'A GGN has 13 digits.'))),
  address: v.nullish(address),
})

export async function putPartner(tx: Tx, partner: string, input: v.InferOutput<typeof partnerInput>): Promise<void> {
  const { partners } = tx.t
  const row = {
    name: partner,
    gln: input.gln ?? null,
    ffrn: input.ffrn ?? null,
    url: input.url ?? null,
    ggn: input.ggn ?? null,
    address: input.address ?? null,
  }
  await tx.db.insert(partners).values(row).onConflictDoUpdate({ target: partners.name, set: row })
}

export const listPartners = ({ db, t }: Reader) => db.select().from(t.partners).orderBy(t.partners.name)
