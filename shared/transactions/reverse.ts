import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const reverse = defineTransaction({
  name: 'reverse',
  version: 1,
  describes: 'An earlier transaction was undone: each of its movements is mirrored once.',
  schema: v.object({ transaction: field.uuid }),
  upcasters: {},
})
