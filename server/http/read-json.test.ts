import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthOf, parseJson } from './read-json.ts'

/** Found by walking, not by reading. */
const depthByWalking = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthByWalking)) : 0

describe('how deep JSON is nested', () => {
  it('is what walking through it finds, whatever its texts hold', () => {
    const brackets = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', '\n') })
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 8 }, brackets, fc.integer(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(brackets, tie('value'), { maxKeys: 4 }),
    }))
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (found, indent) => {
        expect(depthOf(JSON.stringify(found, null, indent))).toBe(depthByWalking(found))
      }),
      { numRuns: 500 },
    )
  })

  it('is refused beyond 64, and not before', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(() => parseJson(nested(64))).not.toThrow()
    expect(() => parseJson(nested(65))).toThrow(expect.objectContaining({ status: 400, code: 'nested-too-deep' }))
  })

  it.each([
    '['.repeat(4_000_000),
    '{"a":'.repeat(800_000),
    `"${'\\'.repeat(2_000_001)}`,
  ])('takes no time where it is absurd (%#)', (text) => {
    const before = performance.now()
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ status: 400 }))
    expect(performance.now() - before).toBeLessThan(1_000)
  })
})
