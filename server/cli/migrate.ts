import { migrate } from '../db/migrate.ts'
import { openWork } from '../db/open.ts'
import { ensureEpoch } from '../feed/epoch.ts'
import type { Command } from './command.ts'
import { migrationsOf, sources } from './environment.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'Bring the database to the schema of this version.',
  async run(_words, environment) {
    await migrate(environment.database, migrationsOf(environment))
    const work = openWork(environment.database, sources)
    await ensureEpoch(work)
    await work.close()
    process.stdout.write('The database is up to date.\n')
    return 0
  },
}
