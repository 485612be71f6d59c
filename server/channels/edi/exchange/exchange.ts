/**
 * Exchanges files with trading partners: what arrived is stored, followed and answered; what happened here is told, once for
 * each cause. A step may be cut off anywhere, and the next one goes on from what the database holds.
 */
import { and, eq, isNull, lte, or } from 'drizzle-orm'
import type { Reader } from '../../../db/work.ts'
import { endFailure, noteFailure } from '../../failures.ts'
import { giveLease, lockOf, readIntake, takeLease } from '../../intake/lease.ts'
import { createLanes, type Lanes } from '../../lanes.ts'
import { applyReceived } from './apply.ts'
import { composeDrafted } from './compose.ts'
import { causeInventory, isInventoryDue } from './draft-inventory.ts'
import { followDueOrders } from './due-orders.ts'
import { foldersOf, isOfDisk } from './folder.ts'
import { followShipments, isBehind } from './follow-shipments.ts'
import { noteOverdue } from './overdue.ts'
import { type ConnectorRow, type ExchangeDeps, LeaseLost, type Partner, profileOf } from './partner.ts'
import { receiveFiles } from './receive.ts'
import { sendDrafted } from './send.ts'

export function createExchange(deps: ExchangeDeps): Lanes {
  const looked = new Map<string, number>()
  return createLanes(deps, { about: 'EDI of connector', kind: 'edi' }, (id) => exchangeWith(deps, id, looked))
}

/** What nobody acknowledges is looked for that often. */
const OVERDUE_MS = 60_000

async function exchangeWith(deps: ExchangeDeps, id: string, looked: Map<string, number>): Promise<void> {
  const { work, now } = deps
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  if (!row || row.paused || row.restsUntil > now()) return
  const profile = profileOf(row)
  const folders = foldersOf(profile.folders)
  const isLate = now() - (looked.get(id) ?? 0) >= OVERDUE_MS
  if (!isLate && !(await isToDo(deps, { row, profile, folders }))) return
  const lease = await takeLease(work, row)
  if (!lease) return
  const partner: Partner = { row, profile, folders, lease }
  try {
    await exchange(deps, partner)
    if (isLate) await noteOverdue(deps, partner)
    looked.set(id, now())
  } catch (error) {
    // Whoever took it over goes on.
    if (!(error instanceof LeaseLost)) throw error
  } finally {
    await giveLease(work, lease)
  }
}

async function exchange(deps: ExchangeDeps, partner: Partner): Promise<void> {
  const faults = await receive(deps, partner)
  await applyReceived(deps, partner)
  await followDueOrders(deps, partner)
  await followShipments(deps.work, partner)
  await causeInventory(deps.work, partner)
  await composeDrafted(deps, partner)
  try {
    await sendDrafted(deps, partner)
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    if (!isOfDisk(error)) deps.report(error, `files to connector ${partner.row.id}`)
    faults.push(error)
  }
  await noteFolders(deps, partner, faults)
}

/** A folder that cannot be looked into keeps nothing from being sent. */
async function receive(deps: ExchangeDeps, partner: Partner): Promise<unknown[]> {
  try {
    return await receiveFiles(deps, partner)
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    if (!isOfDisk(error)) deps.report(error, `files of connector ${partner.row.id}`)
    return [error]
  }
}

/** A folder that cannot be used is looked at again after that long. */
const REST_MS = 10_000

/** What is wrong with a folder or a file is told while it lasts; it is tried again by itself. */
async function noteFolders({ work }: ExchangeDeps, { row }: Partner, faults: readonly unknown[]): Promise<void> {
  const thing = { warehouse: row.warehouse, connectorId: row.id, about: 'connector' as const, subject: row.id }
  await work.run([lockOf(row.id)], async (tx) => {
    const { connectors } = tx.t
    const rests =
      faults.length > 0
        ? { failuresInRow: row.failuresInRow + 1, restsUntil: tx.now + REST_MS }
        : { failuresInRow: 0, heardAt: tx.now }
    await tx.db.update(connectors).set(rests).where(eq(connectors.id, row.id))
    if (faults.length === 0) return endFailure(tx, thing, 'healed')
    await noteFailure(tx, thing, 'retrying', {
      code: 'folder-unusable',
      detail: `Files cannot be exchanged: ${faults[0] instanceof Error ? faults[0].message : String(faults[0])}.`,
      advice: 'Look at the folders of this connector on the server. It is tried again by itself.',
    })
  })
}

type Place = Pick<Partner, 'profile' | 'folders'> & { row: ConnectorRow }

/** Without writing anything: most looks find nothing. */
async function isToDo(deps: ExchangeDeps, place: Place): Promise<boolean> {
  const names = await deps.files.list(place.folders.in).catch(() => [''])
  return names.length > 0 || deps.work.read((reader) => hasWork(reader, place, deps.now()))
}

/** What waits for somebody is looked at with all the rest. */
const isToBeDone = (d: Reader['t']['ediDocuments']) =>
  or(eq(d.state, 'received'), and(eq(d.state, 'drafted'), isNull(d.detail)))

async function hasWork(reader: Reader, place: Place, now: number): Promise<boolean> {
  const { id } = place.row
  if ((await readIntake(reader, id)).leaseUntil > now) return false
  const { ediDocuments: d, platformOrders: o } = reader.t
  const [document] = await reader.db
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.connectorId, id), isToBeDone(d)))
    .limit(1)
  if (document || (await isBehind(reader, id)) || (await isInventoryDue(reader, place, now))) return true
  const [order] = await reader.db
    .select({ externalId: o.externalId })
    .from(o)
    .where(and(eq(o.connectorId, id), lte(o.dueAt, now)))
    .limit(1)
  return order !== undefined
}
