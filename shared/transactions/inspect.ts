import * as v from 'valibot'
import { DISPOSITIONS } from '../rules/dispositions.ts'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

/** More photos of one inspection prove nothing more. */
export const MAX_PHOTOS = 50

const disposition = v.picklist(DISPOSITIONS, `The disposition is ${DISPOSITIONS.join(', ')}.`)

export const inspect = defineTransaction({
  name: 'inspect',
  version: 1,
  describes: 'Somebody looked at returned goods and said what becomes of them.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      lot: v.optional(field.lot, null),
      /** Where they stood, uninspected. */
      location: field.location,
      quantity: field.quantity,
      condition: field.name,
      disposition,
      /** Where they were put; not given: they stay where they are, or have gone to the supplier. */
      to: v.optional(field.location),
      note: v.optional(field.note),
      /** SHA-256 of each, in hex: their bytes come on a way of their own. */
      photos: v.optional(
        v.pipe(v.array(field.sha256), v.maxLength(MAX_PHOTOS, `Name at most ${MAX_PHOTOS} photos of one inspection.`)),
      ),
      returnId: v.optional(field.uuid),
      /** The transaction that received them. */
      returned: v.optional(field.uuid),
      checklist: v.optional(
        v.pipe(
          v.array(v.object({ code: field.name, ok: v.boolean(), note: v.optional(field.note) })),
          v.maxLength(100),
        ),
      ),
      /** What the rules proposed; and where the inspector decided otherwise, why. */
      proposed: v.optional(disposition),
      because: v.optional(field.reason),
      /** A second person allows a scrap above the limit: signed with badge and PIN, see `scrapClaim`. */
      approval: v.optional(field.override),
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  upcasters: {},
})
