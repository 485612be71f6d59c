import { mkdirSync } from 'node:fs'
import { archive } from '../archive/archive.ts'
import { Problem } from '../problem.ts'
import { type Command, UsageError } from './command.ts'
import { migrationsOf, sources, withDatabase } from './environment.ts'

const DAY_MS = 86_400_000

export const archiveCommand: Command = {
  name: 'archive',
  usage: 'archive',
  summary:
    'Take lots, transactions and orders that are history (LOTLINE_ARCHIVE_DAYS) out of the database into a file.',
  async run(words, environment) {
    // Whoever asks it for something else than it does must not have the database changed.
    if (words.length > 0) throw new UsageError(`It takes no words; you said ${words.join(' ')}.`)
    const { folder, days } = environment.archives
    makeFolder(folder)
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

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Problem(422, 'no-folder', `${folder} cannot be made: ${(error as Error).message}. Nothing was changed.`)
  }
}
