import type { AiEntry, Component } from './ai-table.ts'
import { isWithin } from './charset.ts'
import type { Fault } from './content-checks.ts'
import { type Gs1Error, type Gs1ErrorKind, refusal } from './gs1-result.ts'

/** What is wrong with the value of an AI, or `undefined`. Length first: it is what a lost separator breaks. */
export function valueError(entry: AiEntry, value: string, currentYear: number): Gs1Error | undefined {
  const fault = lengthFault(entry, value.length) ?? contentFault(entry.components, value, currentYear)
  return fault && describe(entry, fault)
}

function describe(entry: AiEntry, { kind, what }: Fault): Gs1Error {
  return refusal(kind, `The ${entry.title} (${entry.ai}) is wrong: ${what}`, entry.ai).error
}

function lengthFault(entry: AiEntry, length: number): Fault | undefined {
  if (length > entry.maxLength) return wrongLength('too-long', length, `at most ${entry.maxLength}`)
  if (length < entry.minLength) return wrongLength('too-short', length, `at least ${entry.minLength}`)
  if (entry.lengths === undefined || entry.lengths.includes(length)) return undefined
  return wrongLength('length', length, entry.lengths.join(' or '))
}

function wrongLength(kind: Gs1ErrorKind, length: number, allowed: string): Fault {
  return { kind, what: `it has ${length} characters and may have ${allowed}` }
}

function contentFault(components: readonly Component[], value: string, currentYear: number): Fault | undefined {
  let at = 0
  for (const component of components) {
    if (at >= value.length) return undefined
    const part = at === 0 && components.length === 1 ? value : value.slice(at, at + component.maxLength)
    const fault = partFault(component, part, currentYear)
    if (fault !== undefined) return fault
    at += part.length
  }
  return undefined
}

function partFault(component: Component, part: string, currentYear: number): Fault | undefined {
  if (!isWithin(part, component.charset)) {
    const what =
      component.charset === 'N'
        ? 'it has a character that is not a digit'
        : 'it has a character that labels cannot have'
    return { kind: 'charset', what }
  }
  for (const check of component.checks) {
    const fault = check(part, currentYear)
    if (fault !== undefined) return fault
  }
  return undefined
}
