/** Every kind of exception: how bad it is and what can be done about it (design, section 8). */
export type Severity = 'low' | 'medium' | 'high' | 'severe'

interface ExceptionKind {
  severity: Severity
  remedies: string[]
}

export const exceptionKinds = {
  'negative-stock': { severity: 'high', remedies: ['count'] },
  'rotation-bypassed': { severity: 'medium', remedies: ['accept', 'swap'] },
  'held-lot-moved': { severity: 'severe', remedies: ['stop-shipment', 'put-back'] },
  'expired-lot-picked': { severity: 'severe', remedies: ['stop-shipment', 'put-back'] },
  'short-pick': { severity: 'high', remedies: ['split', 'backorder', 'substitute', 'cancel'] },
  oversold: { severity: 'high', remedies: ['move-protection', 'split', 'substitute', 'cancel'] },
  'at-risk': { severity: 'high', remedies: ['move-protection', 'split', 'substitute', 'cancel'] },
  /** A deficit was charged to protections: less is there than was set aside. */
  'protection-short': { severity: 'medium', remedies: ['lower', 'take-from-another'] },
  'unconfirmed-lot': { severity: 'high', remedies: ['complete', 'merge'] },
  'lot-conflict': { severity: 'medium', remedies: ['keep', 'correct'] },
  /** Counted, and off beyond tolerance: a second person counts, then a supervisor decides. */
  'count-variance': { severity: 'medium', remedies: ['approve', 'keep', 'recount'] },
  /** Something moved while it was counted: it is asked again, and closes when it was. */
  'count-disturbed': { severity: 'low', remedies: ['recount'] },
  'over-receipt': { severity: 'medium', remedies: ['accept', 'send-back'] },
  'over-pick': { severity: 'medium', remedies: ['put-back', 'accept'] },
  /** Two units with one SSCC, or one unit with two. */
  'label-conflict': { severity: 'medium', remedies: ['relabel', 'review'] },
  'over-shipment': { severity: 'high', remedies: ['review'] },
  'lease-conflict': { severity: 'medium', remedies: ['review'] },
  /** A fact names a task or an order that is not known here; its stock is posted all the same. */
  'unknown-reference': { severity: 'medium', remedies: ['review'] },
  'unproven-author': { severity: 'severe', remedies: ['review'] },
  'stream-gap': { severity: 'severe', remedies: ['review'] },
  'sequence-reused': { severity: 'severe', remedies: ['review'] },
  'refused-transaction': { severity: 'high', remedies: ['mend', 'dismiss'] },
  /** An undo came after its order, task or allocation had moved on; the stock is put back, the rest is for a person. */
  'reversal-incomplete': { severity: 'high', remedies: ['review'] },
} as const satisfies Record<string, ExceptionKind>

export type ExceptionType = keyof typeof exceptionKinds
