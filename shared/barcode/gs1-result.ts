/** Element strings in the order of the label: `[AI, value]`. */
export type AiList = [ai: string, value: string][]

/** Why a text is not a valid element string or Digital Link. */
export type Gs1ErrorKind =
  | 'empty'
  | 'unknown-ai'
  | 'too-short'
  | 'too-long'
  | 'length'
  | 'charset'
  | 'check-digit'
  | 'date'
  | 'time'
  | 'content'
  | 'repeated'
  | 'brackets'
  | 'not-a-link'
  | 'domain'
  | 'no-key'
  | 'bad-character'
  | 'qualifiers'
  | 'attribute'

export interface Gs1Error {
  kind: Gs1ErrorKind
  /** The AI at fault, where one is. */
  ai?: string
  /** What is wrong, in plain words; one clause without a final stop, so that it can be continued with what to do. */
  message: string
}

/** `warnings` are sentences about associations between AIs: one label may complete another, so they refuse nothing. */
export type Gs1Result = { ok: true; ais: AiList; warnings: string[] } | { ok: false; error: Gs1Error }

export function refusal(kind: Gs1ErrorKind, message: string, ai?: string): { ok: false; error: Gs1Error } {
  return { ok: false, error: ai === undefined ? { kind, message } : { kind, ai, message } }
}
