import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const moveUnit = defineTransaction({
  name: 'moveUnit',
  version: 1,
  describes: 'A tote, carton or pallet was set down elsewhere, with all that is in it.',
  schema: v.pipe(
    v.object({ unit: field.location, to: field.location }),
    v.check((payload) => payload.unit !== payload.to, 'A unit cannot stand within itself.'),
  ),
  upcasters: {},
})
