import { expect, it } from 'vitest'
import type { OpenException } from '../contract.ts'
import { bulkRemedies, formFor, formRemedies } from './remedy-forms.ts'

const exception = (over: Partial<OpenException>): OpenException => ({
  id: 'e',
  type: 'negative-stock',
  severity: 'high',
  state: 'open',
  detail: '',
  sku: 'OAT-500',
  lot: null,
  location: 'A-01',
  order: null,
  transaction: null,
  openedAt: '',
  remedies: [],
  ...over,
})
const names = (fields: { name: string }[]) => fields.map(({ name }) => name)

it('asks for what each remedy needs', () => {
  expect(names(formFor(exception({}), 'write-off').fields)).toEqual(['reason', 'note'])
  expect(names(formFor(exception({}), 'count').fields)).toEqual(['note'])
  expect(formFor(exception({}), 'review').fields).toMatchObject([{ name: 'note', needed: true }])
})

it('asks where to count what is nowhere', () => {
  const gap = exception({ type: 'stream-gap', location: null, sku: null })
  expect(formFor(gap, 'count').fields[0]).toMatchObject({ name: 'location', needed: true })
  expect(formFor({ ...gap, sku: 'OAT-500' }, 'count').fields[0]).toMatchObject({ name: 'location', needed: false })
})

it('asks less of a type that says it itself', () => {
  expect(formFor(exception({ type: 'count-variance' }), 'keep').fields).toMatchObject([{ name: 'note' }])
  expect(formFor(exception({ type: 'count-variance' }), 'keep').fields[0]).not.toHaveProperty('needed')
})

it('knows how returns are settled', () => {
  const of = (type: string, remedy: string) => formFor(exception({ type, lot: 'L1' }), remedy)
  const lotless = formFor(exception({ type: 'disposition-stopped' }), 'dispose').fields
  expect(lotless.map(({ name }) => name)).toEqual(['lot', 'disposition', 'location', 'note'])
  expect(of('disposition-stopped', 'accept').label).toBe('No more came')
  expect(of('disposition-stopped', 'dispose').fields).toMatchObject([
    { name: 'disposition', needed: true },
    { name: 'location' },
    { name: 'note', needed: true },
  ])
  expect(of('scrap-approval', 'approve')).toMatchObject({ label: 'Allow the scrap', fields: [{ name: 'note' }] })
  expect(of('count-variance', 'approve').label).toBe('Approve the count')
  expect(of('documents-missing', 'restock').fields).toMatchObject([{ name: 'note', needed: true }])
  expect(of('chargeback-due', 'accept')).toMatchObject({ label: 'Accept the chargeback', fields: [{ needed: true }] })
  expect(of('over-return', 'send-back').say).toContain('back to the customer')
  expect(of('over-receipt', 'send-back').say).toContain('for the supplier')
})

it('leaves to the server what it proposes, and to the parked transaction what is done there', () => {
  const short = exception({ type: 'short-pick', remedies: ['re-allocate', 'split', 'cancel', 'reverse'] })
  expect(formRemedies(short)).toEqual(['re-allocate', 'reverse'])
  expect(formRemedies(exception({ type: 'refused-transaction', remedies: ['mend', 'dismiss'] }))).toEqual([])
})

it('offers for many what all of them have, and nothing that needs details of each', () => {
  const [one, two] = [{ remedies: ['review', 'count', 'merge'] }, { remedies: ['merge', 'review'] }]
  expect(bulkRemedies([one, two])).toEqual(['review'])
  expect(bulkRemedies([one])).toEqual(['review', 'count'])
  expect(bulkRemedies([])).toEqual([])
})
