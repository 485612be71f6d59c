import { expect, it } from 'vitest'
import { isDatabaseError } from '../db/errors.ts'
import { Problem } from '../problem.ts'
import { faultFrom, toldFault } from './told-fault.ts'

/** As a message between threads carries it. */
const told = (error: unknown): Error => faultFrom(structuredClone(toldFault(error)))

it('answers a problem of a thread as its own', () => {
  const problem = new Problem(422, 'cursor-not-read', 'Begin again without the cursor.', { field: 'cursor' })
  const error = told(problem)
  expect(error).toBeInstanceOf(Problem)
  expect(error).toMatchObject({ status: 422, code: 'cursor-not-read', detail: problem.detail, extra: problem.extra })
})

it('knows an error of the database for one', () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  expect(isDatabaseError(told(busy))).toBe(isDatabaseError(busy))
  expect(told(busy)).toMatchObject({ message: 'database is locked', code: 'SQLITE_BUSY' })
})

it('says where it happened, whatever was thrown', () => {
  const error = new Error('odd')
  expect(told(error).stack).toBe(error.stack)
  expect(told('only a text').message).toBe('only a text')
})
