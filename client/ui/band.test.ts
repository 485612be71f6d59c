import { expect, it, vi } from 'vitest'
import { createBand } from './band.ts'

it('tells its listeners in the same call', () => {
  const band = createBand()
  const listener = vi.fn(() => band.read().state)
  const stop = band.subscribe(listener)
  band.show('recognised', 'A-03-2')
  expect(listener).toHaveReturnedWith('recognised')
  stop()
  band.show('done', '24 saved')
  expect(listener).toHaveBeenCalledTimes(1)
})

it('counts repeats, so that the same scan twice flashes twice', () => {
  const band = createBand()
  band.show('recognised', '+1')
  const first = band.read()
  band.show('recognised', '+1')
  expect(band.read().turn).toBe(first.turn + 1)
})

it('keeps the same snapshot while nothing changes, as React asks', () => {
  const band = createBand()
  const before = band.read()
  band.clear()
  expect(band.read()).toBe(before)
})
