import { parseArgs } from 'node:util'
import { takeBackup } from '../backup/take.ts'
import { type Command, UsageError } from './command.ts'
import { sources } from './environment.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE',
  summary:
    'Copy the embedded database to FILE while it serves, look through the copy and audit it; photos go beside it, each once. Exit code 1 where the copy is not good.',
  async run(words, environment) {
    const { positionals } = parseArgs({ args: words, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new UsageError('Say where the backup is to be.')
    const { database, attachments } = environment
    const manifest = await takeBackup({ database, attachments, file, now: sources.now() })
    process.stdout.write(
      `${file}: ${manifest.bytes} bytes up to position ${manifest.position}, ${manifest.attachments} photos. Its pages are whole and its audit is clean.\n`,
    )
    return 0
  },
}
