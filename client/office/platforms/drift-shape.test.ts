import { expect, it } from 'vitest'
import { driftShape } from './drift-shape.ts'

const check = (startedAt: number, drifted: number, units: number, endedAt: number | null = startedAt + 1) => ({
  startedAt,
  endedAt,
  compared: 100,
  drifted,
  units,
})

it('draws comparisons from the first to the last, by the largest of them', () => {
  const checks = [check(300, 0, 0, null), check(200, 50, 8), check(100, 0, 0)]
  const shape = driftShape(checks, 'share', 100, 10)
  expect(shape).toMatchObject({ line: 'M0 10L100 0', top: 0.5, from: 100, to: 200 })
  expect(driftShape(checks, 'units', 100, 10)).toMatchObject({ top: 8 })
})

it('makes no mountain of a single unit', () => {
  expect(driftShape([check(200, 1, 1), check(100, 0, 0)], 'units', 100, 10)).toMatchObject({
    line: 'M0 10L100 8',
    top: 5,
  })
  expect(driftShape([check(200, 1, 1)], 'share', 100, 10)?.dots[0]).toMatchObject({ x: 50, y: 8 })
})

it('draws nothing before a comparison has ended, or where nothing could be compared', () => {
  expect(driftShape([{ ...check(100, 0, 0), compared: 0 }], 'share', 100, 10)).toBeNull()
  expect(driftShape([check(100, 3, 3, null)], 'share', 100, 10)).toBeNull()
})
