import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openAttachments } from '../attachments/folder.ts'
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
import { isPostgres } from '../db/open.ts'
import { troubleOf } from '../db/trouble.ts'
import type { Work } from '../db/work.ts'
import { writeTrial } from '../db/write-trial.ts'
import { ensureEpoch } from '../feed/epoch.ts'
import { createApp } from '../http/app.ts'
import type { DemoInfo, Trust } from '../http/deps.ts'
import { noteBackup } from '../http/health.ts'
import { putWarehouse } from '../master/warehouses.ts'
import { pushKeys } from '../notifications/keys.ts'
import { tellNews } from '../notifications/tell.ts'
import { createOutgoingFetch } from '../outgoing/outgoing-fetch.ts'
import { createPass } from '../replenishment/pass.ts'
import { startPlanners } from '../replenishment/planning-threads.ts'
import { tellDueChargebacks } from '../returns/chargebacks.ts'
import type { Command } from './command.ts'
import { type Environment, openDatabase, sources } from './environment.ts'
import { listen, PATIENCE } from './listen.ts'
import { openTls } from './open-tls.ts'

const CLOCK_MS = 60_000
/** A handheld keeps its photos as long: it begins again after that. */
const UPLOADS_KEPT_MS = 30 * 86_400_000

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
  const appFolder = join(environment.root, 'dist/app')
  const tls = openTls(environment, reportFault)
  const outgoingFetch = createOutgoingFetch(environment.outgoing)
  const day = createRollOver(work, sources.now)
  const attachments = openAttachments(environment.attachments)
  await attachments.forgetUnfinished(sources.now() - UPLOADS_KEPT_MS)
  const vault = createVault(environment.secretKey)
  const app = createApp({
    work,
    vault,
    day,
    epoch: await ensureEpoch(work),
    attachments,
    now: sources.now,
    report: reportFault,
    outgoing: environment.outgoing,
    proxies: environment.proxies,
    trust: tls?.trust,
    appFolder: existsSync(join(appFolder, 'index.html')) ? appFolder : undefined,
    demo,
  })
  const clock = setInterval(() => void beginDays(work, day).catch((error) => reportFault(error, 'the day')), CLOCK_MS)
  const notifying = startNotifying(work, environment, outgoingFetch)
  const stopChannels = startChannels(work, vault, outgoingFetch)
  const exchanging = startExchange(work)
  const costing = startCosting(work)
  const stopPlanning = startPlanning(work, environment)
  const stopBackups = startBackups(environment)
  const server = await listen({ fetch: app.fetch, port: environment.port, https: tls, patience: PATIENCE })
  let stopped: string | null
  if (typeof server === 'string') stopped = server
  else {
    const unfollow = tls?.follow(server)
    listening(server.port)
    if (tls) process.stdout.write(`${httpsWords(tls.trust)}\n`)
    stopped = await Promise.race([signalled(), server.failed])
    unfollow?.()
  }
  clearInterval(clock)
  clearInterval(notifying)
  clearInterval(exchanging)
  clearInterval(costing)
  stopChannels()
  await stopPlanning()
  stopBackups()
  if (stopped !== null) {
    process.stderr.write(`${stopped}\n`)
    await work.close()
    return 1
  }
  if (typeof server !== 'string') await server.close()
  await work.close()
  return 0
}

/** While a disk is full everything fails, each second anew; a log that tells all of it fills what is left. */
const TROUBLE_TOLD_MS = 60_000
const troubleTold = new Map<string, number>()

const reportFault = (error: unknown, about: string): void => {
  const now = sources.now()
  const trouble = troubleOf(error)
  if (trouble !== undefined) {
    if (now - (troubleTold.get(trouble) ?? 0) < TROUBLE_TOLD_MS) return
    troubleTold.set(trouble, now)
  }
  // Where the disk is at fault, a stack says nothing.
  const words = error instanceof Error ? (trouble === undefined ? error.stack : error.message) : String(error)
  process.stderr.write(`${new Date(now).toISOString()} ${trouble ?? 'fault'} at ${about}: ${words}\n`)
}

/** What waits to be tried again, or for a new day, is looked at that often; so are orders. */
const TEND_MS = 250
/** Changes that are committed within it go out together: many scans must not each be followed by a look at the listings. */
const GATHER_MS = 50

function startChannels(work: Work, vault: Vault, fetch: typeof globalThis.fetch): () => void {
  const channels = createChannels({ work, vault, fetch, now: sources.now, random: Math.random, report: reportFault })
  let gathering: NodeJS.Timeout | null = null
  const publish = () => {
    gathering = null
    void channels.publish().catch((error) => reportFault(error, 'publishing'))
  }
  const unsubscribe = work.onCommit(() => {
    gathering ??= setTimeout(publish, GATHER_MS)
  })
  const timer = setInterval(() => {
    publish()
    void channels.tend().catch((error) => reportFault(error, 'platforms'))
  }, TEND_MS)
  return () => {
    unsubscribe()
    clearInterval(timer)
    if (gathering) clearTimeout(gathering)
  }
}

/** Folders of partners and shops are looked into that often. */
const EXCHANGE_MS = 1_000

function startExchange(work: Work): NodeJS.Timeout {
  const edi = createExchange({ work, files: diskFiles, now: sources.now, report: reportFault })
  const drop = createFileDrop({ work, now: sources.now, random: Math.random, report: reportFault })
  return setInterval(() => {
    void edi.step().catch((error) => reportFault(error, 'EDI'))
    void drop.step().catch((error) => reportFault(error, 'exchanging files'))
  }, EXCHANGE_MS)
}

/** What a sale costs is no hurry of anybody's. */
const COSTING_MS = 2_000

function startCosting(work: Work): NodeJS.Timeout {
  const capture = oneAtATime(() => captureCosts(work, (error) => reportFault(error, 'costing')))
  return setInterval(() => void capture().catch((error) => reportFault(error, 'costing')), COSTING_MS)
}

/** Whether a day has passed since the last one is looked at that often. */
const BACKUP_MS = 600_000

function startBackups({ root, database, backups }: Environment): () => void {
  if (backups === undefined || isPostgres(database)) return () => {}
  const program = join(root, 'server/cli/lotline.mjs')
  const schedule = createSchedule({ folder: backups, program, now: sources.now, report: reportFault })
  const take = oneAtATime(async () => noteBackup(await schedule.step()))
  const run = () => void take().catch((error) => reportFault(error, 'backups'))
  run()
  const timer = setInterval(run, BACKUP_MS)
  return () => clearInterval(timer)
}

/** What to order is no hurry either: plans follow what has changed by so much. */
const PLANNING_MS = 5_000
/** As many threads as there are cores, and no more than help: they give way to everything else. */
const MOST_PLANNERS = 4

function startPlanning(work: Work, { database }: Environment): () => Promise<void> {
  const planner = startPlanners(database, Math.min(MOST_PLANNERS, availableParallelism()))
  const pass = createPass({ work, planner, now: sources.now })
  const run = oneAtATime(async () => {
    while (!isStopped && (await pass.step()));
  })
  let isStopped = false
  const timer = setInterval(() => {
    void run().catch((error) => {
      if (!isStopped) reportFault(error, 'planning')
    })
  }, PLANNING_MS)
  return async () => {
    isStopped = true
    clearInterval(timer)
    await planner.close()
  }
}

/** Exceptions that open within one interval are told together. */
const NOTIFY_MS = 15_000

function startNotifying(work: Work, { contact }: Environment, fetch: typeof globalThis.fetch): NodeJS.Timeout {
  const report = (error: unknown, about: string) =>
    process.stderr.write(`${new Date().toISOString()} ${about} failed: ${String(error)}\n`)
  const tell = async () => {
    const keys = await pushKeys(work)
    for (const { code } of await warehousesOf(work)) await tellNews({ work, keys, contact, fetch, report }, code)
  }
  return setInterval(() => void tell().catch((error) => report(error, 'telling of exceptions')), NOTIFY_MS)
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

const signalled = (): Promise<null> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(null))
  })

function httpsWords({ names, httpsPort, httpPort, authority }: Trust): string {
  const [name = 'localhost'] = names()
  const told = authority() === undefined ? '' : `; handhelds are told to trust it at http://${name}:${httpPort}/trust`
  return `Lotline serves https://${name}:${httpsPort}${told}`
}
