/** The command line: one word chooses the command. */
import { troubleSentence } from '../db/trouble.ts'
import { Problem } from '../problem.ts'
import { archiveCommand } from './archive.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { type Command, UsageError } from './command.ts'
import { demoCommand } from './demo.ts'
import { deviceCommand } from './device.ts'
import { readEnvironment } from './environment.ts'
import { exportCommand } from './export.ts'
import { firstStartCommand } from './first-start.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { migrateToCommand } from './migrate-to.ts'
import { restoreCommand, restoredCommand } from './restore.ts'
import { scanCommand } from './scan.ts'
import { serveCommand } from './serve.ts'
import { tlsCommand } from './tls.ts'
import { tokenCommand } from './token.ts'
import { traceCommand } from './trace.ts'
import { userCommand } from './user.ts'

const commands: Command[] = [
  serveCommand,
  demoCommand,
  migrateCommand,
  migrateToCommand,
  firstStartCommand,
  tokenCommand,
  userCommand,
  deviceCommand,
  importCommand,
  exportCommand,
  traceCommand,
  archiveCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  restoredCommand,
  tlsCommand,
  scanCommand,
]

/** Returns the exit code: 0 done, 1 found something wrong, 2 called wrongly. */
export async function main(words: string[], root: string): Promise<number> {
  const [name, ...rest] = words
  const command = commands.find((known) => known.name === name)
  if (!command) {
    process.stderr.write(`${help()}\n`)
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2
  }
  let database = 'the database'
  try {
    const environment = readEnvironment(root)
    database = environment.database
    return await command.run(rest, environment)
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nusage: lotline ${command.usage}\n`)
      return 2
    }
    if (error instanceof Problem) {
      process.stderr.write(`${error.detail}\n`)
      return 1
    }
    const sentence = troubleSentence(error, withoutPassword(database))
    if (sentence === undefined) throw error
    process.stderr.write(`${sentence}\n`)
    return 1
  }
}

/** The address of a database may hold its password. */
const withoutPassword = (database: string): string => database.replace(/^(\w+:\/\/[^/@]*?):[^/]*@/, '$1:…@')

const help = (): string =>
  ['Lotline', ...commands.map((command) => `  lotline ${command.usage}\n      ${command.summary}`)].join('\n')
