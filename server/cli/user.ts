import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { firstIssue } from '../../shared/wire/problem.ts'
import { credentialsOf } from '../auth/pin.ts'
import { newBadge } from '../auth/tokens.ts'
import { newPin, putUser, userInput } from '../auth/users.ts'
import { type Command, UsageError } from './command.ts'
import { withLogged } from './environment.ts'

export const userCommand: Command = {
  name: 'user',
  usage: 'user add --name NAME --roles ROLE[,ROLE] [--pin PIN] [--badge BADGE]',
  summary: 'Add a person; prints the badge to print and, where none was given, the PIN.',
  async run(words, environment) {
    const { values, positionals } = parse(words)
    if (positionals[0] !== 'add') throw new UsageError('Say what to do: add.')
    const pin = values.pin ?? newPin()
    const input = v.safeParse(userInput, { name: values.name, roles: values.roles?.split(','), pin })
    if (!input.success) throw new UsageError(firstIssue(input.issues).detail)
    const badge = values.badge ?? newBadge()
    const { name, roles } = input.output
    const credentials = await credentialsOf(badge, pin)
    const user = await withLogged(environment, 'user add', { name, roles }, (work) =>
      work.run([], (tx) => putUser(tx, { badge, name, roles, credentials })),
    )
    process.stdout.write(`${JSON.stringify({ ...user, badge, ...(values.pin === undefined ? { pin } : {}) })}\n`)
    return 0
  },
}

function parse(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { name: text, roles: text, pin: text, badge: text },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
