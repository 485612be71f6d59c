import { expect, it } from 'vitest'
import { ROLES } from '../../../../shared/rules/permissions.ts'
import { actionGoals, actionsOn } from './actions.ts'

const offered = (role: string) => actionGoals([role], '2026-12-01').map(({ label }) => label)

it('are offered to those who may do them', () => {
  expect(offered('admin')).toHaveLength(actionsOn('2026-12-01').length)
  expect(offered('planner')).toContain('Ask for a transfer')
  expect(offered('planner')).toContain('Start a recall')
  expect(offered('planner')).not.toContain('Connect a platform')
  expect(offered('planner')).not.toContain('Add a person')
  expect(offered('supervisor')).toContain('Ask for counts')
  expect(offered('supervisor')).not.toContain('Make an API key')
  for (const role of ['picker', 'receiver', 'counter']) expect(offered(role)).toEqual([])
  expect(ROLES).toContain('planner')
})

it('release what is due by the day where the stock is', () => {
  expect(actionGoals(['planner'], '2026-12-01')[0]?.href).toBe('/office/orders?view=ready&dueBy=2026-12-01&do=release')
})
