/** The labels of goods that are announced and have not all come: one group per receipt. */
import { and, asc, eq, gt } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { caseCode, itemLabels, unitCode } from './item-labels.ts'
import { announcedLot } from './receipts.ts'
import { DEMO_TIME_ZONE, DEMO_WAREHOUSE } from './warehouse.ts'

export async function receiptCodes(reader: Reader): Promise<CodeGroup[]> {
  const lines = await waitingLines(reader)
  const labels = await itemLabels(
    reader,
    lines.map((line) => line.sku),
  )
  return [...new Set(lines.map((line) => line.receiptId))].map((receiptId) => {
    const own = lines.filter((line) => line.receiptId === receiptId)
    const [{ reference = '', supplier = '' } = {}] = own
    return {
      title: `Receipt ${reference} from ${supplier}`,
      codes: own.flatMap((line) => {
        const announced = announcedLot(line.sku, localDate(line.announcedAt, DEMO_TIME_ZONE))
        const lot = { sku: line.sku, lot: announced?.lot ?? '', expiresOn: announced?.expiresOn ?? null }
        const detail = `${line.expected - line.received} units expected`
        return [...caseCode(labels, lot, detail), ...unitCode(labels, line.sku)]
      }),
    }
  })
}

const waitingLines = ({ db, t }: Reader) =>
  db
    .select({
      receiptId: t.receipts.id,
      reference: t.receipts.reference,
      supplier: t.receipts.supplier,
      announcedAt: t.receipts.createdAt,
      sku: t.receiptLines.sku,
      expected: t.receiptLines.expected,
      received: t.receiptLines.received,
    })
    .from(t.receipts)
    .innerJoin(t.receiptLines, eq(t.receiptLines.receiptId, t.receipts.id))
    .where(
      and(
        eq(t.receipts.warehouse, DEMO_WAREHOUSE),
        eq(t.receipts.state, 'open'),
        gt(t.receiptLines.expected, t.receiptLines.received),
      ),
    )
    .orderBy(asc(t.receipts.reference), asc(t.receiptLines.sku))
