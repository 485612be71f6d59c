import type { EnrolmentCode } from '../auth/devices.ts'
import { newFirstStartCode } from '../auth/first-start.ts'
import type { Command } from './command.ts'
import { withLogged } from './environment.ts'

export const firstStartCommand: Command = {
  name: 'first-start',
  usage: 'first-start',
  summary:
    'Print a code with which the first administrator is made in a browser, within a day. Only while there is nobody.',
  async run(_words, environment) {
    const code = await withLogged(environment, 'first-start', {}, newFirstStartCode)
    if (code) process.stdout.write(`${code.code}\n`)
    else process.stderr.write('Somebody works here already. Add people with `lotline user add`, or in the office.\n')
    return code ? 0 : 1
  },
}

/** What a server says that nobody works on yet. To its own terminal, and not to its log, which holds no secret. */
export const firstStartWords = ({ code, expiresAt }: EnrolmentCode, address: string): string => `
Nobody works here yet. Open ${address} and type this code to become the first administrator:

    ${code.replace(/(\d{4})(?=\d)/g, '$1 ')}

It is good once, until ${expiresAt}. \`lotline first-start\` prints another one.
`
