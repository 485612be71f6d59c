/** What went wrong in a thread, told to another so that it is answered alike: errors lose their kind on the way. */
import { sqlState } from '../db/errors.ts'
import { Problem } from '../problem.ts'

export interface ToldFault {
  message: string
  stack: string | undefined
  /** The database's word for it, where it is the database's. */
  code: string | undefined
  problem: Pick<Problem, 'status' | 'code' | 'detail' | 'extra'> | undefined
}

export function toldFault(error: unknown): ToldFault {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const { status, code, detail, extra } = error instanceof Problem ? error : ({} as Partial<Problem>)
  const problem = status && code && detail && extra ? { status, code, detail, extra } : undefined
  return { message, stack, code: sqlState(error), problem }
}

export function faultFrom({ message, stack, code, problem }: ToldFault): Error {
  if (problem) return new Problem(problem.status, problem.code, problem.detail, problem.extra)
  const error = Object.assign(new Error(message), code === undefined ? {} : { code })
  if (stack !== undefined) error.stack = stack
  return error
}
