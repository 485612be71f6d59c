import { describe, expect, it } from 'vitest'
import { profileOf, setOf } from '../../../tests/support/x12-sets.ts'
import { readChargeback } from './chargeback.ts'

const HEAD = 'BCD*20260301*CB-77*I*12550*D*20260210*INV-9***PO-1'
const read = (segments: string[], chargebacks = {}) =>
  readChargeback(setOf('812', segments), profileOf({ chargebacks }))

describe('a chargeback', () => {
  it('is read whole', () => {
    const reading = read(
      [
        HEAD,
        'CUR*BY*USD',
        'N9*BM*BOL-3',
        'DTM*011*20260215',
        'N1*BY*EXAMPLE RETAIL*92*0042',
        'CDD*70*D*1*2500',
        'CDD*59*D*2*10050***4*EA*0.5*UCP*25.12',
        'LIN*1*VN*MUESLI-500',
        'N9*IV*INV-9',
      ],
      { disputeWithinDays: 30 },
    )
    expect(reading).toEqual({
      ok: true,
      notes: [],
      value: {
        number: 'CB-77',
        date: '2026-03-01',
        direction: 'debit',
        amount: { amount: 12550, currency: 'USD' },
        invoice: 'INV-9',
        order: 'PO-1',
        reason: '59',
        category: 'shortage',
        disputeBy: '2026-03-31',
        references: [{ qualifier: 'BM', id: 'BOL-3' }],
        dates: [{ qualifier: '011', date: '2026-02-15' }],
        parties: [
          { role: 'BY', name: 'EXAMPLE RETAIL', idQualifier: '92', id: '0042', names: [], address: { lines: [] } },
        ],
        lines: [
          {
            reason: '70',
            category: 'asn-missing',
            direction: 'debit',
            amount: { amount: 2500, currency: 'USD' },
            ids: [],
            references: [],
          },
          {
            reason: '59',
            category: 'shortage',
            direction: 'debit',
            amount: { amount: 10050, currency: 'USD' },
            quantity: 4,
            unit: 'EA',
            unitPriceDifference: { amount: 50, currency: 'USD' },
            ids: [{ qualifier: 'VN', id: 'MUESLI-500' }],
            sku: 'MUESLI-500',
            references: [{ qualifier: 'IV', id: 'INV-9' }],
          },
        ],
      },
    })
  })

  it('takes the partner’s own meaning of a reason', () => {
    expect(read([HEAD, 'CDD*ZZ*D**1'], { categories: { ZZ: 'label' } })).toMatchObject({ value: { category: 'label' } })
    expect(read([HEAD, 'CDD*ZZ*D**1'])).toMatchObject({ value: { category: 'other', reason: 'ZZ' } })
  })

  it.each([
    ['5', 'USD', 5],
    ['12550', 'USD', 12550],
    ['-12550', 'USD', 12550],
    ['12550', 'JPY', 126],
    ['12550', 'KWD', 125500],
  ])('reads N2 %s of %s', (text, currency, amount) => {
    expect(read([`BCD*20260301*CB-77*I*${text}*C`, `CUR*BY*${currency}`])).toMatchObject({
      ok: true,
      value: { direction: 'credit', amount: { amount, currency } },
    })
  })

  it.each([
    ['segment-missing BCD', ['N9*BM*1']],
    ['element-missing BCD', ['BCD*20260301*CB-77*I**D']],
    ['element-characters BCD', ['BCD*20260301*CB-77*I*125.50*D']],
    ['element-code BCD', ['BCD*20260301*CB-77*I*12550*X']],
    ['element-code CDD', [HEAD, 'CDD*01*X**1']],
    ['element-date BCD', ['BCD*20261301*CB-77*I*12550*D']],
  ])('is refused: %s', (name, segments) => {
    const reading = read(segments)
    if (reading.ok) throw new Error('read')
    expect(reading.faults.map(({ code, segmentId }) => `${code} ${segmentId}`)).toContain(name)
  })
})
