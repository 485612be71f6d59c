/** What the command line takes from outside: database, port, clock and ids. The only place that reads the environment. */
import { join, resolve } from 'node:path'
import { logging } from '../auth/audit-log.ts'
import { isLoopback, type OidcSettings } from '../auth/oidc/provider.ts'
import { createIds } from '../db/ids.ts'
import { migrate } from '../db/migrate.ts'
import { openWork } from '../db/open.ts'
import type { Sources, Work } from '../db/work.ts'
import { Problem } from '../problem.ts'

export const sources: Sources = { now: () => Date.now(), newId: createIds(() => Date.now()) }

export interface Environment {
  /** Where the package is. */
  root: string
  dataFolder: string
  database: string
  /** Where photos are kept: with several server processes, a folder that all of them share. */
  attachments: string
  port: number
  /** What credentials of platforms are encrypted with; undefined: none can be kept. */
  secretKey: string | undefined
  /** Platforms that run beside the demo; undefined: it is connected to none. */
  demoPlatforms: string | undefined
  /** Whom push services may write to about this server. */
  contact: string
  /** Where a backup is put each day; undefined: none is taken by itself. */
  backups: string | undefined
}

export function readEnvironment(root: string): Environment {
  const dataFolder = resolve(process.env.LOTLINE_DATA_DIR ?? './data')
  return {
    root,
    dataFolder,
    database: process.env.LOTLINE_DATABASE ?? join(dataFolder, 'lotline.db'),
    attachments: process.env.LOTLINE_ATTACHMENTS ?? join(dataFolder, 'attachments'),
    port: Number(process.env.PORT ?? 8787),
    secretKey: process.env.LOTLINE_SECRET_KEY,
    demoPlatforms: process.env.LOTLINE_DEMO_PLATFORMS,
    backups: process.env.LOTLINE_BACKUPS,
    contact: process.env.LOTLINE_CONTACT ?? 'mailto:admin@localhost',
  }
}

/** Signing in to the office through the company's identity provider; undefined: none is set up. Half of it is a mistake. */
export function readOidc(env: NodeJS.ProcessEnv = process.env): OidcSettings | undefined {
  const { LOTLINE_OIDC_ISSUER: issuer, LOTLINE_OIDC_CLIENT_ID: clientId, LOTLINE_PUBLIC_URL: publicUrl } = env
  if (!issuer) return undefined
  if (!clientId || !publicUrl)
    throw misset('LOTLINE_OIDC_ISSUER needs LOTLINE_OIDC_CLIENT_ID and LOTLINE_PUBLIC_URL beside it.')
  for (const [name, value] of Object.entries({ LOTLINE_OIDC_ISSUER: issuer, LOTLINE_PUBLIC_URL: publicUrl })) {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url)))
      throw misset(`${name} must be an address with https://, or with http:// on this machine.`)
  }
  const clientSecret = env.LOTLINE_OIDC_CLIENT_SECRET || undefined
  return { issuer, clientId, clientSecret, publicUrl, name: env.LOTLINE_OIDC_NAME || new URL(issuer).hostname }
}

const misset = (detail: string): Problem => new Problem(500, 'misconfigured', detail)

export const migrationsOf = (environment: Environment): string => join(environment.root, 'server/db/migrations')

/** Opens the database, at today's schema. */
export async function openDatabase(environment: Environment): Promise<Work> {
  await migrate(environment.database, migrationsOf(environment))
  return openWork(environment.database, sources)
}

/** What the command does stands in the log of sensitive acts. */
export const withLogged = <T>(
  environment: Environment,
  act: string,
  details: unknown,
  use: (work: Work) => Promise<T>,
): Promise<T> =>
  withDatabase(environment, (work) => use(logging(work, { by: 'command line', name: 'command line', act, details })))

export async function withDatabase<T>(environment: Environment, use: (work: Work) => Promise<T>): Promise<T> {
  const work = await openDatabase(environment)
  try {
    return await use(work)
  } finally {
    await work.close()
  }
}
