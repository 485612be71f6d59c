/** What is done beside the requests, how often, and by whom: by each process, or by the one whose duty it is. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { archiveIfDue } from '../archive/schedule.ts'
import type { RollOver } from '../availability/roll-over.ts'
import { createSchedule } from '../backup/schedule.ts'
import { createChannels } from '../channels/channels.ts'
import { createExchange } from '../channels/edi/exchange/exchange.ts'
import { diskFiles } from '../channels/edi/exchange/folder.ts'
import { oneAtATime } from '../channels/one-at-a-time.ts'
import { createFileDrop } from '../channels/rest/file-drop.ts'
import type { Vault } from '../channels/vault.ts'
import { captureCosts } from '../costing/capture.ts'
import { planIfDue } from '../counting/plan.ts'
import { isPostgres } from '../db/open.ts'
import type { Work } from '../db/work.ts'
import { pushKeys } from '../notifications/keys.ts'
import { tellNews } from '../notifications/tell.ts'
import { createPass } from '../replenishment/pass.ts'
import { startPlanners } from '../replenishment/planning-threads.ts'
import { writeRefusals } from '../replenishment/refusals.ts'
import { createRetention } from '../retention/retention.ts'
import { tellDueChargebacks } from '../returns/chargebacks.ts'
import { noteStock } from '../stock-history/note-day.ts'
import { nameOverdueTransfers } from '../transfers/overdue.ts'
import type { Contacts } from '../watch/contacts.ts'
import type { Metrics } from '../watch/metrics.ts'
import type { Report } from '../watch/report.ts'
import type { Background } from './background.ts'
import { type Environment, sources } from './environment.ts'

/** A day may begin, and what is noted in memory is written down, that often. */
export const CLOCK_MS = 60_000
/** Devices say at each push and pull that they are there; that often it is written down. */
const CONTACTS_MS = 15_000

export interface Wanted {
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

export function startDuties(wanted: Wanted): void {
  const { background, work, day, contacts } = wanted
  background.duty('days', CLOCK_MS, 'the day', () => beginDays(work, day))
  background.duty(
    'days',
    CLOCK_MS,
    'writing down stock',
    oneAtATime(() => noteStocks(work, day)),
  )()
  background.every(CONTACTS_MS, 'contacts of devices', oneAtATime(contacts.write))
  // Each process notes what it has refused itself; the one that plans reads what all have noted.
  background.every(
    PLANNING_MS,
    'noting refused orders',
    oneAtATime(() => writeRefusals(work)),
  )
  startNotifying(wanted)
  startChannels(wanted)
  startExchange(wanted)
  startCosting(wanted)
  startPlanning(wanted)
  startBackups(wanted)
  startRetention(wanted)
  startArchiving(wanted)
}

/** What waits to be tried again, or for a new day, is looked at that often; so are orders. */
const TEND_MS = 250
/** Changes that are committed within it go out together: many scans must not each be followed by a look at the listings. */
const GATHER_MS = 50

function startChannels({ background, work, vault, report, fetch }: Wanted): void {
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

function startExchange({ background, work, report }: Wanted): void {
  const edi = createExchange({ work, files: diskFiles, now: sources.now, report })
  const drop = createFileDrop({ work, now: sources.now, random: Math.random, report })
  background.duty('folders', EXCHANGE_MS, 'EDI', edi.step)
  background.duty('folders', EXCHANGE_MS, 'exchanging files', drop.step)
}

/** What a sale costs is no hurry of anybody's. */
const COSTING_MS = 2_000

function startCosting({ background, work, report }: Wanted): void {
  background.duty(
    'costing',
    COSTING_MS,
    'costing',
    oneAtATime(() => captureCosts(work, (error) => report(error, 'costing'))),
  )
}

/** Whether a day has passed since the last one is looked at that often. */
const BACKUP_MS = 600_000

function startBackups({ background, environment, metrics, report }: Wanted): void {
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

function startRetention({ background, work, environment: { feedDays } }: Wanted): void {
  const retention = createRetention(work, sources.now, feedDays)
  background.duty(
    'retention',
    RETENTION_MS,
    'retention',
    oneAtATime(async () => void (await retention.step())),
  )
}

function startArchiving({ background, work, environment: { root, archives } }: Wanted): void {
  if (!archives.byItself) return
  const program = join(root, 'server/cli/lotline.mjs')
  const leaving = new AbortController()
  background.onStop(() => leaving.abort())
  background.duty(
    'archive',
    RETENTION_MS,
    'archiving',
    oneAtATime(() => archiveIfDue({ work, program, now: sources.now, signal: leaving.signal })),
  )
}

/** What to order is no hurry either: plans follow what has changed by so much. */
const PLANNING_MS = 5_000
/** As many threads as there are cores, and no more than help: they give way to everything else. */
const MOST_PLANNERS = 4

function startPlanning({ background, work, environment: { database } }: Wanted): void {
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

function startNotifying({ background, work, environment: { contact }, report, fetch }: Wanted): void {
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
    await nameOverdueTransfers(work, code, sources.now())
  }
}

/** As the day begins, when what time alone changes has been changed. */
async function noteStocks(work: Work, day: RollOver): Promise<void> {
  for (const { code } of await warehousesOf(work)) {
    await day.ensure(code)
    await noteStock(work, code, sources.now())
  }
}
