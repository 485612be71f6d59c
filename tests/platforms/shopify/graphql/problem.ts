import type { Place } from './syntax.ts'

/** One entry of the answer's `errors`. */
export interface GraphqlError {
  message: string
  locations?: Place[]
  path?: (string | number)[]
  extensions: Record<string, unknown>
}

/** Thrown by a field: its answer is null and the error stands beside the data. */
export class FieldFault extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}
