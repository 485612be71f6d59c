/** One command of the command line. */
import type { Environment } from './environment.ts'

export { UsageError } from './usage-error.ts'

export interface Command {
  name: string
  usage: string
  summary: string
  /** Returns the exit code. Throws UsageError for words that are off. */
  run(words: string[], environment: Environment): Promise<number>
}
