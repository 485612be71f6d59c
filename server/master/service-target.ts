/** What a promise of service looks like wherever it is given: for the company, a class, a channel or an item. */
import * as v from 'valibot'

/** Every unit that is ever asked for cannot be promised: that much stock nobody has. */
export const serviceLevel = v.pipe(
  v.number('Give the level as a part of 1, such as 0.95.'),
  v.minValue(0.5, 'Give the level as a part of 1, from 0.5 to 0.999.'),
  v.maxValue(0.999, 'Give the level as a part of 1, from 0.5 to 0.999.'),
)

export const serviceTarget = v.strictObject({
  kind: v.picklist(['cycle', 'fill'], 'The kind is cycle or fill.'),
  level: serviceLevel,
})
