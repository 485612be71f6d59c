/** One operation of the API: what it needs, what it takes, and the one capability that it calls. */
import type * as v from 'valibot'
import type { Permission } from '../../shared/rules/permissions.ts'
import type { Caller } from '../auth/callers.ts'
import type { Work } from '../db/work.ts'
import type { WiredDeps } from './deps.ts'
import type { Told } from './told.ts'

/** `open`: needs no token. `any`: any token. Otherwise a role with the permission. */
export type Access = 'open' | 'any' | Permission

export interface Call<Body, Query> {
  deps: WiredDeps
  caller: Caller
  warehouse: string
  /** Whether the call says which; else it is the caller's own, or the main one. */
  isWarehouseNamed: boolean
  params: Record<string, string>
  query: Query
  body: Body
  idempotencyKey: string | undefined
  /** As it came: for what is no JSON. */
  request: Request
  /** Where it came from, as far as that is known. */
  address: string | undefined
  /** Whether the browser talks HTTPS, to this server or to a proxy that it trusts. */
  isSecure: boolean
  /** Writes beside the log of sensitive acts: what is counted, and is no act of anybody. */
  unlogged: Work
  /** What is known of it for the log. */
  told: Told
}

/** Its type is what the reference says of it: `npm run api:types` reads it from what `run` returns. */
export interface Answer<Body = unknown, Status extends 200 | 201 = 200 | 201> {
  status: Status
  body: Body
  /** What is sent instead of JSON. */
  file?: AnswerFile
}

export interface FileAnswer extends Answer<null, 200> {
  file: AnswerFile
}

export interface AnswerFile {
  name: string
  /** Its media type. */
  type: string
  content: string | Uint8Array
}

export interface Operation<Body = unknown, Query = unknown> {
  /** Names it in the reference and in the clients that are made from it: one that was released stays. */
  id: string
  method: 'get' | 'post' | 'put' | 'delete'
  /** Under /api/v1, with parameters in braces: /orders/{id}. */
  path: string
  access: Access
  summary: string
  /** What the summary leaves out. */
  about?: string
  body?: v.GenericSchema<unknown, Body>
  query?: v.GenericSchema<unknown, Query>
  /** It looks back, and may be answered from a replica that is a moment behind. */
  isReport?: boolean
  /** What success answers, in words. */
  answers: string
  /** Media types of what it takes instead of JSON. */
  uploads?: string[]
  /** Media types of the files that it answers with instead of JSON. */
  files?: string[]
  /** Codes of the problems that it can answer beside those that all share. */
  problems?: string[]
  run(call: Call<Body, Query>): Promise<Answer>
}

/** Keeps body and query typed for `run`, and hands the list a common type. */
export const defineOperation = <Body = undefined, Query = unknown>(operation: Operation<Body, Query>): Operation =>
  operation as unknown as Operation

export const ok = <Body>(body: Body): Answer<Body, 200> => ({ status: 200, body })
export const sendFile = (file: AnswerFile): FileAnswer => ({ status: 200, body: null, file })
export const created = <Body>(body: Body): Answer<Body, 201> => ({ status: 201, body })
