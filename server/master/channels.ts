/** Channels: where orders come from. What later capabilities need of them is kept with them from the start. */
import * as v from 'valibot'
import { name, quantityOrZero } from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'

export const channelCode = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'A channel has 1 to 40 letters, digits, dots, dashes or underscores.'),
)
export const channelInput = v.looseObject({
  name,
  kind: v.picklist(['dtc', 'marketplace', 'retail', 'wholesale'], 'The kind is dtc, marketplace, retail or wholesale.'),
  priority: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1, 'Priority 1 is the highest.'), v.maxValue(1000)),
    100,
  ),
  drawsShared: v.optional(v.boolean(), true),
  buffer: v.optional(quantityOrZero, 0),
})

export async function putChannel(tx: Tx, channel: string, input: v.InferOutput<typeof channelInput>): Promise<void> {
  const { name, kind, priority, drawsShared, buffer, ...settings } = input
  const row = { channel, name, kind, priority, drawsShared, buffer, settings }
  await tx.db.insert(tx.t.channels).values(row).onConflictDoUpdate({ target: tx.t.channels.channel, set: row })
  emit(tx, 'channels', null, row)
}
