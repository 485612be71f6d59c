import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { firstIssue } from '../../shared/wire/problem.ts'
import { createKey, keyInput, listKeys, revokeKey } from '../auth/api-tokens.ts'
import { type Command, UsageError } from './command.ts'
import { type Environment, sources, withDatabase, withLogged } from './environment.ts'

export const tokenCommand: Command = {
  name: 'token',
  usage:
    'token create --role ROLE | --scopes SCOPE[,SCOPE] [--name NAME] [--expires ISO] · token list · token revoke ID',
  summary: 'Make an API key (prints only the key, which is shown once), list them, or revoke one.',
  async run(words, environment) {
    const { values, positionals } = parse(words)
    const [act, id] = positionals
    if (act === 'create') return create(environment, values)
    if (act === 'list') return list(environment)
    if (act === 'revoke' && id !== undefined) return revoke(environment, id)
    throw new UsageError('Say what to do with the token: create, list, or revoke with its id.')
  },
}

async function create(environment: Environment, values: ReturnType<typeof parse>['values']): Promise<number> {
  const key = checkedKey(values)
  const token = await withLogged(environment, 'token create', key, (work) =>
    work.run([], async (tx) => (await createKey(tx, key)).token),
  )
  process.stdout.write(`${token}\n`)
  return 0
}

function checkedKey({ role, scopes, name, expires }: ReturnType<typeof parse>['values']) {
  const { success, issues, output } = v.safeParse(keyInput, {
    name: name ?? role ?? 'scoped',
    role,
    scopes: scopes?.split(',').map((scope) => scope.trim()),
    expiresAt: expires,
  })
  if (!success) throw new UsageError(firstIssue(issues).detail)
  const expiresAt = output.expiresAt === undefined ? undefined : Date.parse(output.expiresAt)
  if (expiresAt !== undefined && expiresAt <= sources.now()) throw new UsageError('Let it expire later than now.')
  return { ...output, expiresAt }
}

/** One JSON line each. */
async function list(environment: Environment): Promise<number> {
  await withDatabase(environment, async (work) => {
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const page = await work.read((reader) => listKeys(reader, from, 500))
      for (const key of page.items) process.stdout.write(`${JSON.stringify(key)}\n`)
      after = page.next
    }
  })
  return 0
}

async function revoke(environment: Environment, id: string): Promise<number> {
  const key = await withLogged(environment, 'token revoke', { id }, (work) => work.run([], (tx) => revokeKey(tx, id)))
  process.stdout.write(`${JSON.stringify(key)}\n`)
  return 0
}

function parse(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { role: text, scopes: text, name: text, expires: text },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
