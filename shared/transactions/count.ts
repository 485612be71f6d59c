import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

/** More is no bin that somebody counted in one go: it is asked for in parts. */
export const MAX_COUNT_LINES = 1_000

const ofOneItem = v.pipe(
  v.object({ ...field.itemNamed, lot: v.optional(field.lot) }),
  v.check((scope) => field.namesOneItem(scope), field.NAME_ONE_ITEM),
)

export const count = defineTransaction({
  name: 'count',
  version: 1,
  describes: 'Somebody counted a place, or one item or lot in it: this is all that was there.',
  schema: v.pipe(
    v.object({
      taskId: v.optional(field.uuid),
      location: field.location,
      /** What was looked at. What is in it and in no line was not there. */
      scope: v.union(
        [v.literal('location'), ofOneItem],
        'The scope is "location", or an item by sku or barcode, with its lot where only that was counted.',
      ),
      /** None: it was empty. */
      lines: v.pipe(
        v.array(
          v.pipe(
            v.object({
              ...field.itemNamed,
              lot: field.lot,
              status: v.optional(status, 'available'),
              quantity: field.quantityOrZero,
            }),
            v.check((line) => field.namesOneItem(line), field.NAME_ONE_ITEM),
          ),
        ),
        v.maxLength(MAX_COUNT_LINES, 'Count at most 1,000 lines at a time: count a fuller place item by item.'),
      ),
    }),
    v.check(
      ({ scope, lines }) =>
        scope === 'location' || scope.lot === undefined || lines.every((line) => line.lot === scope.lot),
      'A count of one lot has lines of that lot only.',
    ),
  ),
  upcasters: {},
})
