/**
 * A small day's work on a disk whose n-th write fails: begin or open a database, push, place and release an order, back up, stop. In one
 * process, run after run: fault.c reads the environment of the process as it is.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { openAttachments } from '../../server/attachments/folder.ts'
import { audit } from '../../server/audit/audit.ts'
import { createApiToken } from '../../server/auth/api-tokens.ts'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { lookThrough, takeBackup } from '../../server/backup/take.ts'
import { createVault } from '../../server/channels/vault.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openWork } from '../../server/db/open.ts'
import { troubleOf } from '../../server/db/trouble.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { ensureEpoch } from '../../server/feed/epoch.ts'
import { createApp } from '../../server/http/app.ts'
import { putWarehouse } from '../../server/master/warehouses.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { type Book, compareFile, createBook } from './book.ts'

const MIGRATIONS = resolve('server/db/migrations')
const sources: Sources = { now: () => Date.now(), newId: () => v7() }

export interface Failing {
  /** Which write; undefined: the disk is good. */
  at?: number
  error: 'EIO' | 'ENOSPC'
  /** From then on, or once. */
  on: boolean
}

export interface Outcome {
  /** The call and the file that failed first; null: the run was through before. */
  met: string | null
  acknowledged: number
  refused: number
}

interface App {
  work: Work
  call(method: string, path: string, body?: unknown): Promise<{ status: number; type: string; body: Body }>
}
// biome-ignore lint/suspicious/noExplicitAny: whatever the server said.
type Body = any

/** Throws what the database says where it cannot be opened. */
async function openApp(folder: string, token: string): Promise<App> {
  const database = join(folder, 'lotline.db')
  await migrate(database, MIGRATIONS)
  const work = openWork(database, sources)
  try {
    const app = createApp({
      work,
      epoch: await ensureEpoch(work),
      attachments: openAttachments(join(folder, 'attachments')),
      vault: createVault(undefined),
      day: createRollOver(work, sources.now),
      now: sources.now,
      report: () => {},
    })
    return {
      work,
      async call(method, path, body) {
        const headers = { authorization: `Bearer ${token}` }
        const text = body === undefined ? null : JSON.stringify(body)
        const response = await app.fetch(new Request(`http://test/api/v1${path}`, { method, headers, body: text }))
        return {
          status: response.status,
          type: response.headers.get('content-type') ?? '',
          body: await response.json(),
        }
      },
    }
  } catch (error) {
    await work.close().catch(() => {})
    throw error
  }
}

let runs = 0

/** The disk fails while `use` runs. Returns what failed first. */
async function onBadDisk(folder: string, { at, error, on }: Failing, use: () => Promise<void>): Promise<string | null> {
  const seen = join(folder, 'failed')
  Object.assign(process.env, { FAULT_RUN: String(++runs), FAULT_ERRNO: error, FAULT_SEEN: seen, FAULT_AT: String(at) })
  if (on) process.env.FAULT_ON = '1'
  else delete process.env.FAULT_ON
  try {
    await use()
  } finally {
    delete process.env.FAULT_AT
  }
  return existsSync(seen) ? 'met' : null
}

export interface Prepared {
  folder: string
  token: string
}

export async function prepareFolder(): Promise<Prepared> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-io-'))
  const token = await begin(folder)
  const app = await openApp(folder, token)
  const put = async (path: string, body: unknown) => {
    const reply = await app.call('PUT', path, body)
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  }
  await put('/items/OAT', { name: 'Oats', rotation: 'fifo', lotTracked: true })
  await put('/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  await put('/locations/A-01', { kind: 'pick', pickSequence: 1 })
  await put('/locations/STAGE', { kind: 'staging', pickSequence: 9 })
  await app.work.close()
  return { folder, token }
}

/** What the first command does with no database there. */
async function begin(folder: string): Promise<string> {
  const database = join(folder, 'lotline.db')
  await migrate(database, MIGRATIONS)
  const work = openWork(database, sources)
  try {
    await ensureEpoch(work)
    await work.run([], (tx) => putWarehouse(tx, 'MAIN', { name: 'Main', timeZone: 'UTC', currency: 'USD' }))
    return await work.run([], (tx) => createApiToken(tx, 'admin', 'test'))
  } finally {
    await work.close()
  }
}

/** No error is met but one that has words for people. */
async function forgiving(use: () => Promise<unknown>): Promise<boolean> {
  try {
    await use()
    return true
  } catch (error) {
    if (troubleOf(error) === undefined && !hasDetail(error)) throw error
    return false
  }
}

const hasDetail = (error: unknown): boolean => typeof (error as { detail?: unknown }).detail === 'string'

/** A database that is begun on such a disk, and begun again on a good one. */
export async function beginOn(failing: Failing): Promise<Outcome> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-io-'))
  try {
    let done = false
    const met = await onBadDisk(folder, failing, async () => {
      done = await forgiving(() => begin(folder))
    })
    await begin(folder)
    await proveClean(join(folder, 'lotline.db'))
    return { met, acknowledged: done ? 1 : 0, refused: done ? 0 : 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Work on such a disk, and on a good one what that left. */
export async function workOn(prepared: Prepared, failing: Failing): Promise<Outcome> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-io-'))
  const after = join(folder, 'after')
  try {
    cpSync(prepared.folder, folder, { recursive: true })
    const book = createBook()
    const day = createDay(book)
    const backup = join(folder, 'night', 'night.db')
    let isBackedUp = false
    const met = await onBadDisk(folder, failing, async () => {
      await forgiving(async () => {
        const app = await openApp(folder, prepared.token)
        try {
          for (const step of day.steps) await step(app)
          isBackedUp = await forgiving(() =>
            takeBackup({
              ...{ database: join(folder, 'lotline.db'), attachments: join(folder, 'attachments'), file: backup },
              now: Date.now(),
            }),
          )
          for (const step of day.late) await step(app)
        } finally {
          await app.work.close()
        }
      })
    })
    if (existsSync(backup)) await lookThrough(backup, Date.now())
    else if (isBackedUp) throw new Error('A backup was said to be taken, and is not there.')
    const outcome = { met, acknowledged: day.acknowledged(), refused: day.refused() }
    mkdirSync(after)
    for (const name of ['lotline.db', 'lotline.db-wal'])
      if (existsSync(join(folder, name))) cpSync(join(folder, name), join(after, name))
    await resume(after, prepared.token, book, day)
    return outcome
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Day {
  steps: ((app: App) => Promise<void>)[]
  late: ((app: App) => Promise<void>)[]
  acknowledged(): number
  refused(): number
}

/** Each step may be done again. */
function createDay(book: Book): Day {
  const streamId = v7()
  let acknowledged = 0
  let refused = 0
  let order: string | null = null
  const all: Record<string, unknown>[] = []

  /** Sends what has no answer yet, up to the named place. */
  const push = (upTo: number) => async (app: App) => {
    const transactions = all.filter((one) => Number(one.seq) <= upTo && book.sent.get(String(one.id))?.said !== 'done')
    for (const { id } of transactions) said(id, 'unknown')
    const reply = await app.call('POST', '/sync/push', { deviceId: 'HH-1', streamId, transactions })
    if (!isDone(reply)) return
    for (const { id, outcome } of reply.body.results) {
      if (outcome !== 'applied') throw new Error(`${id} was ${outcome}: ${JSON.stringify(reply.body)}`)
      said(id, 'done')
      acknowledged += 1
    }
  }

  function said(id: unknown, word: 'unknown' | 'done'): void {
    const entry = book.sent.get(String(id))
    if (entry) entry.said = word
  }

  /** Throws where an answer is neither done nor a problem with words. */
  function isDone({ status, type, body }: Awaited<ReturnType<App['call']>>): boolean {
    if (status < 300) return true
    if (status !== 503 || !type.includes('problem+json') || typeof body.detail !== 'string')
      throw new Error(`${status} ${JSON.stringify(body)}`)
    refused += 1
    return false
  }

  for (let seq = 1; seq <= 4; seq++) {
    const id = v7()
    const payload = { sku: 'OAT', lot: `L${seq}`, quantity: seq, location: 'A-01' }
    all.push({ id, seq, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload })
    book.sent.set(id, { id, sku: 'OAT', units: seq, moved: seq, said: 'unsent' })
  }

  async function place(app: App): Promise<void> {
    const reply = await app.call('POST', '/orders', {
      ...{ externalId: 'X-1', channel: 'shop', customer: { id: 'C-1', name: 'Ada' }, onShort: 'backorder' },
      lines: [{ sku: 'OAT', quantity: 2, unitPrice: { amount: 499, currency: 'USD' } }],
    })
    if (!isDone(reply)) return
    order = reply.body.id as string
    book.orders.add(order)
    acknowledged += 1
  }

  return {
    steps: [push(1), push(3), place],
    late: [
      push(4),
      async (app) => {
        if (order !== null) isDone(await app.call('POST', `/orders/${order}/release`))
      },
    ],
    acknowledged: () => acknowledged,
    refused: () => refused,
  }
}

/** On a good disk: all that was answered is there, and all the rest can be done now. */
async function resume(folder: string, token: string, book: Book, day: Day): Promise<void> {
  const database = join(folder, 'lotline.db')
  const app = await openApp(folder, token)
  try {
    await expectKept(database, book)
    for (const step of [...day.steps, ...day.late]) await step(app)
    const onHand = await expectKept(database, book)
    const reply = await app.call('GET', '/inventory/OAT')
    if (onHand !== 10 || reply.body.onHand !== 10)
      throw new Error(`10 were received, ${reply.body.onHand} are on hand.`)
  } finally {
    await app.work.close()
  }
  await proveClean(database)
}

async function expectKept(database: string, book: Book): Promise<number> {
  const { lost, doubled, onHand } = await compareFile(database, book)
  if (lost.length + doubled.length > 0) throw new Error(`Lost: ${lost.join(', ')}. Doubled: ${doubled.join(', ')}.`)
  return onHand.get('OAT') ?? 0
}

async function proveClean(database: string): Promise<void> {
  const work = openWork(database, sources)
  try {
    const { findings } = await audit(work, Date.now())
    if (findings.length > 0) throw new Error(findings.join('\n'))
  } finally {
    await work.close()
  }
}
