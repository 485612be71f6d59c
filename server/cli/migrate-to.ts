import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { audit } from '../audit/audit.ts'
import { isPostgres, openWork } from '../db/open.ts'
import { move } from '../moving/move.ts'
import { Problem } from '../problem.ts'
import { type Command, UsageError } from './command.ts'
import { migrationsOf, sources } from './environment.ts'

export const migrateToCommand: Command = {
  name: 'migrate-to',
  usage: 'migrate-to postgres://USER@HOST/DATABASE',
  summary:
    'Take the site from the embedded database, which must not be in use, to an empty PostgreSQL: every row, counted and audited. Devices go on where they were. The address may also stand in LOTLINE_MIGRATE_TO.',
  async run(words, environment) {
    const { positionals } = parseArgs({ args: words, allowPositionals: true })
    const [to = process.env.LOTLINE_MIGRATE_TO] = positionals
    if (to === undefined || positionals.length > 1 || !isPostgres(to))
      throw new UsageError('Say the address of an empty PostgreSQL database.')
    const { database } = environment
    if (isPostgres(database)) throw new UsageError('LOTLINE_DATABASE names PostgreSQL already.')
    if (!existsSync(database)) throw new UsageError(`There is no ${database}.`)
    const { tables, rows } = await move({
      ...{ from: database, to, migrations: migrationsOf(environment), now: sources.now(), prove },
      tell: (table, count) => count > 0 && process.stderr.write(`${table}: ${count}\n`),
    })
    process.stdout.write(
      `${rows} rows of ${tables} tables have arrived; each table was counted, and the audit is clean. From now on set LOTLINE_DATABASE to that address; ${database} stays as it is and is not served any more. Photos stay in ${environment.attachments}.\n`,
    )
    return 0
  },
}

async function prove(to: string): Promise<void> {
  const work = openWork(to, sources)
  try {
    const { findings } = await audit(work, sources.now())
    if (findings.length > 0)
      throw new Problem(
        500,
        'not-moved',
        `What arrived contradicts itself, and was taken out again: ${findings.slice(0, 5).join(' ')}`,
      )
  } finally {
    await work.close()
  }
}
