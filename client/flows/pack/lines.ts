/** What of an order is packed and what is still to be: one line per item and lot, wherever it stands. */
import type { ItemRow, LotRow } from '../../../shared/wire/pull.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { StandingLine, StandingOrder } from '../../replica/standing.ts'

export interface PackLine {
  item: ItemRow
  lot: string
  lotRow: LotRow | undefined
  /** All that was picked of it, and what of that is in a labelled unit. */
  picked: number
  packed: number
}

const isOf =
  ({ item, lot }: Pick<PackLine, 'item' | 'lot'>) =>
  (line: StandingLine): boolean =>
    line.item.sku === item.sku && line.lot === lot

export function packLines({ lines }: StandingOrder): PackLine[] {
  const found = new Map<string, PackLine>()
  for (const { item, lot, lotRow, quantity, packed } of lines) {
    const key = `${item.sku}\n${lot}`
    const known = found.get(key) ?? { item, lot, lotRow, picked: 0, packed: 0 }
    found.set(key, {
      ...known,
      picked: known.picked + quantity,
      packed: known.packed + (packed ? quantity : 0),
    })
  }
  return [...found.values()].sort((a, b) => a.item.sku.localeCompare(b.item.sku) || a.lot.localeCompare(b.lot))
}

export const toPack = (line: PackLine): number => line.picked - line.packed

export const leftToPack = (order: StandingOrder): number =>
  packLines(order).reduce((sum, line) => sum + toPack(line), 0)

/** How many of a line are in this unit. */
export const inUnit = ({ lines }: StandingOrder, line: Pick<PackLine, 'item' | 'lot'>, unit: string): number =>
  lines.filter((one) => one.location === unit && isOf(line)(one)).reduce((sum, { quantity }) => sum + quantity, 0)

/** All that is in a unit. */
export const unitContent = ({ lines }: StandingOrder, unit: string): number =>
  lines.filter(({ location }) => location === unit).reduce((sum, { quantity }) => sum + quantity, 0)

/** The unit that is being packed. One that is new here is named after its label. */
export interface OpenUnit {
  code: string
  sscc: string
}

/** The transaction, and the order as it leaves it: the next scan is judged by that at once. */
export function packInto(
  order: StandingOrder,
  line: PackLine,
  quantity: number,
  unit: OpenUnit,
): { record: NewTransaction; order: StandingOrder } {
  const taken: { from: string; quantity: number }[] = []
  const lines: StandingLine[] = []
  let left = quantity
  for (const one of order.lines) {
    const units = isOf(line)(one) && !one.packed ? Math.min(left, one.quantity) : 0
    if (units > 0) taken.push({ from: one.location, quantity: units })
    if (one.quantity > units) lines.push({ ...one, quantity: one.quantity - units })
    left -= units
  }
  const { id, channel, externalId } = order.order
  const record: NewTransaction = {
    type: 'pack',
    payload: {
      orderId: id,
      channel,
      orderExternalId: externalId,
      ...(unit.code === unit.sscc ? {} : { unit: unit.code }),
      sscc: unit.sscc,
      lines: taken.map(({ from, quantity: units }) => ({
        sku: line.item.sku,
        lot: line.lot === '' ? null : line.lot,
        quantity: units,
        from,
      })),
    },
  }
  const units = order.units.some(({ code }) => code === unit.code)
    ? order.units
    : [...order.units, { code: unit.code, sscc: unit.sscc, pallet: null }]
  return { record, order: { ...order, lines: withPacked(lines, line, quantity, unit.code), units } }
}

function withPacked(lines: StandingLine[], { item, lot, lotRow }: PackLine, quantity: number, location: string) {
  const known = lines.find((one) => one.location === location && one.item.sku === item.sku && one.lot === lot)
  if (!known) return [...lines, { item, lot, lotRow, location, quantity, packed: true }]
  return lines.map((one) => (one === known ? { ...one, quantity: one.quantity + quantity } : one))
}
