/** What the office's palette offers to begin needs what the server asks for it: nobody is led to a form that is then refused. */
import { expect, it } from 'vitest'
import { actionsOn } from '../../client/office/shell/palette/actions.ts'
import { operations } from '../../server/http/operations/index.ts'

/** The operation that each action ends with. */
const ENDS_WITH: Record<string, string> = {
  'Release all orders due by today': 'post /orders/release',
  'Ask for a transfer': 'post /transfers',
  'Ask for counts': 'post /counts',
  'Plan the counts of the day': 'post /counts/plan',
  'Start a recall': 'post /recalls',
  'Announce a return': 'post /returns',
  'Add or change an allocation rule': 'put /rules',
  'Preview and apply the allocation rules': 'post /rules/apply',
  'Import demand': 'post /demand',
  'Connect a platform': 'put /connectors/{id}',
  'Add a person': 'post /users',
  'Add several people': 'post /users',
  'Enrol a device': 'post /devices/enrolments',
  'Make an API key': 'post /api-keys',
  'Add a warehouse': 'put /warehouses/{code}',
  'Set the warehouse up': 'put /locations/{code}',
  'Add a trading partner': 'put /partners/{name}',
}

const actions = actionsOn('2026-12-01')

it('is known here, each of them', () => {
  expect(actions.map(({ label }) => label).sort()).toEqual(Object.keys(ENDS_WITH).sort())
  expect(new Set(actions.map(({ href }) => href)).size).toBe(actions.length)
})

it.each(actions)('$label', ({ label, needs }) => {
  const operation = operations.find(({ method, path }) => `${method} ${path}` === ENDS_WITH[label])
  expect(operation?.access).toBe(needs)
})
