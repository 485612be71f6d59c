/** What a supervisor settles on the spot: remedies that need no more than a reason or a note. The rest is for a desk. */
import { t } from '../../language/t.ts'
import type { FloorException } from './contract.ts'

export interface FloorRemedy {
  id: string
  label: string
  note: string
  /** What is asked before it is done. */
  asks: 'note' | 'reason' | 'nothing'
}

const REMEDIES: Record<string, Omit<FloorRemedy, 'id'>> = {
  accept: { label: t('Accept it'), note: t('It stays as it happened'), asks: 'note' },
  review: { label: t('Looked at'), note: t('Say what you found'), asks: 'note' },
  approve: { label: t('Approve the count'), note: t('The ledger gets what was counted'), asks: 'reason' },
  keep: { label: t('Keep the ledger'), note: t('The count is set aside'), asks: 'nothing' },
  count: { label: t('Have it counted'), note: t('A blind count is asked for'), asks: 'nothing' },
  recount: { label: t('Have it counted again'), note: t('A blind count is asked for'), asks: 'nothing' },
  hold: { label: t('Hold the lot'), note: t('It leaves sale everywhere at once'), asks: 'note' },
}

/** Which of two statements about a lot is right can be looked up on its label. */
const KEEP_LOT = { label: t('Keep what was known'), note: t('The first statement stays'), asks: 'note' } as const

export function floorRemedies({ type, remedies, location }: FloorException): FloorRemedy[] {
  return remedies.flatMap((id) => {
    const known = id === 'keep' && type === 'lot-conflict' ? KEEP_LOT : REMEDIES[id]
    // Where to count is typed at a desk.
    if (!known || (id === 'count' && location === null)) return []
    return [{ id, ...known }]
  })
}
