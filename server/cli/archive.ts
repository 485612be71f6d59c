import { mkdirSync } from 'node:fs'
import { archive } from '../archive/archive.ts'
import type { Command } from './command.ts'
import { migrationsOf, sources, withDatabase } from './environment.ts'

const DAY_MS = 86_400_000

export const archiveCommand: Command = {
  name: 'archive',
  usage: 'archive',
  summary:
    'Take lots, transactions and orders that are history (LOTLINE_ARCHIVE_DAYS) out of the database into a file.',
  async run(_words, environment) {
    const { folder, days } = environment.archives
    mkdirSync(folder, { recursive: true })
    const done = await withDatabase(environment, (work) =>
      archive({
        work,
        folder,
        migrations: migrationsOf(environment),
        now: sources.now(),
        olderThanMs: days * DAY_MS,
      }),
    )
    process.stdout.write(
      done.file === null
        ? `Nothing has lain still for ${days} days; nothing was archived.\n`
        : `${done.lots} lots, ${done.transactions} transactions and ${done.orders} orders are in ${done.file} now.\n`,
    )
    return 0
  },
}
