import { expect, it } from 'vitest'
import { clockStepMs, moment } from './clock.ts'

it('tells when the wall clock was set while the page ran', () => {
  const times = { wall: 1_000_000, monotonic: 500 }
  const clock = { wallMs: () => times.wall, monotonicMs: () => times.monotonic }
  const before = moment(clock)
  times.wall += 60_000
  times.monotonic += 60_000
  expect(clockStepMs(before, moment(clock))).toBe(0)
  times.wall -= 3_600_000
  expect(clockStepMs(before, moment(clock))).toBe(-3_600_000)
})
