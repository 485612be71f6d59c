import { expect, it } from 'vitest'
import { levelText, parseLevel, shareText, typedPercent } from './percent.ts'

it('reads a service level in percent without errors of binary fractions', () => {
  expect(['95', '97.5', '99,9', ' 98 % ', '50'].map(parseLevel)).toEqual([0.95, 0.975, 0.999, 0.98, 0.5])
  expect(['', '0', '49.9', '99.95', '100', '101', '-5', 'much', '95.12345'].map(parseLevel)).toEqual(
    Array(9).fill(null),
  )
})

it('shows it as it was typed', () => {
  for (const text of ['95', '97.5', '99.9']) expect(typedPercent(parseLevel(text) ?? 0)).toBe(text)
  expect(levelText(0.975)).toBe('97.5\u00a0%')
})

it('tells a share by whole percent, and a small one as what it is', () => {
  expect([0.8231, 0, 0.004, 1].map(shareText)).toEqual(['82\u00a0%', '0\u00a0%', 'under 1\u00a0%', '100\u00a0%'])
})
