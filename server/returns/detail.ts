/** All that is known of one return beside its summary: lines, goods, inspections, photos, and which documents are missing. */
import { inArray } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { usersNamed } from '../exceptions/answers.ts'
import { photosOfReturn } from './cases.ts'
import { missingDocuments } from './documents.ts'
import { instant, type Known, stands } from './known.ts'

export type ReturnDetail = Awaited<ReturnType<typeof detailOf>>

export async function detailOf(reader: Reader, { row, lines, goods, inspections }: Known) {
  const photos = await photosOfReturn(reader, row)
  const stored = await storedOf(reader, photos)
  const names = await itemNames(
    reader,
    [...lines, ...goods].map(({ sku }) => sku),
  )
  const people = await usersNamed(reader, peopleIn(goods, inspections))
  const person = (id: string | null): string | null => (id === null ? null : (people.get(id) ?? id))
  return {
    note: row.note,
    missing: missingDocuments(row.chargeback, photos.length),
    photos: photos.map((sha256) => {
      const file = stored.get(sha256)
      const inspection = inspections.find((one) => stands(one) && one.photos.includes(sha256))
      return {
        sha256,
        stored: file !== undefined,
        type: file?.type ?? null,
        bytes: file?.bytes ?? null,
        from: inspection ? ('inspection' as const) : ('desk' as const),
        at: inspection ? instant(inspection.inspectedAt) : file ? instant(file.storedAt) : null,
      }
    }),
    lines: lines.map(({ sku, reason, expected, received, lots }) => ({
      sku,
      name: names.get(sku) ?? sku,
      reason,
      expected,
      received,
      lots: lots.map(({ lot, quantity }) => ({ lot: lotOrNull(lot), quantity })),
    })),
    goods: goods.map((one) => ({
      id: one.id,
      sku: one.sku,
      name: names.get(one.sku) ?? one.sku,
      lot: lotOrNull(one.lot),
      lotFrom: one.lotFrom,
      quantity: one.quantity,
      inspected: one.inspected,
      reason: one.reason,
      location: one.location,
      receivedAt: instant(one.receivedAt),
      by: person(one.userId),
      unitCost:
        one.unitCost === null || one.currency === null ? null : { amount: one.unitCost, currency: one.currency },
    })),
    inspections: inspections.map((one) => ({
      id: one.id,
      sku: one.sku,
      lot: lotOrNull(one.lot),
      quantity: one.quantity,
      carriedOut: one.carriedOut,
      condition: one.condition,
      disposition: one.disposition,
      proposed: one.proposed,
      because: one.because,
      checklist: one.checklist,
      photos: one.photos,
      note: one.note,
      state: one.state,
      waitsFor: one.waitsFor,
      to: one.to,
      location: one.location,
      by: person(one.userId),
      approvedBy: person(one.approvedBy),
      inspectedAt: instant(one.inspectedAt),
      doneAt: one.doneAt === null ? null : instant(one.doneAt),
    })),
  }
}

const lotOrNull = (lot: string): string | null => (lot === '' ? null : lot)

const peopleIn = (goods: Known['goods'], inspections: Known['inspections']): string[] => [
  ...new Set(
    [...goods.map((one) => one.userId), ...inspections.flatMap((one) => [one.userId, one.approvedBy])].filter(
      (id) => id !== null,
    ),
  ),
]

async function itemNames({ db, t: { items } }: Reader, skus: readonly string[]): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const rows = await db
    .select({ sku: items.sku, name: items.name })
    .from(items)
    .where(inArray(items.sku, [...new Set(skus)]))
  return new Map(rows.map(({ sku, name }) => [sku, name]))
}

export async function storedOf({ db, t: { attachments } }: Reader, hashes: readonly string[]) {
  const rows =
    hashes.length === 0
      ? []
      : await db
          .select()
          .from(attachments)
          .where(inArray(attachments.sha256, [...hashes]))
  return new Map(rows.map((row) => [row.sha256, row]))
}
