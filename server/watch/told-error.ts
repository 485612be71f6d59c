/** An error as the log keeps it: what it is and where it came from, without the values of the statement that failed. */
import { sqlState } from '../db/errors.ts'

export interface ToldError {
  type: string
  message: string
  code?: string
  /** Places in our code, the nearest first. */
  at?: string[]
  cause?: ToldError
}

const MOST_PLACES = 12
const MOST_CAUSES = 3

export function toldError(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const code = sqlState(error)
  return {
    type: error.name,
    message: messageOf(error),
    ...(code === undefined ? {} : { code }),
    at: placesOf(error),
    ...(error.cause === undefined || depth >= MOST_CAUSES ? {} : { cause: toldError(error.cause, depth + 1) }),
  }
}

/** A failed query lists its values, PostgreSQL quotes the one that it could not read, and JSON the text that is none. */
function messageOf({ message }: Error): string {
  const [told = ''] = message.split(/\nparams: /)
  return told
    .replace(/(invalid input \S+[^"]*: )".*"/s, '$1(not kept)')
    .replace(/(Unexpected .*?, )".*(is not valid JSON)/s, '$1$2')
}

/** The stack without its first lines: these are the message. */
const placesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_PLACES)
    .map((line) => line.trim().replace(/^at /, ''))
