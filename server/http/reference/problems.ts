/** What an operation can be refused with: its own codes, and those that come with what it is. */
import type { Operation } from '../operation.ts'
import { sources } from './described.ts'

export interface ProblemGroup {
  status: number
  codes: string[]
}

/** Whatever is asked. */
const OF_ALL = [
  'address-too-long',
  'too-many-parameters',
  'server-fault',
  'database-unavailable',
  'database-damaged',
  'database-fault',
  'database-unreachable',
]
const OF_TOKENS = ['unauthorised']
const OF_BODIES = ['malformed-json', 'nested-too-deep', 'body-broke-off', 'body-too-large']
const OF_CHANGES = ['commit-unknown', 'database-read-only', 'disk-full']

/** Every code that the operation may answer with. */
export function problemCodes(operation: Operation, isOnce: boolean): Set<string> {
  const { method, access, body, query, uploads, problems = [] } = operation
  return new Set([
    ...OF_ALL,
    ...(method === 'get' ? [] : OF_CHANGES),
    ...(access === 'open' ? [] : OF_TOKENS),
    ...(access === 'open' || access === 'any' ? [] : ['forbidden']),
    ...(body || query || uploads || isOnce || operation.path.includes('{') ? ['invalid'] : []),
    ...(body ? OF_BODIES : []),
    ...(isOnce ? ['idempotency-key-reused'] : []),
    ...problems,
  ])
}

/** By status, the smallest first. A code that comes with several stands under each. */
export function problemGroups(operation: Operation): ProblemGroup[] {
  const codes = problemCodes(operation, sources.operations[operation.id]?.isOnce ?? false)
  const groups = new Map<number, string[]>()
  for (const code of [...codes].sort())
    for (const status of sources.problems[code]?.statuses ?? [])
      groups.set(status, [...(groups.get(status) ?? []), code])
  return [...groups].sort(([a], [b]) => a - b).map(([status, of]) => ({ status, codes: of }))
}
