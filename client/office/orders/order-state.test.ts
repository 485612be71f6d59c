import { expect, it } from 'vitest'
import { canRelease, orderStates } from './order-state.ts'

const names = (status: Parameters<typeof orderStates>[0]['status'], atRisk = 0, backordered = 0) =>
  orderStates({ status, atRisk, backordered }).map(({ name, count }) => `${name}${count ? ` ${count}` : ''}`)

it('names the state, and beside it what is wrong', () => {
  expect(names('committed')).toEqual(['ready'])
  expect(names('committed', 4)).toEqual(['committed', 'at-risk 4'])
  expect(names('released', 0, 3)).toEqual(['released', 'backordered 3'])
  expect(names('backordered', 0, 3)).toEqual(['backordered 3'])
})

it('offers a release while something is committed', () => {
  expect(canRelease({ status: 'committed', committed: 3 })).toBe(true)
  expect(canRelease({ status: 'released', committed: 0 })).toBe(false)
  expect(canRelease({ status: 'cancelled', committed: 0 })).toBe(false)
})
