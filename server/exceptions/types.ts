/** Every kind of exception: how bad it is and what can be done about it (design, section 8). */
export type Severity = 'low' | 'medium' | 'high' | 'severe'

/** The worst first. */
export const SEVERITIES = ['severe', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

interface ExceptionKind {
  severity: Severity
  /** What carries each out: see `remedies/`. */
  remedies: string[]
}

export const exceptionKinds = {
  'negative-stock': { severity: 'high', remedies: ['count', 'write-off', 'reverse'] },
  'rotation-bypassed': { severity: 'medium', remedies: ['accept', 'swap', 'hold', 'reverse'] },
  'held-lot-moved': { severity: 'severe', remedies: ['stop-shipment', 'put-back', 'review', 'reverse'] },
  'expired-lot-picked': { severity: 'severe', remedies: ['stop-shipment', 'put-back', 'hold', 'review', 'reverse'] },
  'short-pick': {
    severity: 'high',
    remedies: ['re-allocate', 'split', 'backorder', 'substitute', 'cancel', 'reverse'],
  },
  oversold: { severity: 'high', remedies: ['move-protection', 'split', 'substitute', 'cancel'] },
  'at-risk': { severity: 'high', remedies: ['re-allocate', 'move-protection', 'split', 'substitute', 'cancel'] },
  /** A deficit was charged to protections: less is there than was set aside. */
  'protection-short': { severity: 'medium', remedies: ['lower', 'take-from-another'] },
  'unconfirmed-lot': { severity: 'high', remedies: ['complete', 'merge', 'count', 'hold', 'reverse'] },
  'lot-conflict': { severity: 'medium', remedies: ['keep', 'correct', 'hold', 'reverse'] },
  /** Counted, and off beyond tolerance: a second person counts, then a supervisor decides. */
  'count-variance': { severity: 'medium', remedies: ['approve', 'keep', 'recount', 'reverse'] },
  /** Something moved while it was counted: it is asked again, and closes when it was. */
  'count-disturbed': { severity: 'low', remedies: ['recount', 'reverse'] },
  'over-receipt': { severity: 'medium', remedies: ['accept', 'send-back', 'count', 'hold', 'reverse'] },
  /** Between two warehouses: less has come than was sent, or more. */
  'transfer-differs': { severity: 'high', remedies: ['write-off', 'reverse'] },
  /** More came back than was sent or announced, or what was never sent. */
  'over-return': { severity: 'medium', remedies: ['accept', 'send-back', 'hold', 'reverse'] },
  /** Inspected goods cannot go where the inspector meant them to go, or nobody on the floor could say where. */
  'disposition-stopped': { severity: 'medium', remedies: ['dispose', 'inspect-again', 'accept', 'hold', 'reverse'] },
  /** Worth so much that a second person must allow it. */
  'scrap-approval': { severity: 'medium', remedies: ['approve', 'inspect-again', 'reverse'] },
  /** A chargeback stands against a return, and what its dispute needs is not there: it is not sold again. */
  'documents-missing': { severity: 'high', remedies: ['restock', 'inspect-again', 'reverse'] },
  /** The last day on which a chargeback can be disputed is near. */
  'chargeback-due': { severity: 'high', remedies: ['dispute', 'accept'] },
  /** A lot comes back more often than others. */
  'quality-suspect': { severity: 'high', remedies: ['hold', 'review'] },
  'over-pick': { severity: 'medium', remedies: ['put-back', 'accept', 'count', 'reverse'] },
  /** Two units with one SSCC, or one unit with two. */
  'label-conflict': { severity: 'medium', remedies: ['relabel', 'review', 'reverse'] },
  'over-shipment': { severity: 'high', remedies: ['review', 'reverse'] },
  'lease-conflict': { severity: 'medium', remedies: ['review', 'reverse'] },
  /** A fact names a task or an order that is not known here; its stock is posted all the same. */
  'unknown-reference': { severity: 'medium', remedies: ['review', 'count', 'reverse'] },
  'unproven-author': { severity: 'severe', remedies: ['review', 'reverse'] },
  'stream-gap': { severity: 'severe', remedies: ['review', 'count'] },
  'sequence-reused': { severity: 'severe', remedies: ['review'] },
  'refused-transaction': { severity: 'high', remedies: ['mend', 'dismiss'] },
  /** A platform does not take what a listing should show: it may sell what is not there. */
  'publish-failed': { severity: 'high', remedies: ['retry', 'ignore'] },
  /** What a platform has sold or changed could not be followed here. */
  'intake-failed': { severity: 'high', remedies: ['retry', 'ignore'] },
  /** A listing shows another number than it was told, again and again. */
  drift: { severity: 'medium', remedies: ['re-publish', 'review'] },
  /** A platform does not answer, or does not let this server in. */
  'connector-silent': { severity: 'high', remedies: ['retry', 'review'] },
  /** An undo came after its order, task or allocation had moved on; the stock is put back, the rest is for a person. */
  'reversal-incomplete': { severity: 'high', remedies: ['review', 'count'] },
} as const satisfies Record<string, ExceptionKind>

export type ExceptionType = keyof typeof exceptionKinds

export const EXCEPTION_TYPES = Object.keys(exceptionKinds) as ExceptionType[]
