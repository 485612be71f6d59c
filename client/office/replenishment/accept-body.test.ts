import { describe, expect, it } from 'vitest'
import {
  acceptBody,
  lineFault,
  lineHint,
  lineWarning,
  type TypedLine,
  typedOrder,
  whyNotTogether,
} from './accept-body.ts'
import { samplePlan } from './sample.ts'

const plan = samplePlan()
const line = (of: Partial<TypedLine>): TypedLine => ({
  ...{ sku: 'OAT-500', name: 'Oat bars', quantity: '504', suggested: 504, minimum: 48, multiple: 24 },
  ...of,
})

it('begins as suggested, expected when the last of it is', () => {
  const late = samplePlan({
    sku: 'RYE',
    supplier: null,
    order: { ...plan.order, quantity: 0, expectedOn: '2026-12-20' },
  })
  expect(typedOrder([late, plan])).toMatchObject({
    ...{ supplier: 'Mill', reference: '', expectedOn: '2026-12-20' },
    lines: [
      { sku: 'RYE', quantity: '' },
      { sku: 'OAT-500', quantity: '504' },
    ],
  })
})

describe('a quantity', () => {
  it('against minimum and multiple is warned of, and may be sent', () => {
    const warning = (quantity: string, of: Partial<TypedLine> = {}) => lineWarning(line({ quantity, ...of }))
    expect(warning('504')).toBeNull()
    expect(warning('24')).toBe('Less than the minimum of 48.')
    expect(warning('100')).toBe('No multiple of 24: 96 or 120 would be one.')
    expect(warning('10')).toBe('Less than the minimum of 48. No multiple of 24: 24 would be one.')
    expect(warning('7', { minimum: 1, multiple: 1 })).toBeNull()
    expect(warning('x')).toBeNull()
  })

  it('must be one', () => {
    expect(['', '0', '1.5', 'x', '1'].map((quantity) => lineFault(line({ quantity })) === null)).toEqual([
      ...[false, false, false, false, true],
    ])
  })

  it('has its terms beside it', () => {
    expect(lineHint(line({}))).toBe('Suggested 504; at least 48, in multiples of 24.')
    expect(lineHint(line({ minimum: 1, multiple: 1 }))).toBe('Suggested 504.')
  })
})

it('is sent once it is whole', () => {
  const typed = { supplier: ' Mill ', reference: 'PO-1', expectedOn: '', lines: [line({ quantity: '100' })] }
  expect(acceptBody(typed)).toEqual({
    ...{ supplier: 'Mill', reference: 'PO-1', lines: [{ sku: 'OAT-500', quantity: 100 }] },
  })
  expect(acceptBody({ ...typed, expectedOn: '2026-12-08' })).toMatchObject({ expectedOn: '2026-12-08' })
  expect(acceptBody({ ...typed, reference: ' ' })).toBeNull()
  expect(acceptBody({ ...typed, supplier: '' })).toBeNull()
  expect(acceptBody({ ...typed, lines: [] })).toBeNull()
  expect(acceptBody({ ...typed, lines: [line({ quantity: '0' })] })).toBeNull()
})

it('is of one supplier, or of what is made here', () => {
  expect(whyNotTogether([plan, samplePlan({ supplier: null })])).toBeNull()
  expect(whyNotTogether([plan, samplePlan({ supplier: 'Bakers' })])).toMatch(/several suppliers/)
  const made = samplePlan({ isMade: true, name: 'Box', supplier: null })
  expect(whyNotTogether([made, made])).toBeNull()
  expect(typedOrder([made])).toMatchObject({ supplier: 'Production' })
  expect(typedOrder([{ ...made, supplier: 'Hall 2' }])).toMatchObject({ supplier: 'Hall 2' })
  expect(whyNotTogether([plan, made])).toBe('Box: made here, the others are not. Select either.')
})
