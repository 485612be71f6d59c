/** A payload as it is edited: its plain fields one by one, what is nested as JSON. */
import { t } from '../../../language/t.ts'
export interface EditedField {
  name: string
  /** Plain: text, a number or nothing; else JSON. */
  plain: boolean
  text: string
}

export function fieldsOf(payload: Record<string, unknown>): EditedField[] {
  return Object.entries(payload).map(([name, value]) => {
    const plain = value === null || typeof value === 'string' || typeof value === 'number'
    return { name, plain, text: plain ? String(value ?? '') : JSON.stringify(value, null, 2) }
  })
}

export type Edited = { payload: Record<string, unknown> } | { wrong: { field: string; sentence: string } }

/** As it was before where it was not touched; a number stays a number, and an emptied field is left out. */
export function payloadOf(fields: readonly EditedField[], before: Record<string, unknown>): Edited {
  const payload: Record<string, unknown> = {}
  for (const { name, plain, text } of fields) {
    if (!plain) {
      const nested = parsed(text)
      if (nested === undefined) return { wrong: { field: name, sentence: t('This is not valid JSON.') } }
      payload[name] = nested.value
      continue
    }
    const value = plainValue(text, before[name])
    if (value !== undefined) payload[name] = value
  }
  return { payload }
}

function plainValue(text: string, before: unknown): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return before === null || before === '' ? before : undefined
  if (typeof before === 'number' && !Number.isNaN(Number(trimmed))) return Number(trimmed)
  return text === String(before) ? before : trimmed
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The whole payload typed as JSON. */
export function wholePayload(text: string): Edited {
  const value = parsed(text)?.value
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { payload: value as Record<string, unknown> }
  return { wrong: { field: 'payload', sentence: t('Write an object in JSON, with braces around it.') } }
}
