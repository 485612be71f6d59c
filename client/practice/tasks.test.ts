import { describe, expect, it } from 'vitest'
import { transactionTypes } from '../../shared/transactions/index.ts'
import { firstIdAt, type Noticed, type Recorded, standing, stepNow } from './noticed.ts'
import { TASKS, tasksFor } from './tasks.ts'

const NOTHING: Noticed = { recorded: new Set(), answers: [], path: '/', picking: null, lists: 2 }
const task = (id: string) => {
  const found = TASKS.find((one) => one.id === id)
  if (!found) throw new Error(`There is no practice ${id}.`)
  return found
}
const at = (id: string, over: Partial<Noticed>) => stepNow(task(id), { ...NOTHING, ...over })

describe('a practice', () => {
  it('is there for each role, and nothing of it is done before it is begun', () => {
    expect(TASKS.map(({ role }) => role).sort()).toEqual(
      ['counter', 'inspector', 'picker', 'planner', 'receiver', 'supervisor'].sort(),
    )
    for (const one of TASKS) {
      expect(stepNow(one, NOTHING), one.id).toBe(0)
      expect(one.learnt.length).toBeGreaterThan(1)
      for (const { say } of one.steps) expect(say(NOTHING)).toMatch(/\.$/)
    }
    expect(tasksFor(['picker']).map(({ id }) => id)).toEqual(['pick'])
    expect(tasksFor(['admin'])).toHaveLength(TASKS.length)
    expect(tasksFor([])).toEqual([])
  })

  it('goes on by what was recorded, whichever screen is open', () => {
    expect(at('receive', { path: '/receive' })).toBe(1)
    expect(at('receive', { path: '/', recorded: new Set(['receive']) })).toBe(2)
    expect(at('receive', { recorded: new Set(['receive', 'move']) })).toBeUndefined()
    expect(at('return', { recorded: new Set(['returnReceive']), path: '/inspect' })).toBe(2)
  })

  it('waits until a pick list is through before it asks for the carton', () => {
    const picking = { done: 1, of: 3 }
    const recorded = new Set(['pick'] as const)
    expect(at('pick', { path: '/pick' })).toBe(1)
    expect(at('pick', { recorded, picking })).toBe(2)
    expect(task('pick').steps[2]?.say({ ...NOTHING, picking })).toContain('1 of 3')
    expect(at('pick', { recorded, picking: null })).toBe(3)
    expect(at('pick', { recorded: new Set(['pick', 'pack', 'ship']) })).toBeUndefined()
    expect(task('pick').steps[0]?.say({ ...NOTHING, lists: 0 })).toContain('Other devices')
  })

  it('hears of what the server has said yes to', () => {
    expect(at('plan', { answers: ['PUT /protections/FRU-FIG/shop'] })).toBe(1)
    expect(at('plan', { answers: ['POST /orders/7/release'] })).toBeUndefined()
    expect(at('plan', { answers: ['POST /orders/7/cancel'] })).toBe(0)
    expect(at('settle', { answers: ['POST /exceptions/resolve'] })).toBeUndefined()
    expect(at('settle', { answers: ['POST /exceptions/7/claim'], path: '/exceptions' })).toBe(1)
  })
})

describe('what was recorded', () => {
  const row = (id: string, type: Recorded['type'], payload = {}): Recorded => ({ id, type, payload })

  it('does not count where it was taken back', () => {
    const rows = [row('1', 'pick'), row('2', 'pick'), row('3', 'reverse', { transaction: '1' })]
    expect(standing(rows).map(({ id }) => id)).toEqual(['2'])
    expect(Object.keys(transactionTypes)).toContain('reverse')
  })

  it('is found by its id, which begins with its time', () => {
    const now = Date.parse('2026-11-24T12:00:00Z')
    const made = '019ab60f-b000-7000-8000-000000000000'
    const millis = Number.parseInt(made.slice(0, 8) + made.slice(9, 13), 16)
    expect(firstIdAt(millis) <= made && firstIdAt(millis + 1) > made).toBe(true)
    expect(firstIdAt(now)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-$/)
  })
})
