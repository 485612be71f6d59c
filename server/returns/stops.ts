/** What keeps a disposition from being carried out: the state of its lot, its documents, its worth. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { type Goods, scrapClaim, whyNot } from '../../shared/rules/disposition.ts'
import { questionsFor, type ReturnSettings, wantsQuality } from '../../shared/rules/return-settings.ts'
import { isProof } from '../auth/override-key.ts'
import type { WaitsFor } from '../db/tables/returns.ts'
import type { ExceptionType } from '../exceptions/types.ts'
import type { Item } from '../ledger/ground.ts'
import { lotWords, type Scene } from '../ledger/scene.ts'
import { type ReturnedRow, readReturn } from './cases.ts'
import { type InspectionRow, returnsOf } from './inspections.ts'
import { readReturnSettings } from './settings.ts'

export interface Stop {
  waitsFor: WaitsFor
  /** A sentence of why, without what to do. */
  why: string
}

/** The exception that tells of each. */
export const STOP_EXCEPTIONS: Record<WaitsFor, ExceptionType> = {
  documents: 'documents-missing',
  'second-person': 'scrap-approval',
  goods: 'disposition-stopped',
  supervisor: 'disposition-stopped',
  lot: 'disposition-stopped',
  quality: 'disposition-stopped',
}

/** Returns to a channel where somebody can buy it. */
const sells = ({ disposition }: InspectionRow): boolean => disposition === 'restock' || disposition === 'secondary'

/** Null: nothing. `goods`: what it spoke of. `waived`: what somebody who may do so has let pass; a lot's state nobody can. */
export async function whatStops(
  scene: Scene,
  inspection: InspectionRow,
  item: Item,
  goods: readonly ReturnedRow[],
  waived: readonly WaitsFor[],
): Promise<Stop | null> {
  if (inspection.disposition === 'keep')
    return {
      waitsFor: 'supervisor',
      why: `It is kept for a supervisor${inspection.note ? `: ${inspection.note}` : ''}.`,
    }
  const unfit = whyNot(inspection.disposition, await goodsNow(scene, inspection, item), await scene.ground.today())
  if (unfit !== null) return { waitsFor: 'lot', why: unfit }
  const settings = await readReturnSettings(scene.tx)
  const asked: [WaitsFor, () => Promise<Stop | null>][] = [
    ['second-person', () => scrapStop(scene, settings, inspection)],
    ['documents', () => documentsStop(scene, inspection)],
    ['quality', () => qualityStop(scene, settings, inspection, item, goods)],
  ]
  for (const [waitsFor, stop] of asked) {
    const found = waived.includes(waitsFor) ? null : await stop()
    if (found) return found
  }
  return null
}

async function goodsNow({ ground }: Scene, { sku, lot }: InspectionRow, item: Item): Promise<Goods> {
  const known = await ground.lot(sku, lot)
  return {
    lotTracked: item.lotTracked,
    lot,
    held: known?.holdReason != null,
    confirmed: known?.confirmed ?? !item.lotTracked,
    expiresOn: known?.expiresOn ?? null,
    hasSecondary: item.secondarySku !== null && (await ground.item(item.secondarySku)) !== undefined,
  }
}

/** With what was scrapped of the same return without a second person: in small parts it is no less. */
async function scrapStop(
  scene: Scene,
  { scrapLimit }: ReturnSettings,
  inspection: InspectionRow,
): Promise<Stop | null> {
  if (inspection.disposition !== 'scrap') return null
  const worth = (inspection.unitCost ?? 0) * inspection.quantity + (await scrappedBefore(scene, inspection))
  return worth > scrapLimit
    ? { waitsFor: 'second-person', why: 'It is worth so much that a second person must allow it.' }
    : null
}

/** In minor units. */
async function scrappedBefore({ tx }: Scene, { id, returnId }: InspectionRow): Promise<number> {
  if (returnId === null) return 0
  const { inspections: i } = tx.t
  const [row] = await tx.db
    .select({ worth: sql<number>`coalesce(sum(${i.unitCost} * ${i.quantity}), 0)`.mapWith(Number) })
    .from(i)
    .where(
      and(
        eq(i.returnId, returnId),
        eq(i.disposition, 'scrap'),
        eq(i.state, 'done'),
        isNull(i.approvedBy),
        ne(i.id, id),
      ),
    )
  return row?.worth ?? 0
}

async function documentsStop(scene: Scene, inspection: InspectionRow): Promise<Stop | null> {
  if (!sells(inspection)) return null
  const rows = []
  for (const id of await returnsOf(scene.tx, inspection)) rows.push(await readReturn(scene.tx, id))
  if (rows.every((row) => row?.documents !== 'missing')) return null
  return { waitsFor: 'documents', why: 'A chargeback stands against it, and its documents are not complete.' }
}

/** What a customer damaged is sold again only when it was looked at closely, and that can be shown. */
async function qualityStop(
  scene: Scene,
  settings: ReturnSettings,
  inspection: InspectionRow,
  item: Item,
  goods: readonly ReturnedRow[],
): Promise<Stop | null> {
  const { photos, checklist } = inspection
  if (!sells(inspection)) return null
  const close = goods.find(({ reason }) => wantsQuality(settings, reason))
  if (!close) return null
  const kind = await kindOf(scene, close.channel)
  const answered = new Set(checklist.map(({ code }) => code))
  const open = questionsFor(settings, item.group, { channel: close.channel, kind }).filter(
    ({ code }) => !answered.has(code),
  )
  if (photos.length > 0 && open.length === 0) return null
  const missing = [photos.length === 0 ? 'no photo' : '', open.length > 0 ? `${open.length} unanswered questions` : '']
  return {
    waitsFor: 'quality',
    why: `It goes through quality inspection, which has ${missing.filter(Boolean).join(' and ')}.`,
  }
}

async function kindOf({ tx }: Scene, channel: string): Promise<string> {
  const { channels } = tx.t
  const [row] = await tx.db.select({ kind: channels.kind }).from(channels).where(eq(channels.channel, channel))
  return row?.kind ?? ''
}

export interface Approval {
  supervisor: string
  reason: string
  proof: string
}

/** Who allowed a scrap on the spot, where badge and PIN of somebody else who may do so made the proof; null: nobody did. */
export async function provenApproval(
  { tx, posted }: Scene,
  approval: Approval | undefined,
  scrap: { returned?: string | undefined; sku: string; lot: string; quantity: number },
): Promise<string | null> {
  if (!approval || approval.supervisor === posted.author.userId) return null
  const { users } = tx.t
  const [user] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.id, approval.supervisor), eq(users.disabled, false)))
  if (!user?.overrides) return null
  const claim = { supervisor: user.id, ...scrapClaim({ ...scrap, reason: approval.reason }) }
  return isProof(user.overrideKey, claim, approval.proof) ? user.id : null
}

export const inspectedWords = ({ quantity, sku, lot }: InspectionRow): string => `${quantity} of ${sku}${lotWords(lot)}`
