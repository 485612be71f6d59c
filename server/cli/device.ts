import { parseArgs } from 'node:util'
import { newEnrolmentCode, revokeDevice } from '../auth/devices.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { type Command, UsageError } from './command.ts'
import { type Environment, withLogged } from './environment.ts'

export const deviceCommand: Command = {
  name: 'device',
  usage: 'device enrol [--warehouse CODE] · device revoke ID',
  summary: 'Print a code with which one device is enrolled within the hour, the first one above all; or revoke one.',
  async run(words, environment) {
    const { values, positionals } = parse(words)
    const [act, id] = positionals
    if (act === 'enrol') return enrol(environment, values.warehouse ?? 'MAIN')
    if (act === 'revoke' && id !== undefined) return revoke(environment, id)
    throw new UsageError('Say what to do: enrol, or revoke with the id of the device.')
  },
}

async function enrol(environment: Environment, warehouse: string): Promise<number> {
  const { code } = await withLogged(environment, 'device enrol', { warehouse }, (work) =>
    work.run([], async (tx) => {
      await requireWarehouse(tx, warehouse)
      return newEnrolmentCode(tx, warehouse)
    }),
  )
  process.stdout.write(`${code}\n`)
  return 0
}

async function revoke(environment: Environment, id: string): Promise<number> {
  const revoked = await withLogged(environment, 'device revoke', { id }, (work) =>
    work.run([`enrol ${id}`], (tx) => revokeDevice(tx, id)),
  )
  process.stdout.write(`${JSON.stringify(revoked)}\n`)
  return 0
}

function parse(words: string[]) {
  try {
    return parseArgs({ args: words, allowPositionals: true, options: { warehouse: { type: 'string' } } })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
