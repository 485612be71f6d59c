/** Lots and opening balances from a file, posted like everything else: as movements, from the adjustment location. */

import type { Money } from '../../shared/rules/money.ts'
import { ADJUSTMENT } from '../../shared/rules/places.ts'
import type { Status } from '../../shared/transactions/status.ts'
import type { Tx } from '../db/work.ts'
import { lockItem, move, openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { ledgerLot, saveImportedLot } from '../lots/record.ts'
import { Problem } from '../problem.ts'

export interface LotRow {
  sku: string
  lot: string
  receivedOn: string
  expiresOn?: string | undefined
  producedOn?: string | undefined
  supplier?: string | undefined
  supplierLot?: string | undefined
  tlcSource?: string | undefined
  unitCost?: Money | undefined
  unitCostQuantity: number
}

export interface StockRow {
  sku: string
  lot?: string | undefined
  location: string
  status: Status
  quantity: number
}

/** `told`: see writeRows. */
export function openStockImport(tx: Tx, warehouse: string, told?: ReadonlySet<string>) {
  const scene = openRequest(tx, warehouse, 'import', { deviceId: null, userId: 'import' })
  return {
    async writeLot(row: LotRow): Promise<void> {
      const item = await scene.ground.namedItem({ sku: row.sku })
      if (!item.lotTracked) throw new Problem(422, 'not-lot-tracked', `Item ${row.sku} has no lots.`)
      await saveImportedLot(scene, row, told)
    },
    async writeStock(row: StockRow): Promise<void> {
      const item = await scene.ground.namedItem({ sku: row.sku })
      await scene.ground.namedLocation(row.location, 'location')
      const lot = ledgerLot(item, row.lot)
      if (item.lotTracked && !(await scene.ground.lot(item.sku, lot))) {
        throw new Problem(
          422,
          'unknown-lot',
          `Item ${row.sku} has no lot ${lot === '' ? '(none was given)' : lot}. Import lots first.`,
        )
      }
      await lockItem(scene, item.sku)
      await move(scene, {
        sku: item.sku,
        lot,
        quantity: row.quantity,
        from: { location: ADJUSTMENT, status: row.status },
        to: { location: row.location, status: row.status },
      })
    },
    end: () => settle(scene),
  }
}
