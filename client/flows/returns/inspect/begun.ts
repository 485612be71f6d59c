/**
 * A begun inspection outlives its screen, and the app: the camera of a small handheld may push the app out of its memory, and
 * the photos are on the disk by then. Nothing of it is a fact before it is recorded.
 */
import type { Hand, InspectStage, InspectState } from './state.ts'

const KEY = 'lotline-inspection'

export interface Begun {
  /** Of this shape. */
  v: 1
  sessionId: string
  stage: InspectStage
  hand: Hand
}

export function begunInspection(sessionId: string): Begun | null {
  try {
    const begun = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Begun | null
    return begun?.v === 1 && begun.sessionId === sessionId ? begun : null
  } catch {
    return null
  }
}

/** Where it cannot be kept, the inspection goes on all the same. */
export function keepBegun(sessionId: string, { stage, hand }: InspectState): void {
  try {
    const begun: Begun | null = hand === null || stage === 'condition' ? null : { v: 1, sessionId, stage, hand }
    if (begun === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(begun))
  } catch {
    // The disk is full, or there is none.
  }
}

/** Goes on where it was left; from the start where somebody else has inspected the goods meanwhile. */
export function resumed(state: InspectState, begun: Begun | null): InspectState {
  const goods = begun && state.waiting.find(({ id }) => id === begun.hand.goods.id)
  if (!begun || !goods) return state
  const { hand } = begun
  const quantity = hand.quantity === null ? null : Math.min(hand.quantity, goods.quantity)
  return { ...state, stage: begun.stage, hand: { ...hand, goods, quantity } }
}
