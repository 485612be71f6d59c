/** Secrets come from the environment, or from a file that it names: a file can be read by one user only, and is in no process list. */
import { readFileSync } from 'node:fs'
import { Problem } from '../problem.ts'

/** `NAME`, or what stands in the file that `NAME_FILE` names, without its last line break. Undefined where neither is given. */
export function secretVariable(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const value = environment[name]
  const file = environment[`${name}_FILE`]
  if (file === undefined) return value
  if (value !== undefined)
    throw new Problem(422, 'bad-setting', `${name} and ${name}_FILE are both given. Give one of them.`)
  const text = contentOf(file, name).replace(/\r?\n$/, '')
  if (text !== '') return text
  throw new Problem(422, 'bad-setting', `${file}, which ${name}_FILE names, is empty. Write the secret into it.`)
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new Problem(
      422,
      'bad-setting',
      `${file}, which ${name}_FILE names, cannot be read (${code}). Let the user that the server runs as read it.`,
    )
  }
}
