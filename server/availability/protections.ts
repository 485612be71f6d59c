/** Setting stock aside for a channel, and moving it between channels: requests, which may be refused. */
import * as v from 'valibot'
import type { Pool } from '../../shared/rules/availability.ts'
import * as field from '../../shared/transactions/fields.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { Problem } from '../problem.ts'
import { changeClaim, changeTerms, giveUpEnded } from './claims.ts'
import { noteDecision } from './decisions.ts'
import { protectable } from './fill.ts'
import { channelNamed, figuresOf, type ItemClaim, type KeptTerms, readPool } from './pool.ts'

export const protectionInput = v.object({
  quantity: field.quantityOrZero,
  expected: v.optional(field.quantityOrZero),
  target: v.nullish(field.quantityOrZero),
  until: v.nullish(field.date),
})
export type ProtectionInput = v.InferOutput<typeof protectionInput>

export const transferInput = v.object({ sku: field.sku, from: field.name, to: field.name, quantity: field.quantity })
export type TransferInput = v.InferOutput<typeof transferInput>

export interface Protection {
  sku: string
  channel: string
  warehouse: string
  quantity: number
  charged: number
  target: number | null
  until: string | null
  /** Open units of orders that were drawn from it. */
  drawn: number
}

export interface ProtectionKey {
  warehouse: string
  sku: string
  channel: string
}

export async function setProtection(
  tx: Tx,
  { warehouse, sku, channel }: ProtectionKey,
  input: ProtectionInput,
  by: string,
): Promise<Protection> {
  const { scene, read } = await begin(tx, warehouse, sku, { channel })
  await decide(scene, await read(), sku, { channel, input }, by)
  scene.settledProtections = { sku, channels: [channel] }
  await settle(scene)
  return protectionOf(await read(), warehouse, sku, channel)
}

/** Several of one item in this order; what they free goes to others only when all are set. */
export async function setProtections(
  tx: Tx,
  { warehouse, sku }: Omit<ProtectionKey, 'channel'>,
  wanted: readonly { channel: string; input: ProtectionInput }[],
  by: string,
): Promise<void> {
  const channels = wanted.map(({ channel }) => channel)
  const { scene, read } = await begin(tx, warehouse, sku, Object.fromEntries(channels.map((one) => [one, one])))
  for (const one of wanted) await decide(scene, await read(), sku, one, by)
  scene.settledProtections = { sku, channels }
  await settle(scene)
}

async function decide(
  scene: Scene,
  pool: Pool<ItemClaim>,
  sku: string,
  { channel, input }: { channel: string; input: ProtectionInput },
  by: string,
): Promise<void> {
  const { tx, warehouse } = scene
  const { claim } = figuresOf(pool, channel)
  refuseOldFigure(claim, input.expected)
  const added = input.quantity - claim.protected
  if (added > 0) refuseBeyondShared(pool, claim, input.quantity)
  const until = input.until === undefined ? claim.until : input.until
  const target = input.target === undefined ? claim.target : input.target
  if (until !== null && until < (await scene.ground.today()))
    throw new Problem(422, 'invalid', 'until: This day has passed. A protection ends today at the earliest.', {
      field: 'until',
    })
  await giveUpEnded(tx, warehouse, sku, claim)
  await changeClaim(tx, warehouse, sku, channel, { protected: added })
  if (until !== claim.until || target !== claim.target)
    await changeTerms(tx, warehouse, sku, channel, { target, until })
  if (added < 0) scene.freedItems.add(sku)
  await noteDecision(tx, warehouse, by, {
    sku,
    channel,
    quantity: added,
    what: wordsOf(claim, input.quantity, target, until),
  })
}

export async function transferProtection(
  tx: Tx,
  warehouse: string,
  { sku, from, to, quantity }: TransferInput,
  by: string,
): Promise<{ sku: string; from: Protection; to: Protection }> {
  if (from === to) throw new Problem(422, 'invalid', 'to: Name another channel.', { field: 'to' })
  const { scene, read } = await begin(tx, warehouse, sku, { from, to })
  const pool = await read()
  const [giving, taking] = [figuresOf(pool, from).claim, figuresOf(pool, to).claim]
  if (giving.protected < quantity)
    throw new Problem(
      409,
      'insufficient-protection',
      `${quantity} of ${sku} are to be moved; ${from} has ${giving.protected} protected.`,
      { field: 'quantity', requested: quantity, available: giving.protected },
    )
  refuseTooShortLived(pool, from, to, quantity)
  await giveUpEnded(tx, warehouse, sku, taking)
  await changeClaim(tx, warehouse, sku, from, { protected: -quantity })
  await changeClaim(tx, warehouse, sku, to, { protected: quantity })
  await noteDecision(tx, warehouse, by, {
    sku,
    channel: from,
    quantity: -quantity,
    what: `${quantity} of the protection moved to ${to}`,
  })
  await noteDecision(tx, warehouse, by, {
    sku,
    channel: to,
    quantity,
    what: `${quantity} of protection came from ${from}`,
  })
  await settle(scene)
  const after = await read()
  return { sku, from: protectionOf(after, warehouse, sku, from), to: protectionOf(after, warehouse, sku, to) }
}

/** Locks the item, checks the names, and reads the pool with these channels in it. */
async function begin(tx: Tx, warehouse: string, sku: string, named: Record<string, string>) {
  await tx.lock(itemLock(warehouse, sku))
  const scene = openRequest(tx, warehouse, 'protection')
  if (!(await scene.ground.item(sku)))
    throw new Problem(422, 'unknown-sku', `There is no item ${sku}. Add it with PUT /items/{sku}.`, { field: 'sku' })
  const terms: KeptTerms[] = []
  for (const [field, channel] of Object.entries(named)) {
    const known = await channelNamed(tx, channel)
    if (!known)
      throw new Problem(
        422,
        'unknown-channel',
        `There is no channel ${channel}. Add it with PUT /channels/${channel}.`,
        {
          field,
        },
      )
    terms.push(known)
  }
  // What settling promises to orders it touches is part of the same answer.
  scene.touchedItems.add(sku)
  const read = async () => readPool(tx, { warehouse, sku, today: await scene.ground.today() }, terms)
  return { scene, read }
}

function refuseOldFigure(claim: ItemClaim, expected: number | undefined): void {
  if (expected === undefined || expected === claim.protected) return
  throw new Problem(
    409,
    'protection-changed',
    `${claim.protected} are protected now, not ${expected}: somebody changed it meanwhile. Look again, then decide.`,
    { field: 'expected', quantity: claim.protected },
  )
}

function refuseBeyondShared(pool: Pool<ItemClaim>, claim: ItemClaim, requested: number): void {
  const available = protectable(pool, claim.channel)
  if (requested - claim.protected <= available) return
  const shortLived = available < Math.max(0, pool.shared)
  throw new Problem(
    409,
    'insufficient-shared',
    `${requested} are to be protected for ${claim.channel}; ${claim.protected + available} can be: the shared pool has ${Math.max(0, pool.shared)}${shortLived ? ', not all of which lives long enough for it' : ''}.`,
    { field: 'quantity', requested, protected: claim.protected, available, shared: pool.shared },
  )
}

/** Stock set aside for a channel must live long enough for it, or it is set aside for nobody. */
function refuseTooShortLived(pool: Pool<ItemClaim>, from: string, to: string, quantity: number): void {
  const [giving, taking] = [figuresOf(pool, from), figuresOf(pool, to)]
  for (const room of taking.rooms) {
    const freed = giving.claim.minShelfLifeDays >= room.days ? quantity : 0
    const left = room.units - taking.claim.protected + freed
    if (left >= quantity) continue
    throw new Problem(
      409,
      'insufficient-shelf-life',
      `Only ${Math.max(0, left)} of these units have the ${room.days} days that ${to} asks for.`,
      { field: 'quantity', requested: quantity, available: Math.max(0, left) },
    )
  }
}

const wordsOf = (claim: ItemClaim, quantity: number, target: number | null, until: string | null): string =>
  [
    `Protection set from ${claim.protected} to ${quantity}`,
    target === claim.target ? '' : target === null ? 'no longer refilled' : `refilled to ${target}`,
    until === claim.until ? '' : until === null ? 'without end' : `until ${until}`,
  ]
    .filter(Boolean)
    .join(', ')

export function protectionOf(pool: Pool<ItemClaim>, warehouse: string, sku: string, channel: string): Protection {
  const { claim, charged } = figuresOf(pool, channel)
  const { target, until, drawn } = claim
  return { sku, channel, warehouse, quantity: claim.protected, charged, target, until, drawn }
}
