import { expect, it } from 'vitest'
import { standardReturnSettings } from '../../../shared/rules/return-settings.ts'
import { changed, faultsIn, moved, parseNumber, returnsToSend, typedReturns, without } from './returns.ts'

const settings = { ...standardReturnSettings(), reworkCosts: [{ group: 'Cans', cost: 350 }] }
let made = 0
const typed = typedReturns(settings, 'USD', () => String(++made))

it('sends back what it shows', () => {
  expect(returnsToSend(typed, 'USD')).toEqual(settings)
  expect(typed).toMatchObject({ reworkCost: '2.00', scrapLimit: '500.00', expectedPercent: '2', times: '2' })
})

it('names what cannot be read, by the path that the server would name', () => {
  const [first, ...rest] = typed.rules
  if (!first) throw new Error('There are rules.')
  const wrong = { ...typed, scrapLimit: 'much', times: '2.', rules: [{ ...first, fewerDaysThan: 'few' }, ...rest] }
  expect([...faultsIn(wrong, 'USD').keys()]).toEqual(['rules.0.fewerDaysThan', 'scrapLimit', 'quality.times'])
  expect(returnsToSend(wrong, 'USD')).toBeNull()
})

it('reads numbers with point or comma', () => {
  expect(['2', '0,5', '1.25', '', '-1', 'x'].map(parseNumber)).toEqual([2, 0.5, 1.25, null, null, null])
})

it('moves a rule up and down, and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

it('changes one row, and takes one out', () => {
  const rows = [
    { id: '1', code: 'a' },
    { id: '2', code: 'b' },
  ]
  expect(changed(rows, '2', { code: 'c' })).toEqual([rows[0], { id: '2', code: 'c' }])
  expect(without(rows, '1')).toEqual([rows[1]])
})
