import { parseArgs } from 'node:util'
import { createApiToken } from '../auth/api-tokens.ts'
import { ROLES } from '../auth/permissions.ts'
import type { Role } from '../db/schema.ts'
import { type Command, UsageError } from './command.ts'
import { withLogged } from './environment.ts'

export const tokenCommand: Command = {
  name: 'token',
  usage: 'token create --role ROLE [--name NAME]',
  summary: 'Make an API key; prints only the key, which is shown once.',
  async run(words, environment) {
    const { values, positionals } = parse(words)
    if (positionals[0] !== 'create') throw new UsageError('Say what to do with the token: create.')
    const role = values.role as Role | undefined
    if (role === undefined || !ROLES.includes(role)) throw new UsageError(`Give --role, one of ${ROLES.join(', ')}.`)
    const name = values.name ?? role
    const token = await withLogged(environment, 'token create', { role, name }, (work) =>
      work.run([], (tx) => createApiToken(tx, role, name)),
    )
    process.stdout.write(`${token}\n`)
    return 0
  },
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { role: { type: 'string' }, name: { type: 'string' } },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
