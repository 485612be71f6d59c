import { FieldFault } from '../graphql/problem.ts'

export type Input = Record<string, unknown>

/** An input object with those fields and no other. Throws FieldFault as the platform refuses a wrong variable. */
export function inputOf(value: unknown, type: string, required: string[], optional: string[] = []): Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FieldFault(`Expected ${type} to be an object`, 'INVALID_VARIABLE')
  const input = value as Input
  const unknown = Object.keys(input).find((name) => !required.includes(name) && !optional.includes(name))
  if (unknown)
    throw new FieldFault(
      `Variable of type ${type} was provided invalid value for ${unknown} (Field is not defined on ${type})`,
      'INVALID_VARIABLE',
    )
  const missing = required.find((name) => input[name] === undefined || input[name] === null)
  if (missing)
    throw new FieldFault(
      `Variable of type ${type} was provided invalid value for ${missing} (Expected value to not be null)`,
      'INVALID_VARIABLE',
    )
  return input
}

const MOST = 250

/** A list of at most 250, the platform's limit for every input array. */
export function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new FieldFault(`Expected ${name} to be a list`, 'INVALID_VARIABLE')
  if (value.length > MOST)
    throw new FieldFault(
      `The input array size of ${value.length} is greater than the maximum allowed of ${MOST}.`,
      'MAX_INPUT_SIZE_EXCEEDED',
    )
  return value
}

/** A `userErrors` entry. */
export const userError = (field: string[] | null, message: string, code: string | null = null) => ({
  __typename: 'UserError',
  field,
  message,
  code,
})
