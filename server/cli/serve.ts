import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { collectDefaultMetrics } from 'prom-client'
import { openAttachments } from '../attachments/folder.ts'
import { createKeyUse } from '../auth/api-tokens.ts'
import { createProvider } from '../auth/oidc/provider.ts'
import { createRollOver, type RollOver } from '../availability/roll-over.ts'
import { createSchedule } from '../backup/schedule.ts'
import { createChannels } from '../channels/channels.ts'
import { createExchange } from '../channels/edi/exchange/exchange.ts'
import { diskFiles } from '../channels/edi/exchange/folder.ts'
import { oneAtATime } from '../channels/one-at-a-time.ts'
import { createFileDrop } from '../channels/rest/file-drop.ts'
import { createVault, type Vault } from '../channels/vault.ts'
import { captureCosts } from '../costing/capture.ts'
import { planIfDue } from '../counting/plan.ts'
import { isPostgres, openReplica } from '../db/open.ts'
import type { Work } from '../db/work.ts'
import { writeTrial } from '../db/write-trial.ts'
import { ensureEpoch } from '../feed/epoch.ts'
import { createApp } from '../http/app.ts'
import type { DemoInfo, Trust } from '../http/deps.ts'
import { putWarehouse } from '../master/warehouses.ts'
import { pushKeys } from '../notifications/keys.ts'
import { tellNews } from '../notifications/tell.ts'
import { createOutgoingFetch } from '../outgoing/outgoing-fetch.ts'
import { createPass } from '../replenishment/pass.ts'
import { startPlanners } from '../replenishment/planning-threads.ts'
import { createRetention } from '../retention/retention.ts'
import { tellDueChargebacks } from '../returns/chargebacks.ts'
import { type Contacts, createContacts } from '../watch/contacts.ts'
import { logToStderr } from '../watch/log-to-stderr.ts'
import { createMetrics, type Metrics } from '../watch/metrics.ts'
import { createReport, type Report } from '../watch/report.ts'
import { type Background, createBackground } from './background.ts'
import type { Command } from './command.ts'
import { type Environment, openDatabase, readOidc, sources } from './environment.ts'
import { listen, PATIENCE } from './listen.ts'
import { openTls } from './open-tls.ts'
import { toldToStop } from './told-to-stop.ts'

const CLOCK_MS = 60_000
/** A handheld keeps its photos as long: it begins again after that. */
const UPLOADS_KEPT_MS = 30 * 86_400_000
/** Devices say at each push and pull that they are there; that often it is written down. */
const CONTACTS_MS = 15_000
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
    return serveUntilStopped(work, environment, undefined, (port) =>
      process.stdout.write(`Lotline serves http://localhost:${port}\n`),
    )
  },
}

/** A new database has one warehouse, so that a first device can be enrolled; its settings can be changed. */
async function ensureFirstWarehouse(work: Work): Promise<void> {
  const [known] = await work.read(({ db, t }) => db.select({ code: t.warehouses.code }).from(t.warehouses).limit(1))
  if (!known)
    await work.run([], (tx) => putWarehouse(tx, 'MAIN', { name: 'Main warehouse', timeZone: 'UTC', currency: 'USD' }))
}

/** Serves until SIGINT or SIGTERM; what is committed is committed, and open requests are let finish. */
export async function serveUntilStopped(
  work: Work,
  environment: Environment,
  demo: DemoInfo | undefined,
  listening: (port: number) => void,
): Promise<number> {
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
  const app = createApp({
    ...{ work, replica, vault, day, attachments, demo, log, report, metrics, contacts, version },
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
  })
  const background = createBackground(report, work.hasDuty)
  background.every(CLOCK_MS, 'the use of keys', oneAtATime(keyUse.write))
  startBackground({ background, work, environment, report, vault, day, contacts, metrics, fetch: outgoingFetch })
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

function appFolderOf({ root }: Environment): string | undefined {
  const folder = join(root, 'dist/app')
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

interface BackgroundWanted {
  background: Background
  work: Work
  environment: Environment
  report: Report
  vault: Vault
  day: RollOver
  contacts: Contacts
  metrics: Metrics
  /** To the outside, where that is allowed. */
  fetch: typeof globalThis.fetch
}

function startBackground(wanted: BackgroundWanted): void {
  const { background, work, day, contacts } = wanted
  background.duty('days', CLOCK_MS, 'the day', () => beginDays(work, day))
  background.every(CONTACTS_MS, 'contacts of devices', oneAtATime(contacts.write))
  startNotifying(wanted)
  startChannels(wanted)
  startExchange(wanted)
  startCosting(wanted)
  startPlanning(wanted)
  startBackups(wanted)
  startRetention(wanted)
}

/** What waits to be tried again, or for a new day, is looked at that often; so are orders. */
const TEND_MS = 250
/** Changes that are committed within it go out together: many scans must not each be followed by a look at the listings. */
const GATHER_MS = 50

function startChannels({ background, work, vault, report, fetch }: BackgroundWanted): void {
  const channels = createChannels({ work, vault, fetch, now: sources.now, random: Math.random, report })
  let gathering: NodeJS.Timeout | null = null
  // One duty: what is on its way to a platform, and how often it may be called, is known to one process.
  const publish = background.duty('platforms', TEND_MS, 'publishing', channels.publish)
  background.duty('platforms', TEND_MS, 'platforms', channels.tend)
  const unsubscribe = work.onCommit(() => {
    gathering ??= setTimeout(() => {
      gathering = null
      publish()
    }, GATHER_MS)
  })
  background.onStop(() => {
    unsubscribe()
    if (gathering) clearTimeout(gathering)
  })
}

/** Folders of partners and shops are looked into that often. */
const EXCHANGE_MS = 1_000

function startExchange({ background, work, report }: BackgroundWanted): void {
  const edi = createExchange({ work, files: diskFiles, now: sources.now, report })
  const drop = createFileDrop({ work, now: sources.now, random: Math.random, report })
  background.duty('folders', EXCHANGE_MS, 'EDI', edi.step)
  background.duty('folders', EXCHANGE_MS, 'exchanging files', drop.step)
}

/** What a sale costs is no hurry of anybody's. */
const COSTING_MS = 2_000

function startCosting({ background, work, report }: BackgroundWanted): void {
  background.duty(
    'costing',
    COSTING_MS,
    'costing',
    oneAtATime(() => captureCosts(work, (error) => report(error, 'costing'))),
  )
}

/** Whether a day has passed since the last one is looked at that often. */
const BACKUP_MS = 600_000

function startBackups({ background, environment, metrics, report }: BackgroundWanted): void {
  const { root, database, backups } = environment
  if (backups === undefined || isPostgres(database)) return
  const program = join(root, 'server/cli/lotline.mjs')
  const leaving = new AbortController()
  const schedule = createSchedule({ folder: backups, program, now: sources.now, report, signal: leaving.signal })
  const take = oneAtATime(async () => {
    metrics.backupAt = await schedule.step()
  })
  background.onStop(() => leaving.abort())
  background.every(BACKUP_MS, 'backups', take)()
}

/** Whether a day has passed since the last time is looked at that often. */
const RETENTION_MS = 600_000

function startRetention({ background, work, environment: { feedDays } }: BackgroundWanted): void {
  const retention = createRetention(work, sources.now, feedDays)
  background.duty(
    'retention',
    RETENTION_MS,
    'retention',
    oneAtATime(async () => void (await retention.step())),
  )
}

/** What to order is no hurry either: plans follow what has changed by so much. */
const PLANNING_MS = 5_000
/** As many threads as there are cores, and no more than help: they give way to everything else. */
const MOST_PLANNERS = 4

function startPlanning({ background, work, environment: { database } }: BackgroundWanted): void {
  const planner = startPlanners(database, Math.min(MOST_PLANNERS, availableParallelism()))
  const pass = createPass({ work, planner, now: sources.now })
  let isStopped = false
  background.duty(
    'planning',
    PLANNING_MS,
    'planning',
    oneAtATime(async () => {
      while (!isStopped && (await pass.step()));
    }),
  )
  background.onStop(async () => {
    isStopped = true
    await planner.close()
  })
}

/** Exceptions that open within one interval are told together. */
const NOTIFY_MS = 15_000

function startNotifying({ background, work, environment: { contact }, report, fetch }: BackgroundWanted): void {
  background.duty('notifications', NOTIFY_MS, 'telling of exceptions', async () => {
    const keys = await pushKeys(work)
    for (const { code } of await warehousesOf(work)) await tellNews({ work, keys, contact, fetch, report }, code)
  })
}

const warehousesOf = (work: Work) => work.read(({ db, t }) => db.select({ code: t.warehouses.code }).from(t.warehouses))

/** Also where nobody asks: what is at risk since midnight must be told in the morning. */
async function beginDays(work: Work, day: RollOver): Promise<void> {
  for (const { code } of await warehousesOf(work)) {
    await day.ensure(code)
    await planIfDue(work, code, sources.now())
    await tellDueChargebacks(work, code, sources.now())
  }
}

function httpsWords({ names, httpsPort, httpPort, authority }: Trust): string {
  const [name = 'localhost'] = names()
  const told = authority() === undefined ? '' : `; handhelds are told to trust it at http://${name}:${httpPort}/trust`
  return `Lotline serves https://${name}:${httpsPort}${told}`
}
