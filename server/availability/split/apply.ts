/** What a person has decided about scarce stock: several protections of one item, all of them or none. */
import * as v from 'valibot'
import * as field from '../../../shared/transactions/fields.ts'
import type { Tx } from '../../db/work.ts'
import { setProtections } from '../protections.ts'

export const splitInput = v.object({
  protections: v.pipe(
    v.array(v.object({ channel: field.name, quantity: field.quantityOrZero, expected: field.quantityOrZero })),
    v.minLength(1, 'Name at least one channel.'),
    v.maxLength(100),
    v.check((list) => new Set(list.map(({ channel }) => channel)).size === list.length, 'Each channel is named once.'),
  ),
})
export type SplitInput = v.InferOutput<typeof splitInput>

/** `expected`: as the person saw it. Throws a Problem where one is another by now, or there is too little. */
export async function applySplit(
  tx: Tx,
  place: { warehouse: string; sku: string },
  { protections }: SplitInput,
  by: string,
): Promise<void> {
  // What one gives up is what another gets.
  const byChange = [...protections].sort((a, b) => a.quantity - a.expected - (b.quantity - b.expected))
  await setProtections(
    tx,
    place,
    byChange.map(({ channel, quantity, expected }) => ({ channel, input: { quantity, expected } })),
    by,
  )
}
