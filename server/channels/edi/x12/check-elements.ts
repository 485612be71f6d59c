/** One segment against the table: what is missing, too long, or not what its type says. */
import { elementName, type FaultCode, type Findings, quoted } from './fault.ts'
import { isDate, isDecimal, isTime } from './primitives.ts'
import { type ElementRule, rulesOf } from './segment-table.ts'

interface Checked {
  id: string
  elements: readonly string[]
  number: number
}

/** Whose it is to mend: the partner's where it was read, ours where it is to be written. */
export type Side = 'read' | 'written'

export function checkElements(segment: Checked, version: string, side: Side = 'read'): Findings {
  const found: Findings = { faults: [], notes: [] }
  const rules = rulesOf(segment.id, version)
  if (!rules) return found
  for (const [index, rule] of rules.entries()) {
    const problem = problemOf((segment.elements[index] ?? '').trimEnd(), rule)
    if (problem) add(found, segment, index + 1, problem, side)
  }
  const more = segment.elements.findIndex((text, index) => index >= rules.length && text.trim() !== '')
  if (more !== -1 && version < '00501')
    add(
      found,
      segment,
      more + 1,
      { code: 'element-too-many', is: `is more than ${segment.id} has`, isNote: true },
      side,
    )
  return found
}

interface Problem {
  code: FaultCode
  is: string
  isNote?: boolean
}

function problemOf(text: string, { requirement, type, least, most }: ElementRule): Problem | undefined {
  if (text === '') return requirement === 'M' ? { code: 'element-missing', is: 'is empty' } : undefined
  const wrong = typeProblem(text, type)
  if (wrong) return wrong
  const length = type === 'R' || type === 'N0' || type === 'N2' ? text.replace(/[-.]/g, '').length : text.length
  if (length < least)
    return { code: 'element-too-short', is: `has ${length} characters, fewer than ${least}`, isNote: true }
  if (length > most)
    return { code: 'element-too-long', is: `has ${length} characters, more than ${most}`, isNote: true }
  return undefined
}

function typeProblem(text: string, type: ElementRule['type']): Problem | undefined {
  if (type === 'R' && !isDecimal(text)) return { code: 'element-characters', is: 'is no number' }
  if ((type === 'N0' || type === 'N2') && !/^-?\d+$/.test(text))
    return { code: 'element-characters', is: 'is no number in whole digits' }
  if (type === 'DT' && !isDate(text)) return { code: 'element-date', is: 'is no date as YYYYMMDD' }
  if (type === 'TM' && !isTime(text)) return { code: 'element-time', is: 'is no time as HHMM', isNote: true }
  return undefined
}

function add(
  found: Findings,
  { id, elements, number }: Checked,
  element: number,
  { code, is, isNote }: Problem,
  side: Side,
): void {
  const value = elements[element - 1] ?? ''
  const subject = value === '' ? elementName(id, element) : `${elementName(id, element)} ${quoted(value)}`
  const isHarmless = side === 'read' && isNote === true
  const list = isHarmless ? found.notes : found.faults
  const advice = isHarmless ? 'It was taken as it is.' : ADVICE[side]
  list.push({ code, segment: number, segmentId: id, element, value, message: `${subject} ${is}. ${advice}` })
}

const ADVICE: Readonly<Record<Side, string>> = {
  read: 'Ask the partner to mend it and to send the document again.',
  written: 'Mend it, and send the document then.',
}
