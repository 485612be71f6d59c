/** What is known of a request while it runs: its id, what it turned out to be, and what is worth keeping of it. */
import type { Context } from 'hono'
import { v7 } from 'uuid'
import type { Caller } from '../auth/callers.ts'

export interface ToldTransaction {
  id: string
  type: string
  outcome: string
  duplicate?: true
  problem?: string
}

export interface Told {
  readonly id: string
  /** As the API names it: a path itself can hold a badge. */
  route?: string
  caller?: Caller
  params?: Record<string, string>
  /** Code of the problem that it was answered with. */
  problem?: string
  /** Of a push. */
  device?: string
  stream?: string
  transactions?: ToldTransaction[]
}

declare module 'hono' {
  interface ContextVariableMap {
    told: Told
  }
}

/** What a proxy gives is taken where it is one: it goes into every line of the log. */
const WELL_FORMED = /^[\w.:-]{1,100}$/

export function beginTold(context: Context): Told {
  const given = context.req.header('x-request-id')
  const told: Told = { id: given !== undefined && WELL_FORMED.test(given) ? given : v7() }
  context.set('told', told)
  return told
}
