import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { collectDefaultMetrics } from 'prom-client'
import { openAttachments } from '../attachments/folder.ts'
import { createKeyUse } from '../auth/api-tokens.ts'
import { newFirstStartCode } from '../auth/first-start.ts'
import { createProvider } from '../auth/oidc/provider.ts'
import { createRollOver } from '../availability/roll-over.ts'
import { oneAtATime } from '../channels/one-at-a-time.ts'
import { createVault } from '../channels/vault.ts'
import { isPostgres, openReplica } from '../db/open.ts'
import type { Work } from '../db/work.ts'
import { writeTrial } from '../db/write-trial.ts'
import { ensureEpoch } from '../feed/epoch.ts'
import { createApp } from '../http/app.ts'
import type { DemoInfo, Trust } from '../http/deps.ts'
import { startLists } from '../lists/start-lists.ts'
import { FIRST_WAREHOUSE, putWarehouse } from '../master/warehouses.ts'
import { createOutgoingFetch } from '../outgoing/outgoing-fetch.ts'
import type { Backups } from '../setup/setup.ts'
import { createContacts } from '../watch/contacts.ts'
import { logToStderr } from '../watch/log-to-stderr.ts'
import { createMetrics } from '../watch/metrics.ts'
import { createReport } from '../watch/report.ts'
import { createBackground } from './background.ts'
import type { Command } from './command.ts'
import { CLOCK_MS, startDuties } from './duties.ts'
import { type Environment, openDatabase, readOidc, sources } from './environment.ts'
import { firstStartWords } from './first-start.ts'
import { listen, PATIENCE } from './listen.ts'
import { openTls } from './open-tls.ts'
import { keepHeapSmall } from './small-heap.ts'
import { toldToStop } from './told-to-stop.ts'

/** A handheld keeps its photos as long: it begins again after that. */
const UPLOADS_KEPT_MS = 30 * 86_400_000
/** What was begun is let finish for so long when the server goes. */
const FINISH_MS = 10_000

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  summary: 'Serve app and API on PORT from LOTLINE_DATABASE, migrating first. `npm start` is this.',
  async run(_words, environment) {
    const work = await openDatabase(environment)
    await ensureFirstWarehouse(work)
    // What cannot be written is said now, and not to the first handheld.
    await writeTrial(work)
    const first = await newFirstStartCode(work)
    return serveUntilStopped(work, environment, undefined, (port) => {
      const address = `http://localhost:${port}`
      process.stdout.write(`Lotline serves ${address}\n`)
      if (first) process.stdout.write(firstStartWords(first, address))
    })
  },
}

/** A new database has one warehouse, so that a first device can be enrolled; its settings can be changed. */
async function ensureFirstWarehouse(work: Work): Promise<void> {
  const [known] = await work.read(({ db, t }) => db.select({ code: t.warehouses.code }).from(t.warehouses).limit(1))
  if (!known) await work.run([], (tx) => putWarehouse(tx, 'MAIN', FIRST_WAREHOUSE))
}

/** Serves until SIGINT or SIGTERM; what is committed is committed, and open requests are let finish. */
export async function serveUntilStopped(
  work: Work,
  environment: Environment,
  demo: DemoInfo | undefined,
  listening: (port: number) => void,
): Promise<number> {
  keepHeapSmall()
  // Whoever tries the demo out watches the floor, and not its server.
  const level = environment.log.level ?? (demo ? 'warn' : 'info')
  const log = logToStderr({ format: environment.log.format, level, now: sources.now })
  const metrics = createMetrics()
  collectDefaultMetrics({ register: metrics.registry })
  const count = (kind: string) => metrics.faults.inc({ kind })
  const report = createReport({ log, now: sources.now, count })
  const { version } = environment
  metrics.info.set({ version, database: work.dialect }, 1)
  const stopping = new AbortController()
  const closing = new AbortController()
  const contacts = createContacts(work, sources.now)
  const tls = openTls(environment, report, (endsAt) => {
    metrics.certificateEndsAt = endsAt
  })
  const outgoingFetch = createOutgoingFetch(environment.outgoing)
  const attachments = openAttachments(environment.attachments)
  await attachments.forgetUnfinished(sources.now() - UPLOADS_KEPT_MS)
  const vault = createVault(environment.secretKey)
  const keyUse = createKeyUse(work)
  const oidc = readOidc()
  const day = createRollOver(work, sources.now)
  const replica = environment.replica === undefined ? undefined : openReplica(environment.replica)
  const lists = startLists(environment.database)
  const app = createApp({
    ...{ work, replica, lists, vault, day, attachments, demo, log, report, metrics, contacts, version },
    epoch: await ensureEpoch(work),
    now: sources.now,
    keyUsed: keyUse.note,
    oidc: oidc && { provider: createProvider(oidc, sources.now), publicUrl: oidc.publicUrl, name: oidc.name },
    appFolder: appFolderOf(environment),
    stop: { stopping: stopping.signal, closing: closing.signal },
    metricsToken: environment.metricsToken,
    outgoing: environment.outgoing,
    proxies: environment.proxies,
    trust: tls?.trust,
    backups: backupsOf(environment),
  })
  const background = createBackground(report, work.hasDuty)
  background.every(CLOCK_MS, 'the use of keys', oneAtATime(keyUse.write))
  startDuties({ background, work, environment, report, vault, day, contacts, metrics, fetch: outgoingFetch })
  const leave = () => {
    log.warn({}, 'Told to stop once more: leaving at once')
    log.flush()
    process.exit(1)
  }
  // Before anybody can know that it serves: whoever started it may end it at once.
  const told = toldToStop(sources.now, leave)
  const server = await listen({ fetch: app.fetch, port: environment.port, https: tls, patience: PATIENCE })
  const fail = async (sentence: string): Promise<number> => {
    process.stderr.write(`${sentence}\n`)
    await background.stop(FINISH_MS)
    await work.close()
    return 1
  }
  if (typeof server === 'string') return fail(server)
  const unfollow = tls?.follow(server)
  log.info({ port: server.port, httpsPort: server.httpsPort, version, database: work.dialect }, 'Serving')
  listening(server.port)
  if (tls) process.stdout.write(`${httpsWords(tls.trust)}\n`)
  const stopped = await Promise.race([told, server.failed.then((fault) => ({ fault }))])
  unfollow?.()
  if ('fault' in stopped) return fail(stopped.fault)
  log.info({ signal: stopped.signal, delayMs: environment.stopDelayMs }, 'Stopping')
  stopping.abort()
  await new Promise((resolve) => setTimeout(resolve, environment.stopDelayMs))
  closing.abort()
  const [{ cut }, finished] = await Promise.all([server.close(FINISH_MS), background.stop(FINISH_MS)])
  if (cut) log.warn({}, 'Requests that took longer than ten seconds were cut off')
  if (!finished)
    log.warn({}, 'Work beside the requests took longer than ten seconds and was left; the next server goes on with it')
  await contacts.write().catch((error) => report(error, 'contacts of devices'))
  await lists.close()
  await replica?.close()
  await work.close()
  log.info({}, 'Stopped')
  log.flush()
  leaveSoon()
  return 0
}

/** A call to a platform that was left may go on for half a minute; nobody waits for its answer. */
const LEAVE_MS = 500
const leaveSoon = () => void setTimeout(() => process.exit(), LEAVE_MS).unref()

function backupsOf({ database, backups }: Environment): Backups {
  if (isPostgres(database)) return 'by the database'
  return backups === undefined ? 'none' : 'daily'
}

function appFolderOf({ root }: Environment): string | undefined {
  const folder = join(root, 'dist/app')
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

function httpsWords({ names, httpsPort, httpPort, authority }: Trust): string {
  const [name = 'localhost'] = names()
  const told = authority() === undefined ? '' : `; handhelds are told to trust it at http://${name}:${httpPort}/trust`
  return `Lotline serves https://${name}:${httpsPort}${told}`
}
