/** Validates what came from outside, and answers with the field at fault. */
import * as v from 'valibot'
import { firstIssue } from '../../shared/wire/problem.ts'
import { Problem } from '../problem.ts'

export function checked<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown, root = ''): Output {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const { detail, field } = firstIssue(result.issues, root)
  throw new Problem(422, 'invalid', detail, { field })
}
