/**
 * Rows of transformation: foods on the list that were made, repacked or relabelled, from what (21 CFR 1.1350). Each row
 * is one lot that went in and one that came out, so that sorting by either finds all of the other.
 */
import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { type Asked, dayAsked, instantsAsked } from './asked.ts'
import { type Cell, dayCell, type EventRow, Gap, type Row } from './cells.ts'
import type { TRANSFORMATION } from './columns.ts'
import { type Completion, readCompletions } from './completions.ts'
import { sayDocument } from './document.ts'
import { isAsked, type LotsAsked, MOST_ROWS, tooManyRows, wanted } from './lines.ts'
import { type LotCode, lotCode } from './lot-code.ts'
import { ownLocation } from './receiving.ts'
import { type Lot, readLots, readMakers, readReversed } from './recorded.ts'
import { groupsOf, readItems, type Scope, type ScopeItem } from './scope.ts'

type Line = Pick<Schema['transformationLines']['$inferSelect'], 'transactionId' | 'side' | 'sku' | 'lot' | 'quantity'>

export interface Made
  extends Pick<
    Schema['transformations']['$inferSelect'],
    'transactionId' | 'kind' | 'documentType' | 'documentNumber'
  > {
  occurredAt: number
  day: string
}

/** Transformations that the asked items and lots went into or came out of, by day. */
export async function readMade({ db, t }: Reader, scope: Scope, asked: Asked, lots: LotsAsked): Promise<Made[]> {
  const { transformations: made, transformationLines: lines } = t
  const { first, last } = instantsAsked(asked)
  const found = new Map<string, Made>()
  for (const condition of wanted(lines, scope.skus, lots)) {
    const rows = await db
      .selectDistinct({
        transactionId: made.transactionId,
        kind: made.kind,
        documentType: made.documentType,
        documentNumber: made.documentNumber,
        occurredAt: made.occurredAt,
      })
      .from(lines)
      .innerJoin(made, eq(made.transactionId, lines.transactionId))
      .where(
        and(
          condition,
          eq(made.warehouse, scope.warehouse),
          first === undefined ? undefined : gte(made.occurredAt, first),
          last === undefined ? undefined : lt(made.occurredAt, last),
        ),
      )
      .limit(MOST_ROWS + 1)
    for (const row of rows) {
      const day = dayAsked(asked, row.occurredAt, scope.timeZone)
      if (day !== undefined) found.set(row.transactionId, { ...row, day })
    }
    if (rows.length > MOST_ROWS || found.size > MOST_ROWS) throw tooManyRows()
  }
  return [...found.values()].sort((a, b) => a.occurredAt - b.occurredAt || (a.transactionId < b.transactionId ? -1 : 1))
}

export async function transformationRows(
  reader: Reader,
  scope: Scope,
  lots: LotsAsked,
  made: readonly Made[],
): Promise<EventRow<typeof TRANSFORMATION>[]> {
  const ids = made.map((one) => one.transactionId)
  const reversed = await readReversed(reader, ids)
  const lines = await readTransformationLines(reader, ids)
  const completions = await readCompletions(reader, ids)
  const known = {
    items: await readItems(reader, [...new Set(lines.map((line) => line.sku))]),
    lots: await readLots(reader, lines),
    makers: await readMakers(reader, lines),
  }
  const byTransaction = new Map<string, Line[]>(ids.map((id) => [id, []]))
  for (const line of lines) byTransaction.get(line.transactionId)?.push(line)
  return made
    .filter((one) => !reversed.has(one.transactionId))
    .flatMap((one) => {
      const pairs = pairsOf(scope, lots, byTransaction.get(one.transactionId) ?? [], known.items)
      return pairs.map((pair) =>
        rowOf(scope, known, { made: one, completion: completions.get(one.transactionId), ...pair }),
      )
    })
}

async function readTransformationLines({ db, t: { transformationLines: lines } }: Reader, ids: readonly string[]) {
  const found: Line[] = []
  for (const group of groupsOf(ids)) {
    found.push(
      ...(await db
        .select({
          transactionId: lines.transactionId,
          side: lines.side,
          sku: lines.sku,
          lot: lines.lot,
          quantity: lines.quantity,
        })
        .from(lines)
        .where(inArray(lines.transactionId, group))
        .orderBy(asc(lines.transactionId), asc(lines.position))),
    )
  }
  return found
}

interface Pair {
  /** Undefined: no food on the list went in. */
  used: Line | undefined
  produced: Line
}

/** What came out is on the list, or it is no transformation of the rule; an item that was asked for by name is shown all the same. */
function pairsOf(scope: Scope, lots: LotsAsked, lines: readonly Line[], items: ReadonlyMap<string, ScopeItem>): Pair[] {
  const isOurs = (line: Line) => scope.items.has(line.sku)
  const matters = (line: Line) => isOurs(line) || (items.get(line.sku)?.traced ?? false)
  const consumed = lines.filter((line) => line.side === 'consumed' && matters(line))
  const produced = lines.filter((line) => line.side === 'produced')
  const listed = produced.filter(matters)
  const askedByName = consumed.some((line) => isOurs(line) && items.get(line.sku)?.traced === false)
  const out = listed.length === 0 && askedByName ? produced : listed
  const pairs = out.flatMap((line): Pair[] =>
    consumed.length === 0 ? [{ used: undefined, produced: line }] : consumed.map((used) => ({ used, produced: line })),
  )
  const isWanted = (line: Line | undefined) => line !== undefined && isOurs(line) && isAsked(lots, line)
  return pairs.filter(({ used, produced }) => isWanted(used) || isWanted(produced))
}

interface Known {
  items: ReadonlyMap<string, ScopeItem>
  lots: ReadonlyMap<string, Lot>
  makers: ReadonlyMap<string, string>
}

interface Linked extends Pair {
  made: Made
  completion: Completion | undefined
}

function rowOf(scope: Scope, known: Known, linked: Linked): EventRow<typeof TRANSFORMATION> {
  const { made, produced } = linked
  return {
    sku: produced.sku,
    lot: produced.lot,
    day: made.day,
    transactionId: made.transactionId,
    cells: cellsOf(scope, known, linked),
  }
}

function cellsOf(scope: Scope, known: Known, { made, completion, used, produced }: Linked): Row<typeof TRANSFORMATION> {
  const { sku, lot, quantity } = produced
  // What comes out of a transformation has its code from where it was made, whoever else delivers that lot number.
  const out = codeOf(scope, known, produced, scope.warehouse)
  const item = known.items.get(sku)
  return {
    ...documentCells(made, completion),
    ...(used ? usedCells(scope, known, used) : NOTHING_USED),
    'FTL Food Produced TLC - GTIN': out?.gtin ?? null,
    'FTL Food Produced TLC - Batch': out?.batch ?? null,
    'FTL Food Produced TLC - SSCC': null,
    'FTL Food Produced TLC - Date': out?.date ?? null,
    'FTL Food Produced TLC - Date Type': out?.dateType ?? null,
    'Transform Location - TLCS': ownLocation(scope),
    'TLCS Reference GLN': scope.houses.get(scope.warehouse)?.gln ?? null,
    'TLCS Reference FFRN': null,
    'TLCS Reference URL': null,
    'TLCS Reference GGN': null,
    'Date Transformed': dayCell(made.day),
    'FTL Food Produced Product Description': item?.name ?? `${sku} ${lot}`,
    'FTL Food Produced Qty': quantity,
    'FTL Food Produced UOM': item?.unit ?? null,
  }
}

function codeOf(scope: Scope, known: Known, line: Line, maker: string | undefined): LotCode | undefined {
  const item = known.items.get(line.sku)
  return item && lotCode(scope, { item, number: line.lot, lot: known.lots.get(lotKey(line.sku, line.lot)), maker })
}

function documentCells(made: Made, completion: Completion | undefined) {
  const type = made.documentType ?? completion?.documentType
  const number = made.documentNumber ?? completion?.documentNumber
  const gap = new Gap(sayDocument(made.transactionId))
  return {
    'Reference Document Type': type ?? gap,
    'Reference Document Number for Transformation Event': number ?? gap,
  }
}

type UsedColumn = Extract<(typeof TRANSFORMATION)[number], `FTL Food Used ${string}`>

function usedCells(scope: Scope, known: Known, used: Line): Record<UsedColumn, Cell> {
  const code = codeOf(scope, known, used, known.makers.get(lotKey(used.sku, used.lot)))
  const item = known.items.get(used.sku)
  return {
    'FTL Food Used TLC - GTIN': code?.gtin ?? null,
    'FTL Food Used TLC - Batch': code?.batch ?? null,
    'FTL Food Used TLC - SSCC': null,
    'FTL Food Used TLC - Date': code?.date ?? null,
    'FTL Food Used TLC - Date Type': code?.dateType ?? null,
    'FTL Food Used Qty': used.quantity,
    'FTL Food Used UOM': item?.unit ?? null,
    'FTL Food Used Product Description': item?.name ?? used.sku,
  }
}

/** What is grown or bought is not on the list until it is made into something that is: then nothing on the list went in. */
const NOTHING_USED: Record<UsedColumn, null> = {
  'FTL Food Used TLC - GTIN': null,
  'FTL Food Used TLC - Batch': null,
  'FTL Food Used TLC - SSCC': null,
  'FTL Food Used TLC - Date': null,
  'FTL Food Used TLC - Date Type': null,
  'FTL Food Used Qty': null,
  'FTL Food Used UOM': null,
  'FTL Food Used Product Description': null,
}
