/** What a supervisor settles on the spot: remedies that need no more than a reason or a note. The rest is for a desk. */
import type { FloorException } from './contract.ts'

export interface FloorRemedy {
  id: string
  label: string
  note: string
  /** What is asked before it is done. */
  asks: 'note' | 'reason' | 'nothing'
}

const REMEDIES: Record<string, Omit<FloorRemedy, 'id'>> = {
  accept: { label: 'Accept it', note: 'It stays as it happened', asks: 'note' },
  review: { label: 'Looked at', note: 'Say what you found', asks: 'note' },
  approve: { label: 'Approve the count', note: 'The ledger gets what was counted', asks: 'reason' },
  keep: { label: 'Keep the ledger', note: 'The count is set aside', asks: 'nothing' },
  count: { label: 'Have it counted', note: 'A blind count is asked for', asks: 'nothing' },
  recount: { label: 'Have it counted again', note: 'A blind count is asked for', asks: 'nothing' },
  hold: { label: 'Hold the lot', note: 'It leaves sale everywhere at once', asks: 'note' },
}

/** Which of two statements about a lot is right can be looked up on its label. */
const KEEP_LOT = { label: 'Keep what was known', note: 'The first statement stays', asks: 'note' } as const

export function floorRemedies({ type, remedies, location }: FloorException): FloorRemedy[] {
  return remedies.flatMap((id) => {
    const known = id === 'keep' && type === 'lot-conflict' ? KEEP_LOT : REMEDIES[id]
    // Where to count is typed at a desk.
    if (!known || (id === 'count' && location === null)) return []
    return [{ id, ...known }]
  })
}
