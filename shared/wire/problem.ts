/** Errors on the wire: RFC 9457 problem details with a stable code and, where one field is at fault, its path. */
import type * as v from 'valibot'

export interface Problem {
  /** Stable, for machines: `insufficient-atp`. */
  code: string
  title: string
  status: number
  /** One plain sentence for people: what happened and what to do. */
  detail: string
  /** Path of the field at fault, such as `lines[0].quantity`. */
  field?: string
  [extension: string]: unknown
}

type Issues = readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]

/** The first thing that is wrong, as a sentence and the path of its field. */
export function firstIssue(issues: Issues, root = ''): { detail: string; field: string } {
  const issue = issues[0]
  const field = (issue.path ?? []).reduce((path, step) => join(path, step.key), root)
  // Valibot's own words for a missing key name types, not remedies.
  const missing = issue.received === 'undefined' && issue.path !== undefined
  const sentence = missing ? 'This is required.' : ownWords(issue)
  return { field, detail: field === '' ? sentence : `${field}: ${sentence}` }
}

const WORDS: Record<string, string> = {
  string: 'Give text.',
  number: 'Give a number.',
  boolean: 'Say true or false.',
  array: 'Give a list.',
  object: 'Give an object with the fields of the contract.',
  loose_object: 'Give an object with the fields of the contract.',
  strict_object: 'Give an object with the fields of the contract, and no others.',
  record: 'Give an object.',
}

/** The library's own messages name types; people are told what to give. */
function ownWords({ type, message }: v.BaseIssue<unknown>): string {
  return message.startsWith('Invalid')
    ? (WORDS[type] ?? 'This value is not allowed here. See the API document.')
    : message
}

function join(path: string, key: unknown): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === '' ? String(key) : `${path}.${String(key)}`
}
