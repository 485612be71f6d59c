import { expect, it } from 'vitest'
import { shapeOf, steps } from './curve.ts'

const point = (date: string, availableToPromise: number) => ({ date, availableToPromise })

it('leaves out days on which nothing changes', () => {
  const points = [point('2026-10-01', 5), point('2026-10-02', 5), point('2026-10-03', 8), point('2026-10-04', 5)]
  expect(steps(points).map(({ date }) => date)).toEqual(['2026-10-01', '2026-10-03', '2026-10-04'])
})

it('draws steps that hold until the next date and to the end', () => {
  const shape = shapeOf([point('2026-10-01', 20), point('2026-10-31', 40)], 60, 300, 100)
  expect(shape.line).toBe('M0 50H150V0H300')
  expect(shape.area).toBe('M0 50H150V0H300V100H0Z')
  expect(shape.most).toBe(40)
})

it('draws the ground where nothing is available, across the change of summer time too', () => {
  expect(shapeOf([point('2026-10-20', 0), point('2026-11-04', 0)], 60, 300, 100).line).toBe('M0 100H300')
  expect(shapeOf([point('2026-10-20', 2), point('2026-11-04', 1)], 60, 300, 100).dots[1]?.x).toBe(75)
})
