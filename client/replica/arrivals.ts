/** What is on its way here from other warehouses of the company. Own work is laid over. */
import { type ItemRow, keyOf, type TransferGoodsRow, type TransferRow, type UnitGoods } from '../../shared/wire/pull.ts'
import { overlayNow, type View } from './view.ts'

export interface ArrivingGoods {
  transfer: TransferRow
  item: ItemRow
  lot: string
  /** Units that were sent and have not come. */
  underWay: number
}

/** A carton or pallet under way; `unit` is what stands on its label. */
export interface ArrivingUnit {
  transfer: TransferRow
  unit: string
  goods: UnitGoods[]
}

export interface Arrivals {
  goods: ArrivingGoods[]
  units: ArrivingUnit[]
}

export async function arrivals(view: View): Promise<Arrivals> {
  const { transfers, transferGoods, transferUnits, items } = view.replica.rows
  const overlay = await overlayNow(view)
  const known = new Map((await transfers.toArray()).map((transfer) => [transfer.id, transfer]))
  const [rows, units] = await Promise.all([transferGoods.toArray(), transferUnits.toArray()])
  const named = await items.bulkGet([...new Set(rows.map(({ sku }) => sku))])
  const itemOf = new Map(named.flatMap((item) => (item ? [[item.sku, item]] : [])))
  const goods = rows.flatMap((row): ArrivingGoods[] => {
    const [transfer, item] = [known.get(row.transferId), itemOf.get(row.sku)]
    const underWay = leftOf(row, overlay.transferred)
    return transfer && item && underWay > 0 ? [{ transfer, item, lot: row.lot, underWay }] : []
  })
  return {
    goods: goods.sort(byTransfer),
    units: units.flatMap(({ transferId, unit, goods }) => {
      const transfer = known.get(transferId)
      return transfer && !overlay.unitsReceived.has(keyOf(transferId, unit)) ? [{ transfer, unit, goods }] : []
    }),
  }
}

const leftOf = ({ transferId, sku, lot, sent, received, lost }: TransferGoodsRow, own: ReadonlyMap<string, number>) =>
  sent - received - lost - (own.get(keyOf(transferId, sku, lot)) ?? 0)

/** The oldest first: ids are in the order in which they were asked for. */
const byTransfer = (a: ArrivingGoods, b: ArrivingGoods): number =>
  a.transfer.id.localeCompare(b.transfer.id) || a.item.name.localeCompare(b.item.name) || a.lot.localeCompare(b.lot)
