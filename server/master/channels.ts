/** Channels: where orders come from. What later capabilities need of them is kept with them from the start. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { name, quantityOrZero, warehouse } from '../../shared/transactions/fields.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { Problem } from '../problem.ts'
import { serviceLevel, serviceTarget } from './service-target.ts'
import { warehouseCodes } from './warehouses.ts'

export const channelCode = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'A channel has 1 to 40 letters, digits, dots, dashes or underscores.'),
)
/** The one channel that is not of customers: what other warehouses of the company ask for. */
export const TRANSFERS = 'TRANSFER'

export const channelInput = v.looseObject({
  name,
  kind: v.picklist(
    ['dtc', 'marketplace', 'retail', 'wholesale', 'transfer'],
    'The kind is dtc, marketplace, retail or wholesale.',
  ),
  priority: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1, 'Priority 1 is the highest.'), v.maxValue(1000)),
    100,
  ),
  drawsShared: v.optional(v.boolean(), true),
  buffer: v.optional(quantityOrZero, 0),
  minShelfLifeDays: v.nullish(
    v.pipe(v.number('Give the days as a number.'), v.integer('Give whole days.'), v.minValue(0), v.maxValue(3650)),
  ),
  ordersAhead: v.optional(v.boolean('ordersAhead is true or false.')),
  /** The warehouses that its orders are filled from, the first choice first. Left out: the one that is asked. */
  servedFrom: v.nullish(
    v.pipe(
      v.array(warehouse),
      v.minLength(1, 'Name at least one warehouse, or leave it out.'),
      v.maxLength(50),
      v.check((codes) => new Set(codes).size === codes.length, 'Name each warehouse once.'),
    ),
  ),
  /** The service that its stock is reckoned for: a part of 1 of the cycles, or with its kind. */
  serviceLevel: v.nullish(
    v.union([serviceLevel, serviceTarget], 'Give a part of 1 from 0.5 to 0.999, or kind and level.'),
  ),
})

export async function putChannel(tx: Tx, channel: string, input: v.InferOutput<typeof channelInput>): Promise<void> {
  if ((input.kind === 'transfer') !== (channel === TRANSFERS))
    throw new Problem(422, 'transfer-channel', `kind: ${TRANSFERS} is of kind transfer, and no other channel is.`, {
      field: 'kind',
    })
  const [before] = await tx.db.select().from(tx.t.channels).where(eq(tx.t.channels.channel, channel))
  const { name, kind, priority, drawsShared, buffer, minShelfLifeDays, ordersAhead, servedFrom, ...settings } = input
  const terms = {
    priority,
    drawsShared,
    buffer,
    minShelfLifeDays: minShelfLifeDays ?? 0,
    ordersAhead: ordersAhead ?? false,
    servedFrom: servedFrom ?? null,
  }
  await requireServing(tx, terms.servedFrom)
  const row = { channel, name, kind, ...terms, settings }
  await tx.db.insert(tx.t.channels).values(row).onConflictDoUpdate({ target: tx.t.channels.channel, set: row })
  emit(tx, 'channels', null, row)
  const same =
    before && (Object.keys(terms) as (keyof typeof terms)[]).every((part) => isSame(before[part], terms[part]))
  if (before && !same) await balanceChannel(tx, channel)
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

async function requireServing(tx: Tx, servedFrom: readonly string[] | null): Promise<void> {
  if (servedFrom === null) return
  const known = await warehouseCodes(tx)
  const unknown = servedFrom.findIndex((code) => !known.includes(code))
  if (unknown === -1) return
  const field = `servedFrom[${unknown}]`
  throw new Problem(422, 'unknown-warehouse', `There is no warehouse ${servedFrom[unknown]}.`, { field })
}

/** Other terms mean other figures: what is free goes where it belongs now, and what is missing falls on others. */
async function balanceChannel(tx: Tx, channel: string): Promise<void> {
  const { claims } = tx.t
  const rows = await tx.db
    .select({ warehouse: claims.warehouse, sku: claims.sku })
    .from(claims)
    .where(eq(claims.channel, channel))
    .orderBy(claims.warehouse, claims.sku)
  await tx.lock(...rows.map(({ warehouse, sku }) => itemLock(warehouse, sku)))
  for (const warehouse of new Set(rows.map((row) => row.warehouse))) {
    const scene = openRequest(tx, warehouse, 'channel')
    for (const row of rows) if (row.warehouse === warehouse) scene.touchedItems.add(row.sku)
    await settle(scene)
  }
}
