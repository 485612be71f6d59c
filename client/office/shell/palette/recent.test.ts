import { expect, it } from 'vitest'
import type { Goal } from './goal.ts'
import { recentGoals, rememberGoal } from './recent.ts'

function storage(text: string | null = null) {
  const kept = { text }
  return {
    kept,
    getItem: () => kept.text,
    setItem(_: string, value: string) {
      kept.text = value
    },
  }
}

const goal = (nth: number): Goal => ({ href: `/office?item=${nth}`, label: `Item ${nth}`, kind: 'item' })

it('has the latest first, each once, and not more than a screen of them', () => {
  const disk = storage()
  for (const nth of [1, 2, 3, 1]) rememberGoal(disk, 'Ada', goal(nth))
  expect(recentGoals(disk, 'Ada').map(({ label }) => label)).toEqual(['Item 1', 'Item 3', 'Item 2'])
  for (let nth = 10; nth < 30; nth++) rememberGoal(disk, 'Ada', goal(nth))
  expect(recentGoals(disk, 'Ada')).toHaveLength(8)
})

it('tells nobody what somebody else looked up', () => {
  const disk = storage()
  rememberGoal(disk, 'Ada', goal(1))
  expect(recentGoals(disk, 'Bob')).toEqual([])
  rememberGoal(disk, 'Bob', goal(2))
  expect(recentGoals(disk, 'Ada')).toEqual([])
})

it.each([null, 'no JSON', '{}', '{"person":"Ada","goals":[{"href":1}]}'])('begins anew where it finds %s', (text) => {
  const disk = storage(text)
  expect(recentGoals(disk, 'Ada')).toEqual([])
  rememberGoal(disk, 'Ada', goal(1))
  expect(recentGoals(disk, 'Ada')).toHaveLength(1)
})

it('goes there all the same where nothing can be kept', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(() => rememberGoal(full, 'Ada', goal(1))).not.toThrow()
})
