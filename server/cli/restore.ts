import { parseArgs } from 'node:util'
import { beginAgain } from '../backup/begin-again.ts'
import { type Restored, restoreBackup } from '../backup/restore.ts'
import { type Command, UsageError } from './command.ts'
import { migrationsOf, sources, withLogged } from './environment.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE',
  summary:
    'Put a backup in the place of the embedded database, which must not be in use: as a new history, so that devices send again what they retained. What stood there is kept aside, and what was asked of it since is listed.',
  async run(words, environment) {
    const { positionals } = parseArgs({ args: words, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new UsageError('Say which backup.')
    const { database, attachments } = environment
    const restored = await restoreBackup({
      database,
      attachments,
      file,
      migrations: migrationsOf(environment),
      sources,
    })
    process.stdout.write(`${wordsOf(restored).join('\n')}\n`)
    return 0
  },
}

function wordsOf({ manifest, replaced, lost, missingPhotos, since, files }: Restored): string[] {
  const words = [
    `Restored as of ${manifest.takenAt}, as a new history. Devices send again what they retained; platforms are asked from ${new Date(since).toISOString()} on and told everything anew.`,
  ]
  if (replaced !== null) words.push(`What stood there is at ${replaced}.`)
  if (files > 0) words.push(`${files} files of partners and shops were put back and are read again.`)
  if (missingPhotos.length > 0)
    words.push(`${missingPhotos.length} photos are not in the backup; devices that retain them send them again.`)
  if (lost === null)
    words.push(
      'What was asked of the server since cannot be listed, for what stood there cannot be read: look at protections, orders, receipts, holds and recalls made since.',
    )
  else if (lost.length === 0) words.push('Nothing was asked of the server since.')
  else {
    words.push(`${lost.length} requests since then are lost and must be asked again:`)
    for (const { at, what, by, detail } of lost)
      words.push(`  ${at}  ${what}${by === null ? '' : ` by ${by}`}: ${detail}`)
  }
  return words
}

/** For a database that was restored by other means, such as PostgreSQL's own. */
export const restoredCommand: Command = {
  name: 'restored',
  usage: 'restored TIME',
  summary:
    'Say that the database was restored by other means to what it was at TIME (ISO 8601 with Z): it begins a new history, and numbers known outside jump ahead.',
  async run(words, environment) {
    const { positionals } = parseArgs({ args: words, allowPositionals: true })
    const takenAt = Date.parse(positionals[0] ?? '')
    if (!/Z$/.test(positionals[0] ?? '') || Number.isNaN(takenAt))
      throw new UsageError('Say as of when, such as 2026-11-29T03:00:00Z.')
    const { since } = await withLogged(environment, 'restored', { takenAt: positionals[0] }, (work) =>
      work.run([], (tx) => beginAgain(tx, takenAt)),
    )
    process.stdout.write(
      `A new history has begun. Devices send again what they retained; platforms are asked from ${new Date(since).toISOString()} on.\n`,
    )
    return 0
  },
}
