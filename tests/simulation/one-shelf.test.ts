import { describe, expect, it } from 'vitest'
import { type Course, type Order, sellFrom } from './one-shelf.ts'

const courseOf = (orders: Order[], more: Partial<Course> = {}): Course => ({
  ...{ channels: 2, leadTimes: [2], reviewDays: 1, refilled: 'nightly', minimum: 5, multiple: 1 },
  orders: Array.from({ length: 260 }, () => orders),
  ...more,
})

const one = { channel: 0, units: 1 }

describe('selling from one shelf', () => {
  it('misses nothing where what is left at an order lasts until it comes', () => {
    const service = sellFrom(courseOf([one]), () => ({ reorderPoint: 2, protect: [0, 0] }))
    expect(service).toMatchObject({ cycle: [1, 1], fill: [1, 1] })
    // A receipt of 5 each fifth day, and 4, 3, 2, 1, 0 left in the evenings.
    expect(service.stock).toBeCloseTo(2, 1)
  })

  it('misses in each cycle what is left too little, and gives what is owed first when goods come', () => {
    const service = sellFrom(courseOf([one]), () => ({ reorderPoint: 1, protect: [0, 0] }))
    expect(service.cycle).toEqual([0, 1])
    expect(service.fill[0]).toBeCloseTo(4 / 5, 2)
  })

  it('orders as much as brings the position above the reorder point, in steps', () => {
    // Two dozens each day, and as many come each morning.
    const few = courseOf([{ channel: 0, units: 24 }], { minimum: 1, multiple: 12, leadTimes: [0] })
    expect(sellFrom(few, () => ({ reorderPoint: 23, protect: [0, 0] }))).toMatchObject({ cycle: [1, 1] })
  })

  it('keeps for a channel what is protected for it, however others ask first', () => {
    const orders = [
      { channel: 0, units: 6 },
      { channel: 1, units: 1 },
    ]
    const course = courseOf(orders, { minimum: 40, leadTimes: [3] })
    const fillWith = (kept: number, more: Partial<Course> = {}) =>
      sellFrom({ ...course, ...more }, () => ({ reorderPoint: 16, protect: [0, kept] })).fill
    const [none, nightly, seldom] = [fillWith(0), fillWith(3), fillWith(3, { refilled: 'with receipts' })]
    expect(nightly[1]).toBe(1)
    expect(none[1]).toBeLessThan(1)
    // What was protected is used up first, early in the cycle, and keeps nothing at its end.
    expect(seldom[1]).toBeLessThan(1)
    expect(nightly[0]).toBeLessThanOrEqual(none[0] ?? 0)
  })
})
