import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createVault } from '../channels/vault.ts'
import { isPostgres } from '../db/open.ts'
import type { Work } from '../db/work.ts'
import { isKeptDemo, openDemo } from '../demo/open.ts'
import { connectPlatforms } from '../demo/platforms.ts'
import type { DemoInfo } from '../http/deps.ts'
import { type Command, UsageError } from './command.ts'
import { type Environment, openDatabase, sources, withDatabase } from './environment.ts'
import { serveUntilStopped } from './serve.ts'

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--fresh]',
  summary: 'Serve a sample warehouse, filling its own database first. --fresh begins again from the start.',
  async run(words, environment) {
    const fresh = wantsFresh(words)
    const demo = demoPlace(environment)
    if (fresh) await removeDemo(demo)
    const work = await openDatabase(demo.environment)
    const kept = await openDemo(work, demo.keptFile, sources.now())
    if (!kept) {
      await work.close()
      throw new UsageError(notDemo(demo))
    }
    // The rest of it is shown to anybody.
    const { secretKey: own, ...info } = kept
    const secretKey = environment.secretKey ?? own
    await connectBeside(work, demo, secretKey)
    return serveUntilStopped(work, { ...demo.environment, secretKey }, info, (port) =>
      process.stdout.write(welcome(info, port, demo)),
    )
  },
}

async function connectBeside(work: Work, { environment, keptFile }: DemoPlace, secretKey: string): Promise<void> {
  const { demoPlatforms, port } = environment
  if (demoPlatforms === undefined) return
  await connectPlatforms(work, createVault(secretKey), {
    address: demoPlatforms,
    hooks: `http://localhost:${port}/hooks`,
    folder: join(dirname(keptFile), 'edi'),
    secret: randomBytes(24).toString('base64url'),
  })
}

function wantsFresh(words: string[]): boolean {
  try {
    return parseArgs({ args: words, options: { fresh: { type: 'boolean', default: false } } }).values.fresh
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

interface DemoPlace {
  environment: Environment
  /** True where nobody named a database, so that the file can only be a demo's. */
  own: boolean
  keptFile: string
}

/** The demo never shares the database that `lotline serve` uses by default. */
function demoPlace(environment: Environment): DemoPlace {
  const folder = join(environment.dataFolder, 'demo')
  const own = environment.database === join(environment.dataFolder, 'lotline.db')
  const database = own ? join(folder, 'lotline.db') : environment.database
  const keptFile = join(isPostgres(database) ? folder : dirname(database), 'demo.json')
  const attachments = own ? join(folder, 'attachments') : environment.attachments
  return { environment: { ...environment, database, attachments }, own, keptFile }
}

/** Deletes nothing but what a demo filled. */
async function removeDemo(demo: DemoPlace): Promise<void> {
  const { environment, own, keptFile } = demo
  const { database } = environment
  if (isPostgres(database))
    throw new UsageError('--fresh deletes a SQLite file. On PostgreSQL, make a new, empty database and name that one.')
  if (!existsSync(database)) return
  if (!own && !(await withDatabase(environment, (work) => isKeptDemo(work, keptFile))))
    throw new UsageError(notDemo(demo))
  for (const file of [database, `${database}-wal`, `${database}-shm`, keptFile]) rmSync(file, { force: true })
}

const notDemo = ({ own }: DemoPlace): string =>
  own
    ? 'The demo is not whole: filling it was interrupted, or its demo.json is gone. Start it with --fresh.'
    : 'LOTLINE_DATABASE names a database that holds something else than a demo. Name an empty one, or none.'

function welcome({ users, pin, enrolmentCode }: DemoInfo, port: number, { environment }: DemoPlace): string {
  const address = `http://localhost:${port}`
  const widest = (texts: string[]) => Math.max(...texts.map((text) => text.length)) + 2
  const names = widest(users.map((user) => user.name))
  const roles = widest(users.map((user) => user.roles.join(', ')))
  const badges = users.map(
    ({ name, roles: own, badge }) => `  ${name.padEnd(names)}${own.join(', ').padEnd(roles)}${badge}\n`,
  )
  const place = isPostgres(environment.database) ? 'PostgreSQL' : environment.database
  return `
Lotline's sample warehouse is open at ${address}

Badges, all with the PIN ${pin}:
${badges.join('')}
Enrolment code for a device:  ${enrolmentCode}
Barcodes to print or scan:    ${address}/demo/sheet
Data:                         ${place}  (--fresh begins again)

Stop with Ctrl+C.
`
}
