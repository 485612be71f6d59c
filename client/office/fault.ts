/** What the server found fault with, and where: so that its sentence stands at the field. */
import { Refusal } from './api.ts'

export interface Fault {
  /** `reasons.2.code` */
  field: string
  /** The sentence without the path before it. */
  detail: string
}

/** As it is said where the field is marked as well: without its path. */
export const withoutField = (sentence: string): string => sentence.replace(/^([a-z]\w*|\[\d+\])(\.\w+|\[\d+\])*: /, '')

/** The server writes `reasons[2].code`. */
export const faultOf = (failure: Error | null): Fault | null =>
  failure instanceof Refusal && failure.field !== undefined
    ? {
        field: failure.field.replace(/\[(\d+)\]/g, '.$1'),
        detail: failure.message.replace(`${failure.field}: `, ''),
      }
    : null
