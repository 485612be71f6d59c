import { expect, it } from 'vitest'
import type { ReplenishmentSettings } from '../../replenishment/contract.ts'
import { replenishmentFaults, replenishmentToSend, typedReplenishment } from './replenishment.ts'

const SETTINGS: ReplenishmentSettings = {
  service: { kind: 'cycle', level: 0.95 },
  classes: { A: { kind: 'fill', level: 0.975 }, B: null, C: null },
  ...{ leadTimeDays: 14, reviewDays: 0, overstockDays: 90, soonDays: 7 },
}

it('sends back what it shows', () => {
  const typed = typedReplenishment(SETTINGS)
  expect(typed).toMatchObject({ service: { level: '95' }, classes: { A: { level: '97.5' }, B: { level: '' } } })
  expect(replenishmentToSend(typed)).toEqual(SETTINGS)
})

it('needs a service of the company, and whole days', () => {
  const typed = { ...typedReplenishment(SETTINGS), service: { kind: 'cycle' as const, level: '' }, soonDays: '1.5' }
  expect([...replenishmentFaults(typed).keys()]).toEqual(['service', 'soonDays'])
  expect(replenishmentToSend(typed)).toBeNull()
})
