import { expect, it } from 'vitest'
import { amountFault, documentsBody, NO_DOCUMENTS, typedDocuments } from './documents-body.ts'

const chargeback = {
  reference: 'CB-1',
  category: 'damage',
  code: null,
  amount: { amount: 12_050, currency: 'USD' },
  disputeBy: '2026-12-24',
  state: 'open',
} as const

it('sends back what it shows, and leaves out what is not there yet', () => {
  const typed = typedDocuments(chargeback)
  expect(typed).toEqual({ reference: 'CB-1', category: 'damage', code: '', amount: '120.50', disputeBy: '2026-12-24' })
  expect(documentsBody(typed, 'USD')).toEqual({
    reference: 'CB-1',
    category: 'damage',
    disputeBy: '2026-12-24',
    amount: { amount: 12_050, currency: 'USD' },
  })
  expect(documentsBody(typedDocuments(null), 'USD')).toEqual({})
})

it('sends nothing while the amount cannot be read', () => {
  const typed = { ...NO_DOCUMENTS, amount: 'much' }
  expect(documentsBody(typed, 'USD')).toBeNull()
  expect(amountFault(typed, 'USD')).toBe('Give an amount in USD.')
  expect(amountFault(NO_DOCUMENTS, 'USD')).toBeNull()
})
