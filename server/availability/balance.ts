/**
 * The end of every unit that touched an item's promises: what is free goes where the design says, what is missing is
 * named. Nothing of it is part of what was posted: undoing a receipt does not undo whom its goods were promised to.
 */
import { closeExceptions } from '../exceptions/open.ts'
import { raiseState, type Scene } from '../ledger/scene.ts'
import { atRiskLines } from './at-risk.ts'
import { giveUpEnded } from './claims.ts'
import { noteDecision } from './decisions.ts'
import { fill, type LivePool, livePool } from './fill.ts'
import {
  channelNamed,
  claimsOf,
  type ItemClaim,
  type ItemShelf,
  noClaim,
  roomsOf,
  shelfFrom,
  shelvesOf,
} from './pool.ts'
import { rulesOfItem } from './rules.ts'

/** Lines that an exception names; more are counted. */
const NAMED = 5

/** All items that a unit touched; of many of them their figures are read, and what was said of them taken back, at once. */
export async function balanceItems(scene: Scene, skus: readonly string[]): Promise<void> {
  const { tx, warehouse } = scene
  const shelves = skus.length > 2 ? await shelvesOf(tx, warehouse, skus, await scene.ground.today()) : undefined
  const settled: Settled = { 'at-risk': [], 'protection-short': [] }
  for (const sku of skus)
    await balanceItem(scene, sku, settled, shelves && (shelves.get(sku) ?? { sellable: 0, claims: [] }))
  for (const type of STATES) await closeExceptions(tx, warehouse, type, settled[type], COVERED[type])
}

const STATES = ['at-risk', 'protection-short'] as const

const COVERED: Record<(typeof STATES)[number], string> = {
  'at-risk': 'Stock covers all that is promised of it again.',
  'protection-short': 'All that is set aside of it is there again.',
}

/** Items of which a state is not to be named, or no more. */
type Settled = Record<(typeof STATES)[number], string[]>

const RECEIPTS = ['receive', 'transferReceive']

async function balanceItem(posting: Scene, sku: string, settled: Settled, shelf?: ItemShelf): Promise<void> {
  const scene = { ...posting, effects: [] }
  const { tx, warehouse } = scene
  const today = await scene.ground.today()
  const claims = shelf?.claims ?? (await claimsOf(tx, warehouse, sku, today))
  // On a receipt, protections follow their rules; at other times what was decided stays as it is.
  const rules = RECEIPTS.includes(scene.posted.type) ? await rulesOfItem(tx, warehouse, sku) : []
  if (claims.length === 0 && rules.length === 0) return
  for (const { channel } of rules) {
    const terms = claims.some((claim) => claim.channel === channel) ? undefined : await channelNamed(tx, channel)
    if (terms) claims.push(noClaim(terms, warehouse))
  }
  for (const claim of claims) if (!claim.isProtection) await endProtection(scene, sku, claim)
  const { sellable } = shelf ?? (await shelfFrom(tx, warehouse, sku, today))
  const live = livePool(sellable, claims, await roomsOf(tx, warehouse, sku, today, claims))
  const wanting = rules.length > 0 || live.pool.channels.some(({ claim }) => wants(claim))
  const bare = wanting ? await fill(scene, sku, live, { freed: scene.freedItems.has(sku), rules }) : 0
  if (!(await nameAtRisk(posting, sku, live, bare))) settled['at-risk'].push(sku)
  if (!(await nameCharged(posting, sku, live))) settled['protection-short'].push(sku)
}

const wants = (claim: ItemClaim): boolean =>
  claim.backordered > 0 || claim.planned > 0 || (claim.target !== null && claim.target > claim.protected + claim.drawn)

/** Its day has passed: what is left is shared from now on. */
async function endProtection({ tx, warehouse, freedItems }: Scene, sku: string, claim: ItemClaim) {
  const { channel, ended, endedOn } = claim
  await giveUpEnded(tx, warehouse, sku, claim)
  claim.drawn = 0
  if (ended > 0) freedItems.add(sku)
  await noteDecision(tx, warehouse, 'calendar', {
    sku,
    channel,
    quantity: ended,
    what: `Protection ended with ${endedOn}; ${ended} went to the shared pool`,
  })
}

/** Whether there was something to name. */
async function nameAtRisk(scene: Scene, sku: string, { pool }: LivePool, bare: number): Promise<boolean> {
  const { tx, warehouse } = scene
  const promised = pool.channels.reduce((sum, { claim }) => sum + claim.committed + claim.allocated, 0)
  // Less than nothing of what nobody was promised is a negative balance, which has its own exception.
  const missing = Math.max(promised > 0 ? -pool.free : 0, pool.atRisk)
  if (missing <= 0 && bare === 0) return false
  const lines = await atRiskLines(tx, warehouse, sku, pool)
  const named = lines.slice(0, NAMED).map((line) => `${line.units} of order ${line.externalId} (${line.channel})`)
  const more = lines.length > NAMED ? ` and ${lines.length - NAMED} more` : ''
  const what = [
    missing > 0 ? `${missing} of ${sku} are promised beyond what can be sold.` : '',
    named.length > 0 ? `At risk: ${named.join(', ')}${more}.` : '',
    bare > 0 ? `${bare} of ${sku} are promised against planned receipts that no longer cover them in time.` : '',
  ]
  await raiseState(scene, {
    type: 'at-risk',
    subject: sku,
    detail: what.filter(Boolean).join(' '),
    sku,
    orderId: lines[0]?.orderId,
  })
  return true
}

async function nameCharged(scene: Scene, sku: string, { pool }: LivePool): Promise<boolean> {
  const charged = pool.channels.filter((figures) => figures.charged > 0)
  if (charged.length === 0) return false
  const named = charged.map(
    ({ claim, charged: units }) =>
      `${claim.channel} has ${claim.protected - units} of the ${claim.protected} it is to have`,
  )
  await raiseState(scene, {
    type: 'protection-short',
    subject: sku,
    detail: `Less of ${sku} is there than is set aside: ${named.join('; ')}.`,
    sku,
  })
  return true
}
