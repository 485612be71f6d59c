/** Figures of days as bars, the last of which is not over. */
import type { ShippedDay } from './contract.ts'

export interface Bar extends ShippedDay {
  x: number
  y: number
  width: number
  height: number
}

/** Of what stands between two bars. */
const GAP = 0.25

export function barsOf(days: readonly ShippedDay[], width: number, height: number): { bars: Bar[]; most: number } {
  const most = Math.max(0, ...days.map(({ orders }) => orders))
  const span = width / Math.max(1, days.length)
  const bars = days.map((one, nth): Bar => {
    const tall = most === 0 ? 0 : round((one.orders / most) * height)
    return {
      ...one,
      x: round(nth * span + (span * GAP) / 2),
      y: height - tall,
      width: round(span * (1 - GAP)),
      height: tall,
    }
  })
  return { bars, most }
}

const round = (value: number): number => Math.round(value * 10) / 10
