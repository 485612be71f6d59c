/** Query parameters that several operations share. They arrive as text. */
import * as v from 'valibot'

/** A whole number. It arrives as text; whoever sends it means a number. */
export const wholeUpTo = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, 'Give a whole number.'),
    v.metadata({ type: 'integer', pattern: undefined, minimum: 1, maximum: most }),
    v.transform(Number),
    v.minValue(1, 'Give at least 1.'),
    v.maxValue(most, `Give at most ${most}.`),
  )

export const whole = (fallback: number, most: number) => v.optional(wholeUpTo(most), String(fallback))

export const text = v.optional(v.pipe(v.string(), v.maxLength(200)))
export const limit = whole(100, 1000)
export const pullLimit = whole(1000, 5000)
/** Holds a whole key, names of items and places in it, so it can be long. */
export const pullCursor = v.optional(v.pipe(v.string(), v.maxLength(4000)))
/** The opaque place where a list goes on. */
export const listCursor = v.optional(v.pipe(v.string(), v.maxLength(200)), '')
/** Holds item and lot, in letters that take up to four bytes each. */
export const lotCursor = v.optional(v.pipe(v.string(), v.maxLength(1000)), '')
export const offsetCursor = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'This is not a cursor of this list.'), v.transform(Number)),
  '0',
)
/** Rows to pass over beyond the cursor: for a window into a long list. */
export const skip = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,7}$/, 'Give a whole number, at most 9999999.'), v.transform(Number)),
  '0',
)
/** False where nothing is said. */
export const yesOrNo = (name: string) =>
  v.optional(
    v.pipe(
      v.picklist(['true', 'false'], `${name} is true or false.`),
      v.transform((word) => word === 'true'),
    ),
    'false',
  )
/** The answer says `total`: how many rows there are in all. */
export const total = yesOrNo('total')
/** One of the orders that a list can be sorted in, the first one being the usual one. */
export const sortIn = <const Sort extends string>(sorts: readonly [Sort, ...Sort[]]) =>
  v.optional(v.picklist(sorts, `Sort by ${sorts.join(', ')}.`), sorts[0])
export const page = v.object({ cursor: listCursor, limit })
