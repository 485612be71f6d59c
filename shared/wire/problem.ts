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
  const sentence = missing ? 'This is required.' : issue.message
  return { field, detail: field === '' ? sentence : `${field}: ${sentence}` }
}

function join(path: string, key: unknown): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === '' ? String(key) : `${path}.${String(key)}`
}
