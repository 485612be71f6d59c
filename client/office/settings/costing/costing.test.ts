import { expect, it } from 'vitest'
import type { FeeRule } from '../../../../shared/rules/fees.ts'
import { feeFaults, feesToSend, inRows, newRow, rowAt, rowsOf, tiersText } from './fees.ts'
import { labourFaults, labourToSend, typedLabour } from './labour.ts'
import { newestFirst, rateToSend, withoutPath } from './rates.ts'
import { moneyToSend, parseDecimal, typedOf } from './typed.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const rule: FeeRule = {
  ...{ id: 'F-1', kind: 'commission', category: null, from: '2026-01-01', to: null, rate: 0.153, tiers: null },
  ...{ amount: null, minimum: 30, per: 'unit' },
}
const tiered: FeeRule = {
  ...{ ...rule, id: 'F-2', category: 'TEA', to: '2026-12-31', rate: null, minimum: null, amount: 0, per: 'line' },
  tiers: [
    { upTo: 1_000, rate: 0.08 },
    { upTo: null, rate: 0.15 },
  ],
}

it('sends back the rules that it shows, tiers as they came', () => {
  const rows = rowsOf([rule, tiered], 'USD')
  expect(rows).toMatchObject([
    { rate: '15.3', minimum: '0.30', amount: '', category: '', to: '' },
    { rate: '', amount: '0.00', category: 'TEA' },
  ])
  const { id: _, ...sent } = rule
  const { id: __, ...sentTiered } = tiered
  expect(feesToSend(rows, 'USD')).toEqual([sent, sentTiered])
  expect(tiersText(tiered.tiers ?? [], 'USD')).toBe('8 % to 10.00, 15 % above')
})

it('reads a rate in per cent without errors of binary fractions', () => {
  const rates = ['15.3', '2,9', '0.0001', '7', '100', '0.57'].map(
    (rate) => feesToSend([{ ...newRow('1', '2026-11-01'), rate }], 'USD')?.[0]?.rate,
  )
  expect(rates).toEqual([0.153, 0.029, 0.000001, 0.07, 1, 0.0057])
})

it('names what cannot be read by its row, and sends nothing then', () => {
  const rows = [
    newRow('1', '2026-11-01'),
    { ...newRow('2', '2026-11-01'), rate: '15 %', amount: 'x', minimum: '1.234' },
  ]
  expect([...feeFaults(rows, 'USD').keys()]).toEqual(['.1.rate', '.1.amount', '.1.minimum'])
  expect(feesToSend(rows, 'USD')).toBeNull()
})

it('counts rows as people do', () => {
  expect(inRows('[0] and [11] are both commission of TEA on the same day.')).toBe(
    'Row 1 and row 12 are both commission of TEA on the same day.',
  )
  expect(inRows('[2].kind: A kind is small letters.')).toBe('Row 3, kind: A kind is small letters.')
  expect(inRows('[2]: Give a rate.')).toBe('Row 3: Give a rate.')
  expect(inRows('Give at most 500 rules.')).toBe('Give at most 500 rules.')
  expect([rowAt('.2'), rowAt('.2.kind'), rowAt('kind'), rowAt(undefined)]).toEqual([
    { index: 2, name: undefined },
    { index: 2, name: 'kind' },
    null,
    null,
  ])
})

it('sends what work costs as it shows it, and the usual where nobody has said', () => {
  const settings = {
    ...{ wagePerHour: usd(2_150), packagingPerParcel: { amount: 40, currency: 'EUR' } },
    ...{ idleSeconds: 120, pickSecondsPerUnit: 9, packSecondsPerUnit: 6, inspectSecondsPerUnit: 50 },
  }
  expect(labourToSend(typedLabour(settings, 'USD'))).toEqual(settings)
  const none = typedLabour(null, 'USD')
  expect(none).toMatchObject({ idleSeconds: '180', wagePerHour: { text: '', currency: 'USD' } })
  expect(labourToSend(none)).toBeNull()
  expect(labourFaults(none).size).toBe(0)
  expect(labourToSend({ ...none, wagePerHour: { text: '21,5', currency: 'USD' } })).toEqual({
    ...{ wagePerHour: usd(2_150), idleSeconds: 180, pickSecondsPerUnit: 8, packSecondsPerUnit: 5 },
    inspectSecondsPerUnit: 45,
  })
  const wrong = { ...none, idleSeconds: '', wagePerHour: { text: 'much', currency: 'USD' } }
  expect([...labourFaults(wrong).keys()]).toEqual(['idleSeconds', 'wagePerHour'])
})

it('tells an amount from none and from what is no amount', () => {
  expect(['', '0', '1.5', 'x'].map((text) => moneyToSend({ text, currency: 'USD' }))).toEqual([
    null,
    usd(0),
    usd(150),
    undefined,
  ])
  expect(moneyToSend(typedOf({ amount: 500, currency: 'JPY' }, 'USD'))).toEqual({ amount: 500, currency: 'JPY' })
})

it('reads decimals up to as many as are kept', () => {
  expect(['1', '1.', '1,25', '1.1234567', '-1', '', 'x'].map((text) => parseDecimal(text, 6))).toEqual([
    ...[1, null, 1.25, null, null, null, null],
  ])
})

it('sends one rate once it is complete, and shows the newest first', () => {
  const typed = { from: 'eur ', to: 'USD', day: '2026-11-01', rate: '1,0825' }
  expect(rateToSend(typed)).toEqual([{ from: 'EUR', to: 'USD', day: '2026-11-01', rate: 1.0825 }])
  expect(
    [
      { ...typed, day: '' },
      { ...typed, from: '' },
      { ...typed, rate: '' },
    ].map(rateToSend),
  ).toEqual([...[null, null, null]])
  const rate = (from: string, day: string) => ({ from, to: 'USD', day, rate: 1 })
  expect(
    newestFirst([rate('EUR', '2026-01-01'), rate('GBP', '2026-02-01'), rate('EUR', '2026-02-01')]).map(
      ({ from, day }) => `${from} ${day}`,
    ),
  ).toEqual(['EUR 2026-02-01', 'GBP 2026-02-01', 'EUR 2026-01-01'])
  expect(withoutPath('[0].from: Give the currency as three capital letters.')).toBe(
    'Give the currency as three capital letters.',
  )
})
