/** What the server answers about documents exchanged with trading partners. Instants are ISO with a zone. */

export interface Connector {
  id: string
  kind: string
  channel: string
  state: 'on' | 'paused' | 'resting' | 'failing'
  settings: { name?: string }
}

export type DocumentState =
  | 'received'
  | 'applied'
  | 'failed'
  | 'refused'
  | 'ignored'
  | 'drafted'
  | 'sent'
  | 'accepted'
  | 'accepted-with-errors'
  | 'rejected'
  | 'unanswered'

export interface Acknowledgement {
  /** A, E, P or R. */
  status: string
  reason: string | null
  /** The document that says so. */
  document: string | null
  /** Null: it has not gone out yet. */
  at: string | null
}

export interface DocumentSummary {
  id: string
  direction: 'in' | 'out'
  /** 850, 997; empty: a file of which nothing could be told. */
  set: string
  name: string
  state: DocumentState
  number: string | null
  /** The partner's order that it is about. */
  externalId: string | null
  detail: string | null
  interchange: string
  group: string
  control: string
  fileName: string | null
  at: string
  ageSeconds: number
  acknowledgement: Acknowledgement | null
}

export interface Segment {
  number: number
  raw: string
  id: string
  name: string
  elements: { ref: string; name: string | null; value: string; means: string | null }[]
}

export interface DocumentDetail extends DocumentSummary {
  raw: string
  segments: Segment[]
  orderId: string | null
  failure: { id: string; code: string; detail: string; advice: string } | null
  again: string | null
}
