/** What the command line takes from outside: database, port, clock and ids. The only place that reads the environment. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { logging } from '../auth/audit-log.ts'
import { isLoopback, type OidcSettings } from '../auth/oidc/provider.ts'
import { createIds } from '../db/ids.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openWork } from '../db/open.ts'
import type { Sources, Work } from '../db/work.ts'
import { readTrustedProxies, type TrustedProxies } from '../http/client-address.ts'
import { refuseMoved } from '../moving/moved.ts'
import { createOutgoingRule, type OutgoingRule } from '../outgoing/rule.ts'
import { Problem } from '../problem.ts'
import { LOG_LEVELS, type LogLevel } from '../watch/log.ts'
import type { LogFormat } from '../watch/log-to-stderr.ts'
import { secretVariable } from './secret-variable.ts'
import { UsageError } from './usage-error.ts'

export const sources: Sources = { now: () => Date.now(), newId: createIds(() => Date.now()) }

export interface Environment {
  /** Where the package is. */
  root: string
  version: string
  dataFolder: string
  database: string
  /** To PostgreSQL, at most, for this process; undefined: as many as it needs by itself. */
  connections: number | undefined
  /** So many days the feed reaches back: devices that were away for longer take a snapshot. */
  feedDays: number
  /** What is history goes there, after so many days; by itself, once a month, where the folder was named. */
  archives: { folder: string; days: number; byItself: boolean }
  /** A replica of it that reports are read from; undefined: there is none. */
  replica: string | undefined
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
  /** Of the log; no level: as much as whoever serves wants. */
  log: { level: LogLevel | undefined; format: LogFormat }
  /** What /metrics wants as bearer; undefined: nothing. */
  metricsToken: string | undefined
  /** Milliseconds that a server which is told to stop goes on, so that whoever sends it requests can notice. */
  stopDelayMs: number
  /** Where `lotline tls` puts authority and certificate. */
  tlsFolder: string
  /** Files of certificates that were made elsewhere; undefined: those of `tlsFolder` are served, where there are any. */
  tlsCert: string | undefined
  tlsKey: string | undefined
  httpsPort: number
  /** What this server may call beside the public internet. */
  outgoing: OutgoingRule
  /** Whose word on the client's address is taken. */
  proxies: TrustedProxies
}

export function readEnvironment(root: string): Environment {
  const dataFolder = resolve(process.env.LOTLINE_DATA_DIR ?? './data')
  return {
    root,
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    dataFolder,
    database: secretVariable('LOTLINE_DATABASE') ?? join(dataFolder, 'lotline.db'),
    connections: connectionsOf(process.env.LOTLINE_DATABASE_CONNECTIONS),
    feedDays: daysOf('LOTLINE_FEED_DAYS', 60, LEAST_FEED_DAYS),
    archives: {
      folder: resolve(process.env.LOTLINE_ARCHIVE || join(dataFolder, 'archive')),
      days: daysOf('LOTLINE_ARCHIVE_DAYS', LEAST_ARCHIVE_DAYS, LEAST_ARCHIVE_DAYS),
      byItself: Boolean(process.env.LOTLINE_ARCHIVE),
    },
    replica: replicaOf(secretVariable('LOTLINE_REPLICA')),
    attachments: process.env.LOTLINE_ATTACHMENTS ?? join(dataFolder, 'attachments'),
    port: portOf('PORT', 8787),
    secretKey: secretVariable('LOTLINE_SECRET_KEY'),
    demoPlatforms: process.env.LOTLINE_DEMO_PLATFORMS,
    backups: process.env.LOTLINE_BACKUPS,
    contact: process.env.LOTLINE_CONTACT ?? 'mailto:admin@localhost',
    log: { level: oneOf('LOTLINE_LOG_LEVEL', LOG_LEVELS), format: oneOf('LOTLINE_LOG', FORMATS) ?? whoReads() },
    metricsToken: process.env.LOTLINE_METRICS_TOKEN || undefined,
    stopDelayMs: milliseconds('LOTLINE_STOP_DELAY_MS', 0),
    tlsFolder: resolve(process.env.LOTLINE_TLS ?? join(dataFolder, 'tls')),
    tlsCert: process.env.LOTLINE_TLS_CERT,
    tlsKey: process.env.LOTLINE_TLS_KEY,
    httpsPort: portOf('LOTLINE_HTTPS_PORT', 8443),
    outgoing: createOutgoingRule(process.env.LOTLINE_OUTGOING_ALLOW ?? ''),
    proxies: readTrustedProxies(process.env.LOTLINE_TRUSTED_PROXIES ?? '', process.env.LOTLINE_PROXY_HEADERS),
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

const FORMATS = ['json', 'text'] as const
/** A person at a terminal, or a program. */
const whoReads = (): LogFormat => (process.stderr.isTTY ? 'text' : 'json')

function oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
  const given = process.env[name]
  if (given === undefined || given === '') return undefined
  const word = words.find((one) => one === given)
  if (word === undefined) throw new UsageError(`${name} is ${words.join(', ')}; it says ${given}.`)
  return word
}

/** Whoever runs it stops waiting long before that. */
const LONGEST_DELAY_MS = 300_000

function milliseconds(name: string, otherwise: number): number {
  const given = process.env[name] || String(otherwise)
  if (/^\d{1,6}$/.test(given) && Number(given) <= LONGEST_DELAY_MS) return Number(given)
  throw new UsageError(`${name} is a number of milliseconds, at most ${LONGEST_DELAY_MS}; it says ${given}.`)
}

/** One more is used to hear of the others. */
function connectionsOf(given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined
  if (/^\d{1,3}$/.test(given) && Number(given) >= 2) return Number(given)
  throw new UsageError(`LOTLINE_DATABASE_CONNECTIONS is a number from 2 to 999; it says ${given}.`)
}

/** Handhelds send again what they have acknowledged for 30 days after a restore. */
const LEAST_FEED_DAYS = 31

/** Demand is looked back on for three years, and traces of food are to be there for two. */
const LEAST_ARCHIVE_DAYS = 1_100

function daysOf(name: string, otherwise: number, least: number): number {
  const given = process.env[name]
  if (given === undefined || given === '') return otherwise
  if (/^\d{1,4}$/.test(given) && Number(given) >= least) return Number(given)
  throw new UsageError(`${name} is a number of days, at least ${least}; it says ${given}.`)
}

function replicaOf(given: string | undefined): string | undefined {
  if (given === undefined || isPostgres(given)) return given
  throw new UsageError('LOTLINE_REPLICA is the address of a PostgreSQL that replicates LOTLINE_DATABASE.')
}

/** Throws a Problem where it is no port: 0 lets the system choose. */
function portOf(name: string, otherwise: number): number {
  const text = process.env[name] ?? String(otherwise)
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text)
  throw new Problem(422, 'bad-setting', `${name} is "${text}", which is no port. Give a number from 0 to 65535.`)
}

export const migrationsOf = (environment: Environment): string => join(environment.root, 'server/db/migrations')

/** Opens the database, at today's schema. Throws a Problem where the site has moved from there. */
export async function openDatabase(environment: Environment): Promise<Work> {
  await migrate(environment.database, migrationsOf(environment))
  const work = openWork(environment.database, sources, { connections: environment.connections })
  try {
    await refuseMoved(work, environment.database)
    return work
  } catch (error) {
    await work.close()
    throw error
  }
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
