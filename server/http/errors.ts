/** Whatever goes wrong is answered as problem+json: a stable code for machines, a sentence for people, no secrets. */
import type { Context } from 'hono'
import { isDatabaseError, isUnstorableValue } from '../db/errors.ts'
import { TROUBLE_WORDS, troubleOf } from '../db/trouble.ts'
import { Refusal } from '../ledger/refusal.ts'
import { Problem } from '../problem.ts'

export function answerProblem(
  context: Context,
  error: unknown,
  report: (error: unknown, about: string, requestId?: string) => void,
): Response {
  const problem = problemOf(error)
  const told = context.get('told')
  const { status, code, detail, extra } = problem
  told.problem = code
  if (status >= 500 && !EXPECTED.has(code))
    report(error, `${context.req.method} ${told.route ?? 'beside the API'}`, told.id)
  const requestId = status >= 500 ? { requestId: told.id } : {}
  const body = {
    type: `urn:lotline:problem:${code}`,
    title: titleOf(code),
    status,
    code,
    detail,
    ...extra,
    ...requestId,
  }
  if (status === 429 && typeof extra.retryAfterSeconds === 'number')
    context.header('Retry-After', String(extra.retryAfterSeconds))
  if (status === 401) context.header('WWW-Authenticate', 'Bearer')
  return context.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json' })
}

/** Why it is not ready was reported where it was found out, and that it stops is no fault. */
const EXPECTED = new Set(['not-ready', 'stopping'])

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refusal)
    return new Problem(422, error.code, error.detail, error.field === undefined ? {} : { field: error.field })
  if (isUnstorableValue(error))
    return new Problem(422, 'invalid', 'A text or number in this request cannot be kept. Nothing was changed.')
  const trouble = troubleOf(error)
  if (trouble) return new Problem(503, trouble, TROUBLE_WORDS[trouble])
  if (isDatabaseError(error))
    return new Problem(503, 'database-unavailable', 'The database did not take this. Nothing was changed; try again.')
  return new Problem(500, 'server-fault', 'The server met a fault of its own. Nothing was changed; it has been logged.')
}

const titleOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ')
