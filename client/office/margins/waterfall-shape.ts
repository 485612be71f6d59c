/** From revenue to contribution, one bar below the other: each begins where the one before ended. */

import { contributionOf, type MarginFigure, type MarginSums } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import { BETWEEN, FIGURE_WORDS } from './figures.ts'

export interface Step {
  id: MarginFigure | 'contribution'
  label: string
  amount: number
  /** `whole`: stands on the line of nothing; `in` and `out` hang on what was left before. */
  kind: 'whole' | 'in' | 'out'
}

export interface Bar extends Step {
  x: number
  width: number
  /** Where the next one begins. */
  end: number
}

export interface WaterfallShape {
  bars: Bar[]
  /** Where nothing is: left of it lies loss. */
  zero: number
}

/** What is nothing is left out, but never the two ends. */
export function stepsOf(sums: MarginSums): Step[] {
  const between = (['discounts', ...BETWEEN] as const)
    .filter((id) => sums[id] !== 0)
    .map((id): Step => ({ id, label: FIGURE_WORDS[id], amount: sums[id], kind: sums[id] < 0 ? 'out' : 'in' }))
  return [
    { id: 'revenue', label: FIGURE_WORDS.revenue, amount: sums.revenue, kind: 'whole' },
    ...between,
    { id: 'contribution', label: t('Contribution'), amount: contributionOf(sums), kind: 'whole' },
  ]
}

/** Thinner would not be seen. */
const LEAST_WIDTH = 1.5

export function waterfallShape(steps: readonly Step[], width: number): WaterfallShape {
  let left = 0
  const spans = steps.map((step) => {
    const from = step.kind === 'whole' ? 0 : left
    left = from + step.amount
    return { step, from, to: left }
  })
  const ends = spans.flatMap(({ from, to }) => [from, to])
  const least = Math.min(0, ...ends)
  const range = Math.max(0, ...ends) - least
  const place = (amount: number): number => (range === 0 ? 0 : round(((amount - least) / range) * width))
  const bars = spans.map(({ step, from, to }): Bar => {
    const [x, end] = [place(Math.min(from, to)), place(Math.max(from, to))]
    return { ...step, x, width: Math.max(LEAST_WIDTH, round(end - x)), end: place(to) }
  })
  return { bars, zero: place(0) }
}

const round = (value: number): number => Math.round(value * 10) / 10
