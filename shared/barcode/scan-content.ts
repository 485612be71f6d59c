import { isoFromYymmdd } from './date.ts'
import type { AiList } from './gs1-result.ts'
import type { Scan } from './scan-result.ts'

/** What a list of elements names: everything of a Scan that does not depend on how it was carried. */
export type ScanContent = Omit<Scan, 'text' | 'symbology' | 'question'>

type Values = ReadonlyMap<string, string>
type Naming = Pick<Scan, 'kind' | 'code'>

/**
 * Elements → kind, code and the fields that the warehouse uses. `plain` is the code where they name nothing by
 * themselves (a second label with lot and date only). `currentYear` has four digits.
 */
export function contentOf(ais: AiList, warnings: readonly string[], plain: string, currentYear: number): ScanContent {
  const values: Values = new Map(ais)
  const content: ScanContent = {
    ...(namingOf(values) ?? { kind: 'unknown', code: plain }),
    ais,
    ...keysOf(values),
    ...datesOf(values, currentYear),
    warnings: [...warnings],
  }
  if (content.kind === 'unknown') content.problem = missingKey(content)
  addQuantity(content, values.get('37') ?? values.get('30'))
  return content
}

/** The physical thing outranks what is in it: unit, then item, then place, then order. */
function namingOf(values: Values): Naming | undefined {
  const unit = values.get('00') ?? values.get('8003') ?? values.get('8004')
  if (unit !== undefined) return { kind: 'unit', code: unit }
  const gtin = gtinOf(values)
  if (gtin !== undefined) return { kind: 'item', code: gtin }
  const location = values.get('414')
  const extension = values.get('254')
  if (location !== undefined) {
    return { kind: 'location', code: extension === undefined ? location : `${location}.${extension}` }
  }
  const order = values.get('400')
  return order === undefined ? undefined : { kind: 'order', code: order }
}

function gtinOf(values: Values): string | undefined {
  // 8006 and 8026 are one piece of a product: its GTIN, then piece and total.
  return (
    values.get('01') ?? values.get('02') ?? values.get('03') ?? (values.get('8006') ?? values.get('8026'))?.slice(0, 14)
  )
}

function keysOf(values: Values): Pick<Scan, 'gtin' | 'lot' | 'sscc' | 'serial'> {
  return present({
    gtin: gtinOf(values),
    lot: values.get('10'),
    sscc: values.get('00'),
    serial: values.get('21'),
  })
}

function datesOf(values: Values, year: number) {
  const dateOf = (ai: string) => isoOf(values.get(ai), year)
  const bestBefore = dateOf('15')
  const sellBy = dateOf('16')
  return present({
    expiresOn: dateOf('17') ?? dateOf('7003') ?? bestBefore ?? sellBy,
    bestBefore,
    sellBy,
    producedOn: dateOf('11') ?? dateOf('8008'),
    packedOn: dateOf('13'),
  })
}

function isoOf(value: string | undefined, year: number): string | undefined {
  if (value === undefined) return undefined
  const read = isoFromYymmdd(value.slice(0, 6), year)
  return read.ok ? read.date : undefined
}

function addQuantity(content: ScanContent, digits: string | undefined): void {
  if (digits === undefined) return
  const quantity = Number(digits)
  if (quantity > 0) content.quantity = quantity
  else content.warnings.push('The count on the label is zero and was not used.')
}

function missingKey(content: ScanContent): string {
  return content.lot === undefined && content.expiresOn === undefined
    ? 'This label names no product, unit, place or order; scan another barcode on it.'
    : 'This label has lot or dates but no product number; scan the product barcode first.'
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Drops the fields that are undefined. */
function present<T extends Record<string, string | undefined>>(fields: T): Present<T> {
  const kept: Record<string, string> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined) kept[name] = value
  }
  return kept as Present<T>
}
