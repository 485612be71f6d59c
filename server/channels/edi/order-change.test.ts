import { describe, expect, it } from 'vitest'
import { profileOf, setOf } from '../../../tests/support/x12-sets.ts'
import { readOrderChange } from './order-change.ts'

const profile = profileOf()
const HEAD = 'BCH*04*SA*PO-1*R2*3*20260105*****20260107'
const read = (...segments: string[]) => readOrderChange(setOf('860', segments), profile)

describe('an order change', () => {
  it('is read whole', () => {
    const reading = read(
      HEAD,
      'CUR*BY*USD',
      'REF*DP*038',
      'DTM*038*20260201',
      'N1*ST*DC 7*92*0007',
      'POC*1*QD*6*2*EA*9.25*PE*VN*MUESLI-500*UP*614141000036',
      'DTM*038*20260203',
      'POC*2*DI',
      'POC*9*AI*24**CA>12*4.5*PE*VN*TEA-20',
      'CTT*3',
    )
    expect(reading).toEqual({
      ok: true,
      notes: [],
      value: {
        purpose: '04',
        type: 'SA',
        number: 'PO-1',
        release: 'R2',
        sequence: '3',
        orderDate: '2026-01-05',
        changeDate: '2026-01-07',
        currency: 'USD',
        references: [{ qualifier: 'DP', id: '038' }],
        dates: [{ qualifier: '038', date: '2026-02-01' }],
        shipBy: '2026-02-01',
        parties: [{ role: 'ST', name: 'DC 7', idQualifier: '92', id: '0007', names: [], address: { lines: [] } }],
        lines: [
          {
            line: '1',
            change: 'QD',
            ids: [
              { qualifier: 'VN', id: 'MUESLI-500' },
              { qualifier: 'UP', id: '614141000036' },
            ],
            sku: 'MUESLI-500',
            gtin: '00614141000036',
            quantity: 6,
            left: 2,
            unit: 'EA',
            unitPrice: { amount: 925, currency: 'USD' },
            references: [],
            dates: [{ qualifier: '038', date: '2026-02-03' }],
          },
          { line: '2', change: 'DI', ids: [], references: [], dates: [] },
          {
            line: '9',
            change: 'AI',
            ids: [{ qualifier: 'VN', id: 'TEA-20' }],
            sku: 'TEA-20',
            quantity: 24,
            unit: 'CA',
            unitPrice: { amount: 450, currency: 'USD' },
            references: [],
            dates: [],
          },
        ],
      },
    })
  })

  it('cancels a whole order without a line', () => {
    expect(read('BCH*01*SA*PO-1***20260105')).toMatchObject({ ok: true, value: { purpose: '01', lines: [] } })
  })

  it.each([
    ['segment-missing BCH', ['REF*ZZ*1']],
    ['element-missing BCH', ['BCH*04*SA*PO-1']],
    ['element-missing POC', [HEAD, 'POC*1']],
    ['item-unnamed POC', [HEAD, 'POC*1*AI*5']],
    ['quantity POC', [HEAD, 'POC*1*AI***EA*1*PE*VN*A']],
    ['quantity POC', [HEAD, 'POC*1*QI*1.5']],
    ['price POC', [HEAD, 'POC*1*PC****-1']],
    ['total CTT', [HEAD, 'POC*1*DI', 'CTT*2']],
  ])('is refused: %s', (name, segments) => {
    const reading = read(...segments)
    if (reading.ok) throw new Error('read')
    expect(reading.faults.map(({ code, segmentId }) => `${code} ${segmentId}`)).toContain(name)
  })
})
