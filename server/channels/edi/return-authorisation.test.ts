import { describe, expect, it } from 'vitest'
import { profileOf, setOf } from '../../../tests/support/x12-sets.ts'
import { readReturnAuthorisation } from './return-authorisation.ts'

const HEAD = 'BGN*00*RET-5*20260301'
const read = (...segments: string[]) => readReturnAuthorisation(setOf('180', segments), profileOf())

describe('a return', () => {
  it('is read whole', () => {
    expect(
      read(
        HEAD,
        'RDR*RA*EI',
        'PRF*PO-1',
        'DTM*002*20260310',
        'N9*RZ*RMA-88',
        'N1*SF*STORE 42*92*0042',
        'BLI*VN*MUESLI-500*3*EA**9.25**UP*614141000036',
        'PID*F****MUESLI 500 G',
        'RDR**DT**TORN BAG',
        'BLI*UP*614141000036*2*EA',
        'RDR**WG',
        'BLI*VN*TEA-20*1*EA',
      ),
    ).toEqual({
      ok: true,
      notes: [],
      value: {
        purpose: '00',
        number: 'RET-5',
        date: '2026-03-01',
        reference: 'RMA-88',
        order: 'PO-1',
        expectedOn: '2026-03-10',
        references: [{ qualifier: 'RZ', id: 'RMA-88' }],
        dates: [{ qualifier: '002', date: '2026-03-10' }],
        parties: [{ role: 'SF', name: 'STORE 42', idQualifier: '92', id: '0042', names: [], address: { lines: [] } }],
        lines: [
          {
            ids: [
              { qualifier: 'VN', id: 'MUESLI-500' },
              { qualifier: 'UP', id: '614141000036' },
            ],
            sku: 'MUESLI-500',
            gtin: '00614141000036',
            quantity: 3,
            unit: 'EA',
            unitPrice: { amount: 925, currency: 'USD' },
            reasonCode: 'DT',
            reason: 'TORN BAG',
            description: 'MUESLI 500 G',
            references: [],
          },
          {
            ids: [{ qualifier: 'UP', id: '614141000036' }],
            gtin: '00614141000036',
            quantity: 2,
            unit: 'EA',
            reasonCode: 'WG',
            reason: 'Wrong goods',
            references: [],
          },
          {
            ids: [{ qualifier: 'VN', id: 'TEA-20' }],
            sku: 'TEA-20',
            quantity: 1,
            unit: 'EA',
            disposition: 'RA',
            reasonCode: 'EI',
            reason: 'Excess stock',
            references: [],
          },
        ],
      },
    })
  })

  it('always has a reference and a reason', () => {
    expect(read(HEAD, 'BLI*VN*A*1*EA')).toMatchObject({
      value: { reference: 'RET-5', lines: [{ reason: 'No reason given' }] },
    })
    expect(read(HEAD, 'BLI*VN*A*1*EA', 'RDR**XX')).toMatchObject({ value: { lines: [{ reason: 'Reason XX' }] } })
  })

  it.each([
    ['segment-missing BGN', ['BLI*VN*A*1*EA']],
    ['segment-missing BLI', [HEAD]],
    ['element-missing BGN', ['BGN*00**20260301', 'BLI*VN*A*1*EA']],
    ['element-missing BLI', [HEAD, 'BLI*VN**1*EA']],
    ['quantity BLI', [HEAD, 'BLI*VN*A**EA']],
    ['quantity BLI', [HEAD, 'BLI*VN*A*0.5*EA']],
  ])('is refused: %s', (name, segments) => {
    const reading = read(...segments)
    if (reading.ok) throw new Error('read')
    expect(reading.faults.map(({ code, segmentId }) => `${code} ${segmentId}`)).toContain(name)
  })
})
