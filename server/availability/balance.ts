/**
 * The end of every unit that touched an item's promises: what is free goes where the design says, what is missing is
 * named. Nothing of it is part of what was posted: undoing a receipt does not undo whom its goods were promised to.
 */
import { closeException } from '../exceptions/open.ts'
import { raiseState, type Scene } from '../ledger/scene.ts'
import { atRiskLines } from './at-risk.ts'
import { giveUpEnded } from './claims.ts'
import { noteDecision } from './decisions.ts'
import { fill, type LivePool, livePool } from './fill.ts'
import { channelNamed, claimsOf, type ItemClaim, noClaim, roomsOf, shelfFrom } from './pool.ts'
import { rulesOfItem } from './rules.ts'

/** Lines that an exception names; more are counted. */
const NAMED = 5

export async function balanceItem(posting: Scene, sku: string): Promise<void> {
  const scene = { ...posting, effects: [] }
  const { tx, warehouse } = scene
  const today = await scene.ground.today()
  const claims = await claimsOf(tx, warehouse, sku, today)
  // On a receipt, protections follow their rules; at other times what was decided stays as it is.
  const rules = scene.posted.type === 'receive' ? await rulesOfItem(tx, warehouse, sku) : []
  if (claims.length === 0 && rules.length === 0) return
  for (const { channel } of rules) {
    const terms = claims.some((claim) => claim.channel === channel) ? undefined : await channelNamed(tx, channel)
    if (terms) claims.push(noClaim(terms))
  }
  for (const claim of claims) if (!claim.isProtection) await endProtection(scene, sku, claim)
  const { sellable } = await shelfFrom(tx, warehouse, sku, today)
  const live = livePool(sellable, claims, await roomsOf(tx, warehouse, sku, today, claims))
  const wanting = rules.length > 0 || live.pool.channels.some(({ claim }) => wants(claim))
  const bare = wanting ? await fill(scene, sku, live, { freed: scene.freedItems.has(sku), rules }) : 0
  await nameAtRisk(posting, sku, live, bare)
  await nameCharged(posting, sku, live)
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

async function nameAtRisk(scene: Scene, sku: string, { pool }: LivePool, bare: number): Promise<void> {
  const { tx, warehouse } = scene
  const promised = pool.channels.reduce((sum, { claim }) => sum + claim.committed + claim.allocated, 0)
  // Less than nothing of what nobody was promised is a negative balance, which has its own exception.
  const missing = Math.max(promised > 0 ? -pool.free : 0, pool.atRisk)
  if (missing <= 0 && bare === 0) return closeException(tx, warehouse, 'at-risk', sku)
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
}

async function nameCharged(scene: Scene, sku: string, { pool }: LivePool): Promise<void> {
  const { tx, warehouse } = scene
  const charged = pool.channels.filter((figures) => figures.charged > 0)
  if (charged.length === 0) return closeException(tx, warehouse, 'protection-short', sku)
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
}
