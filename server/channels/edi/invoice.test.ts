import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf, textOfDraft } from '../../../tests/support/x12-draft.ts'
import { profileOf } from '../../../tests/support/x12-sets.ts'
import { x12Problems } from '../../../tests/support/x12-structure.ts'
import { type Adjustment, draftInvoice, type Invoice, type InvoiceLine } from './invoice.ts'

const profile = profileOf()
const usd = (amount: number) => ({ amount, currency: 'USD' })
const line = (more: Partial<InvoiceLine> = {}): InvoiceLine => ({
  line: '1',
  item: { sku: 'MUESLI-500', gtin: '00614141000036' },
  quantity: 12,
  unit: 'EA',
  unitPrice: usd(925),
  ...more,
})
const invoice = (lines: InvoiceLine[], more: Partial<Invoice> = {}): Invoice => ({
  number: 'INV-9',
  date: '2026-02-10',
  order: { number: 'PO-1', date: '2026-01-05' },
  currency: 'USD',
  lines,
  ...more,
})
const freight: Adjustment = { kind: 'charge', code: 'D240', amount: usd(1500), description: 'Freight' }
const discount: Adjustment = { kind: 'allowance', code: 'C310', amount: usd(100) }

describe('the 810', () => {
  it('invoices lines, allowances, charges and terms, and adds them up', () => {
    const draft = draftInvoice(
      invoice(
        [line({ description: 'Muesli', adjustments: [discount] }), line({ line: '2', quantity: 1, unitPrice: usd(5) })],
        {
          references: [{ qualifier: 'BM', id: 'BOL-3' }],
          parties: [{ role: 'RE', name: 'LOTLINE' }],
          shippedOn: '2026-02-09',
          adjustments: [freight],
          carrier: { code: 'ABFS', method: 'M', billOfLading: 'BOL-3' },
        },
      ),
      profileOf({ terms: { netDays: 30, discountPercent: 2, discountDays: 10 } }),
    )
    expect(draft.total).toEqual(usd(12505))
    expect(linesOf(draft)).toEqual([
      'BIG*20260210*INV-9*20260105*PO-1',
      'CUR*SE*USD',
      'REF*BM*BOL-3',
      'N1*RE*LOTLINE',
      'ITD*01*3*2**10**30',
      'DTM*011*20260209',
      'IT1*1*12*EA*9.25*PE*VN*MUESLI-500*UP*614141000036',
      'PID*F****Muesli',
      'SAC*A*C310***100*******02',
      'IT1*2*1*EA*0.05*PE*VN*MUESLI-500*UP*614141000036',
      'TDS*12505',
      'CAD*M***ABFS***BM*BOL-3',
      'SAC*C*D240***1500*******06***Freight',
      'CTT*2',
    ])
  })

  it('writes terms without a discount', () => {
    expect(linesOf(draftInvoice(invoice([line()]), profileOf({ terms: { netDays: 60 } })))).toContain('ITD*05*3*****60')
  })

  it('writes totals in hundredths of any currency', () => {
    const yen = { amount: 500, currency: 'JPY' }
    const draft = draftInvoice(invoice([line({ unitPrice: yen })], { currency: 'JPY' }), profile)
    expect(linesOf(draft)).toContain('TDS*600000')
    expect(linesOf(draft)).toContain('IT1*1*12*EA*500*PE*VN*MUESLI-500*UP*614141000036')
  })

  it.each<[string, string, Invoice]>([
    ['no line', 'IT1', invoice([])],
    ['two currencies', 'CUR', invoice([line({ unitPrice: { amount: 1, currency: 'EUR' } })])],
    ['no quantity', 'IT1', invoice([line({ quantity: 0 })])],
    ['a negative price', 'IT1', invoice([line({ unitPrice: usd(-1) })])],
    ['an allowance of nothing', 'SAC', invoice([line()], { adjustments: [{ ...discount, amount: usd(0) }] })],
    [
      'allowances above the goods',
      'TDS',
      invoice([line({ quantity: 1 })], { adjustments: [{ ...discount, amount: usd(926) }] }),
    ],
    [
      'a currency finer than hundredths',
      'TDS',
      invoice([line({ unitPrice: { amount: 1, currency: 'KWD' } })], { currency: 'KWD' }),
    ],
    ['an order number that is too long', 'BIG', invoice([line()], { order: { number: '9'.repeat(23) } })],
  ])('is refused with %s', (_, segmentId, one) => {
    const draft = draftInvoice(one, profile)
    if (draft.ok) throw new Error('drafted')
    expect(draft.faults.map((fault) => fault.segmentId)).toContain(segmentId)
  })

  it('keeps its structure and its total', () => {
    const adjustment = fc.record({
      kind: fc.constantFrom('allowance' as const, 'charge' as const),
      code: fc.constantFrom('D240', 'C310', 'H850'),
      amount: fc.integer({ min: 1, max: 50 }).map(usd),
    })
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 1000 }),
        unitPrice: fc.integer({ min: 200, max: 99_999 }).map(usd),
        adjustments: fc.array(adjustment, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(lines, fc.array(adjustment, { maxLength: 2 }), (all, adjustments) => {
        const one = invoice(
          all.map((each, index) => line({ ...each, line: String(index + 1) })),
          { adjustments },
        )
        expect(x12Problems(textOfDraft('810', draftInvoice(one, profile), profile))).toEqual([])
      }),
    )
  })
})
