import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf, textOfDraft } from '../../../tests/support/x12-draft.ts'
import { profileOf } from '../../../tests/support/x12-sets.ts'
import { x12Problems } from '../../../tests/support/x12-structure.ts'
import {
  type AcknowledgedLine,
  draftAcknowledgement,
  LINE_STATUSES,
  type LineStatus,
  type OrderAcknowledgement,
} from './acknowledgement.ts'

const profile = profileOf()
const usd = (amount: number) => ({ amount, currency: 'USD' })
const line = (more: Partial<AcknowledgedLine> = {}): AcknowledgedLine => ({
  line: '1',
  quantity: 12,
  unit: 'EA',
  unitPrice: usd(925),
  item: { sku: 'MUESLI-500', gtin: '00614141000036', ids: [{ qualifier: 'BP', id: '77' }] },
  answers: [{ status: 'accepted', quantity: 12 }],
  ...more,
})
const document = (...lines: AcknowledgedLine[]): OrderAcknowledgement => ({
  number: 'PO-1',
  orderDate: '2026-01-05',
  date: '2026-01-06',
  lines,
})
const draft = (...lines: AcknowledgedLine[]) => draftAcknowledgement(document(...lines), profile)

describe('the 855', () => {
  it('acknowledges what was ordered', () => {
    const whole = {
      ...document(line({ description: 'Müsli 500 g' })),
      ourNumber: 'SO-9',
      currency: 'USD',
      references: [{ qualifier: 'DP', id: '038' }],
      parties: [{ role: 'ST', name: 'DC 7', id: '0007' }],
    }
    expect(linesOf(draftAcknowledgement(whole, profile))).toEqual([
      'BAK*00*AD*PO-1*20260105****SO-9*20260106',
      'CUR*SE*USD',
      'REF*DP*038',
      'N1*ST*DC 7*92*0007',
      'PO1*1*12*EA*9.25*PE*VN*MUESLI-500*UP*614141000036*BP*77',
      'PID*F****Musli 500 g',
      'ACK*IA*12*EA',
      'CTT*1',
    ])
  })

  it.each<[string, string, AcknowledgedLine]>([
    [
      'accepted and backordered',
      'AC',
      line({
        answers: [
          { status: 'accepted', quantity: 8 },
          { status: 'backordered', quantity: 4, shipOn: '2026-02-01' },
        ],
      }),
    ],
    ['with fewer', 'AC', line({ answers: [{ status: 'quantity-changed', quantity: 8 }] })],
    ['rejected', 'RD', line({ answers: [{ status: 'rejected', quantity: 12 }] })],
  ])('%s is %s', (_, type, one) => {
    expect(linesOf(draft(one))[0]).toContain(`BAK*00*${type}*`)
    expect(x12Problems(textOfDraft('855', draft(one), profile))).toEqual([])
  })

  it('says when backordered goods leave', () => {
    const one = line({ answers: [{ status: 'backordered', quantity: 12, shipOn: '2026-02-01' }] })
    expect(linesOf(draft(one))).toContain('ACK*IB*12*EA*068*20260201')
  })

  it.each<[string, string, AcknowledgedLine[]]>([
    ['no line', 'PO1', []],
    ['a line without an answer', 'ACK', [line({ answers: [] })]],
    ['answers for too much', 'ACK', [line({ answers: [{ status: 'accepted', quantity: 13 }] })]],
    ['answers for too little', 'ACK', [line({ answers: [{ status: 'accepted', quantity: 11 }] })]],
    ['half a unit', 'ACK', [line({ quantity: 1.5, answers: [{ status: 'accepted', quantity: 1.5 }] })]],
    ['a SKU that is too long', 'PO1', [line({ item: { sku: 'X'.repeat(49) } })]],
  ])('is refused with %s', (_, segmentId, lines) => {
    expect(draft(...lines)).toMatchObject({ ok: false, faults: [{ segmentId }] })
  })

  it('is refused with an order number that is too long, which is named', () => {
    const long = draftAcknowledgement({ ...document(line()), number: '9'.repeat(23) }, profile)
    expect(long).toMatchObject({
      ok: false,
      faults: [{ code: 'element-too-long', segment: 2, segmentId: 'BAK', element: 3 }],
    })
  })

  it('keeps its structure, whatever is answered', () => {
    const split = fc
      .array(
        fc.tuple(fc.constantFrom(...(Object.keys(LINE_STATUSES) as LineStatus[])), fc.integer({ min: 1, max: 500 })),
        { minLength: 1, maxLength: 3 },
      )
      .map((parts) =>
        line({
          quantity: parts.reduce((all, [, one]) => all + one, 0),
          answers: parts.map(([status, quantity]) => ({ status, quantity })),
        }),
      )
    fc.assert(
      fc.property(
        fc.array(split, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('004010' as const, '005010' as const),
        (lines, version) => {
          const other = profileOf({ version, delimiters: { element: '|', segment: '\n' } })
          const numbered = lines.map((one, index) => ({ ...one, line: String(index + 1) }))
          expect(x12Problems(textOfDraft('855', draftAcknowledgement(document(...numbered), other), other))).toEqual([])
        },
      ),
    )
  })
})
