/** What a person says of a lot: its dates are looked at before, and what follows from them is done after. */
import { isExpired } from '../../../shared/rules/rotation.ts'
import { openRequest, type Scene } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { warehouseCodes } from '../../master/warehouses.ts'
import { withdrawLot } from '../../picking/withdraw-lot.ts'
import { missing } from './remedy.ts'

export interface LotDates {
  producedOn: string | null
  expiresOn: string | null
}

export function checkDates({ producedOn, expiresOn }: LotDates): void {
  if (producedOn !== null && expiresOn !== null && expiresOn < producedOn)
    throw missing('expiresOn', `It cannot expire before it was made, on ${producedOn}.`)
}

/** A lot that turns out to have expired leaves the pick lists of every warehouse, and what is picked of it is put back. */
export async function withdrawExpired({ tx, posted }: Scene, sku: string, lot: string): Promise<void> {
  for (const warehouse of await warehouseCodes(tx)) {
    const there = openRequest(tx, warehouse, 'remedy', posted.author)
    const known = await there.ground.lot(sku, lot)
    if (!isExpired(known?.expiresOn ?? null, await there.ground.today())) continue
    await withdrawLot(there, { sku, lot }, 'has expired')
    await settle(there)
  }
}
