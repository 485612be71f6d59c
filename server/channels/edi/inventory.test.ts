import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf, textOfDraft } from '../../../tests/support/x12-draft.ts'
import { profileOf } from '../../../tests/support/x12-sets.ts'
import { x12Problems } from '../../../tests/support/x12-structure.ts'
import { draftInventory, type InventoryLine } from './inventory.ts'

const profile = profileOf()
const draft = (...lines: InventoryLine[]) =>
  draftInventory(
    { reference: 'INV-1', date: '2026-01-31', time: '14:05', parties: [{ role: 'SU', name: 'LOTLINE' }], lines },
    profile,
  )
const muesli: InventoryLine = { item: { sku: 'MUESLI-500', gtin: '00614141000036' }, available: 120, unit: 'EA' }

describe('the 846', () => {
  it('tells what is available, and from when on there is more', () => {
    const lines = linesOf(
      draft(
        { ...muesli, description: 'Muesli*500~g' },
        { item: { sku: 'TEA-20' }, available: 0, unit: 'EA', availableOn: '2026-02-10' },
      ),
    )
    expect(lines).toEqual([
      'BIA*00*SI*INV-1*20260131*1405',
      'N1*SU*LOTLINE',
      'LIN*1*VN*MUESLI-500*UP*614141000036',
      'PID*F****Muesli 500 g',
      'QTY*33*120*EA',
      'LIN*2*VN*TEA-20',
      'DTM*018*20260210',
      'QTY*33*0*EA',
      'CTT*2',
    ])
  })

  it.each([-1, 0.5])('is refused with %d available', (available) => {
    expect(draft({ ...muesli, available })).toMatchObject({ ok: false, faults: [{ segmentId: 'QTY' }] })
  })

  it('is refused without an item', () => {
    expect(draft()).toMatchObject({ ok: false, faults: [{ segmentId: 'LIN' }] })
  })

  it('keeps its structure', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 }), (quantities) => {
        const lines = quantities.map((available, index) => ({ ...muesli, item: { sku: `SKU-${index}` }, available }))
        expect(x12Problems(textOfDraft('846', draft(...lines), profile))).toEqual([])
      }),
    )
  })
})
