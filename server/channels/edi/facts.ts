/** References, dates and currency, as the heads and lines of most documents have them. */
import type { PartnerProfile } from './profile.ts'
import { elementOf, type Segment } from './x12/envelope.ts'
import { isoDateOf } from './x12/primitives.ts'

export interface Reference {
  /** Data element 128: "DP" department, "PO" order, "IV" invoice. */
  qualifier: string
  id?: string
  text?: string
}

export interface QualifiedDate {
  /** Data element 374: "038" ship no later, "002" delivery requested. */
  qualifier: string
  date: string
}

/** Of REF, and of N9 in the documents that have it instead. */
export const referencesOf = (segments: readonly Segment[]): Reference[] =>
  segments
    .filter(({ id }) => id === 'REF' || id === 'N9')
    .map((segment) => {
      const [qualifier = '', id, text] = [1, 2, 3].map((n) => elementOf(segment, n))
      return { qualifier, ...(id === undefined ? {} : { id }), ...(text === undefined ? {} : { text }) }
    })

export const referenceOf = (references: readonly Reference[], ...qualifiers: string[]): string | undefined =>
  qualifiers
    .map((qualifier) => references.find((one) => one.qualifier === qualifier)?.id)
    .find((id) => id !== undefined)

export const datesOf = (segments: readonly Segment[]): QualifiedDate[] =>
  segments
    .filter(({ id }) => id === 'DTM')
    .flatMap((segment) => {
      const date = isoDateOf(elementOf(segment, 2) ?? '')
      return date === undefined ? [] : [{ qualifier: elementOf(segment, 1) ?? '', date }]
    })

/** The first of `qualifiers` that is there. */
export const dateOf = (dates: readonly QualifiedDate[], qualifiers: readonly string[]): string | undefined =>
  qualifiers
    .map((qualifier) => dates.find((one) => one.qualifier === qualifier)?.date)
    .find((date) => date !== undefined)

export function currencyOf(segments: readonly Segment[], { currency }: PartnerProfile): string {
  const named = segments.find(({ id }) => id === 'CUR')
  const code = named && elementOf(named, 2)
  return code !== undefined && /^[A-Z]{3}$/.test(code) ? code : currency
}

/** Words of PID, and of MSG. */
export const descriptionOf = (segments: readonly Segment[]): string | undefined => {
  const texts = segments.filter(({ id }) => id === 'PID').flatMap((segment) => elementOf(segment, 5) ?? [])
  return texts.length > 0 ? texts.join(' ') : undefined
}
