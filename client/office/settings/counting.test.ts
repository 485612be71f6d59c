import { expect, it } from 'vitest'
import type { CountingSettings } from '../counts/contract.ts'
import { countingToSend, faultsIn, reasonAt, typedCounting } from './counting.ts'

const settings: CountingSettings = {
  tolerance: { A: { units: 1, value: 2_000 }, B: { units: 2, value: 5_000 }, C: { units: 5, value: 10_050 } },
  everyDays: { A: 30, B: 90, C: 180 },
  perDay: 12,
  classDays: 90,
  reasons: [{ code: 'stolen', label: 'Stolen' }],
}

it('sends back what it shows', () => {
  const typed = typedCounting(settings, 'USD')
  expect(typed.classes.C).toEqual({ units: '5', value: '100.50', days: '180' })
  expect(countingToSend(typed, 'USD')).toEqual(settings)
  expect(countingToSend(typedCounting(settings, 'JPY'), 'JPY')).toEqual(settings)
})

it('names what cannot be read, and leaves it unsent', () => {
  const typed = { ...typedCounting(settings, 'USD'), perDay: 'twelve' }
  expect([...faultsIn(typed, 'USD').keys()]).toEqual(['perDay'])
  expect(countingToSend(typed, 'USD')).toBeNull()
})

it('finds the reason that the server means', () => {
  expect(reasonAt('reasons.2.code')).toEqual({ index: 2, part: 'code' })
  expect(reasonAt('reasons')).toBeNull()
  expect(reasonAt(undefined)).toBeNull()
})
