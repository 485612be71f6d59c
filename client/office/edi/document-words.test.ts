import { describe, expect, it } from 'vitest'
import type { DocumentDetail } from './contract.ts'
import { acknowledgementText, canResend, canRetry, elementText } from './document-words.ts'

const document = (over: Partial<DocumentDetail>): DocumentDetail => ({
  id: '1',
  direction: 'out',
  set: '855',
  name: 'Order acknowledgement PO-1 (855)',
  state: 'sent',
  number: 'PO-1',
  externalId: 'PO-1',
  detail: null,
  interchange: '000000001',
  group: '1',
  control: '0001',
  fileName: null,
  at: '2026-01-01T12:00:00.000Z',
  ageSeconds: 60,
  acknowledgement: null,
  raw: 'ISA',
  segments: [],
  orderId: null,
  failure: null,
  again: null,
  ...over,
})

describe('an acknowledgement', () => {
  it.each([
    [{}, 'Awaited'],
    [{ state: 'unanswered' as const }, 'Overdue'],
    [{ state: 'drafted' as const }, 'None yet'],
    [{ set: '997' }, 'None: it is not answered'],
    [{ direction: 'in' as const, state: 'refused' as const }, 'None'],
    [{ acknowledgement: { status: 'A', reason: null, document: '2', at: '2026-01-01T12:00:00.000Z' } }, 'Accepted'],
    [{ acknowledgement: { status: 'R', reason: null, document: '2', at: null } }, 'Rejected, not sent yet'],
  ])('of %o reads %s', (over, text) => {
    expect(acknowledgementText(document(over))).toBe(text)
  })
})

it('what went out can go out again; what could not be written can be written again', () => {
  expect([canResend(document({})), canRetry(document({}))]).toEqual([true, false])
  expect([canResend(document({ state: 'drafted' })), canResend(document({ direction: 'in' }))]).toEqual([false, false])
  const failed = document({ state: 'failed', raw: '' })
  expect([canResend(failed), canRetry(failed)]).toEqual([false, true])
  expect(canRetry(document({ direction: 'in', state: 'refused' }))).toBe(true)
  expect(canRetry(document({ direction: 'in', state: 'refused', set: '' }))).toBe(false)
})

it('an element reads as its name, its value and what that means', () => {
  expect(elementText({ ref: 'PO103', name: 'Unit', value: 'EA', means: 'each' })).toBe('Unit EA (each)')
  expect(elementText({ ref: 'ZZ01', name: null, value: '7', means: null })).toBe('ZZ01 7')
})
