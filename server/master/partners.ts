/**
 * Suppliers, sources of traceability lot codes, and customers, by the name that receipts and orders give them: whom a
 * record of traceability means.
 */
import { asc, gt } from 'drizzle-orm'
import * as v from 'valibot'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import { name } from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'

export const partnerName = v.pipe(name, v.regex(/^\P{Cc}*$/u, 'A name has no control characters.'))

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

export async function putPartner(tx: Tx, partner: string, input: v.InferOutput<typeof partnerInput>) {
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
  return row
}

/** By name, `limit` of them after `cursor`. */
export async function listPartners({ db, t }: Reader, { cursor, limit }: { cursor: string; limit: number }) {
  const rows = await db
    .select()
    .from(t.partners)
    .where(gt(t.partners.name, cursor))
    .orderBy(asc(t.partners.name))
    .limit(limit + 1)
  return { items: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.name ?? null) : null }
}
