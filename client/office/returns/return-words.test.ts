import { expect, it } from 'vitest'
import { standardReturnSettings } from '../../../shared/rules/return-settings.ts'
import {
  categoryText,
  conditionText,
  dueText,
  inList,
  isDue,
  missingText,
  questionText,
  reasonText,
  titleOf,
  unitsText,
  waitsText,
} from './return-words.ts'

const settings = standardReturnSettings()

it('says for whom it waits', () => {
  expect(waitsText(['documents', 'second-person'])).toBe(
    'Waits for the documents of its chargeback and a second person to allow the scrap',
  )
  expect(waitsText([])).toBe('Waits for nobody')
  expect(inList(['a', 'b', 'c'])).toBe('a, b and c')
})

it('names each document that is missing', () => {
  expect(missingText(['amount', 'photos'])).toBe('Missing: the amount and a photo of the goods.')
  expect(missingText([])).toBe('All documents are there.')
})

it('tells how long a chargeback can still be disputed', () => {
  const open = {
    reference: null,
    category: null,
    code: null,
    amount: null,
    disputeBy: '2026-12-03',
    state: 'open',
  } as const
  expect(isDue(open, '2026-11-28', 5)).toBe(true)
  expect(isDue(open, '2026-11-27', 5)).toBe(false)
  expect(isDue({ ...open, state: 'disputed' }, '2026-12-03', 5)).toBe(false)
  expect(isDue(null, '2026-12-03', 5)).toBe(false)
  expect(['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map((day) => dueText('2026-12-03', day))).toEqual([
    '3 Dec · 2 days left',
    '3 Dec · 1 day left',
    '3 Dec · today',
    '3 Dec · too late',
  ])
})

it('calls things as the settings do, and what they know no more by its code', () => {
  expect(reasonText(settings, 'defective')).toBe('Defective or spoiled')
  expect(reasonText(settings, 'eaten-by-mice')).toBe('Eaten by mice')
  expect(reasonText(undefined, 'defective')).toBe('Defective')
  expect(conditionText(settings, 'new')).toBe('As new, unopened')
  expect(questionText(settings, 'seal')).toBe('The seal is whole')
  expect(categoryText('asn-missing')).toBe('ASN missing')
})

it('is called by its order, else by its own number', () => {
  expect(titleOf({ orderExternalId: 'PO-1', reference: 'RMA-1' })).toBe('PO-1')
  expect(titleOf({ orderExternalId: null, reference: 'RMA-1' })).toBe('RMA-1')
  expect(titleOf({ orderExternalId: null, reference: null })).toBe('Order not known')
})

it('counts what came against what is still to come', () => {
  const text = (expected: number, received: number) =>
    unitsText({ units: { expected, received, uninspected: 0, waiting: 0, done: 0 } })
  expect([text(0, 3), text(4, 0), text(1, 3)]).toEqual(['3', '4', '3 of 4'])
})
