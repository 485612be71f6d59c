/** A little of each; `npm run fuzz` does ten million. */
import { expect, it } from 'vitest'
import { fuzz, TOO_LONG_MS } from './fuzz.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)

it(`no parser that meets the outside throws or hangs (seed ${SEED})`, () => {
  for (const { name, fault, slowest, inputs } of fuzz(3_000, SEED)) {
    expect(fault, `${name}: ${JSON.stringify(fault?.input)}`).toBeNull()
    expect(inputs).toBe(3_000)
    expect(slowest, name).toBeLessThan(TOO_LONG_MS)
  }
})
