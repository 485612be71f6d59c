/** A lot that must not leave or be used was all the same: it has happened, is posted, and is told as severe. */
import { isExpired } from '../../shared/rules/rotation.ts'
import { raise, type Scene } from '../ledger/scene.ts'

export interface Unfit {
  sku: string
  lot: string
  location?: string | undefined
  orderId?: string | undefined
  /** What happened to it, such as "was picked". */
  what: string
  /** Tells findings about one lot apart; the transaction where nothing else does. */
  about?: string
}

export async function raiseUnfit(scene: Scene, { what, about, ...found }: Unfit): Promise<void> {
  const lot = await scene.ground.lot(found.sku, found.lot)
  if (!lot) return
  const subject = `${lot.sku}/${lot.lot}/${about ?? scene.posted.transactionId}`
  if (lot.holdReason !== null) {
    const detail = `Lot ${lot.lot} of ${lot.sku} is on hold (${lot.holdReason}) and ${what}. Stop the shipment.`
    await raise(scene, { type: 'held-lot-moved', subject, detail, ...found })
  }
  if (isExpired(lot.expiresOn, await scene.ground.today())) {
    const detail = `Lot ${lot.lot} of ${lot.sku} expired on ${lot.expiresOn} and ${what}. Stop the shipment.`
    await raise(scene, { type: 'expired-lot-picked', subject, detail, ...found })
  }
}
