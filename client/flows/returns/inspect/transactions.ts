/** What an inspection records: one fact about what was seen and what becomes of it. */
import { type Disposition, scrapClaim } from '../../../../shared/rules/disposition.ts'
import type { PayloadInput } from '../../../../shared/transactions/index.ts'
import type { NewTransaction } from '../../../outbox/append.ts'
import type { Hand } from './state.ts'

export function inspectTransaction(
  { goods, condition, answers, photos, quantity, disposition, because }: Hand,
  proposed: Disposition,
  more: Pick<PayloadInput<'inspect'>, 'to' | 'approval'>,
): NewTransaction | null {
  if (condition === null || disposition === null || quantity === null) return null
  return {
    type: 'inspect',
    payload: {
      sku: goods.item.sku,
      lot: goods.lot === '' ? null : goods.lot,
      location: goods.location,
      quantity,
      condition,
      disposition,
      ...(goods.isReturned ? { returned: goods.id } : {}),
      ...(goods.returnId === null ? {} : { returnId: goods.returnId }),
      proposed,
      ...(because === null ? {} : { because }),
      ...(photos.length === 0 ? {} : { photos }),
      ...(answers.length === 0 ? {} : { checklist: answers }),
      ...more,
    },
  }
}

/** What the second person signs. `reason`: as it will stand in the approval. */
export const claimOf = ({ goods, quantity }: Hand, reason: string) =>
  scrapClaim({
    ...(goods.isReturned ? { returned: goods.id } : {}),
    sku: goods.item.sku,
    lot: goods.lot,
    quantity: quantity ?? 0,
    reason,
  })
