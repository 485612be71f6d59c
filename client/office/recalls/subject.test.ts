import { expect, it } from 'vitest'
import type { LotRow } from '../lots/contract.ts'
import { chosenIn, chosenText, subjectOf, subjectText, supplierLotIn, suppliersOf, toggled } from './subject.ts'

const row = (lot: string, supplierLot: string | null) => ({ sku: 'OAT', lot, supplierLot }) as LotRow

it('takes a lot in and out of what is chosen', () => {
  const one = toggled(new Map(), { sku: 'OAT', lot: 'L1' })
  const two = toggled(one, { sku: 'RYE', lot: 'L1' })
  expect([...two.values()]).toEqual([
    { sku: 'OAT', lot: 'L1' },
    { sku: 'RYE', lot: 'L1' },
  ])
  expect([...toggled(two, { sku: 'OAT', lot: 'L1' }).values()]).toEqual([{ sku: 'RYE', lot: 'L1' }])
})

it('offers a supplier lot only where it is what was searched for', () => {
  const rows = [row('L1', '20260920-1'), row('L2', null)]
  expect(supplierLotIn(rows, ' 20260920-1 ')).toBe('20260920-1')
  expect(supplierLotIn(rows, '2026')).toBeNull()
  expect(supplierLotIn(rows, '')).toBeNull()
})

it('sees that several suppliers use the same number', () => {
  const from = (supplier: string | null) => ({ sku: 'OAT', lot: 'L1', supplierLot: 'S-1', supplier }) as LotRow
  expect(suppliersOf([from('Mill'), from('Mill')], 'S-1')).toEqual(['Mill'])
  expect(suppliersOf([from('Mill'), from(null)], 'S-1')).toEqual(['Mill', 'Supplier not known'])
  expect(suppliersOf([from('Mill')], 'S-2')).toEqual([])
})

it('says what is recalled', () => {
  expect(subjectText(subjectOf({ supplierLot: 'S-1', lots: [] }))).toBe('supplier lot S-1')
  expect(subjectText({ lots: [{ sku: 'OAT', lot: 'L1' }] })).toBe('lot L1 of OAT')
  const lots = ['L1', 'L2', 'L3'].map((lot) => ({ sku: 'OAT', lot }))
  expect(subjectText({ lots })).toBe('lot L1 of OAT and 2 others')
})

it('keeps in the address what is chosen, whatever it is called', () => {
  const chosen = toggled(toggled(new Map(), { sku: 'OAT', lot: 'L"1, ü' }), { sku: 'RYE', lot: '[2]' })
  expect(chosenIn(chosenText(chosen))).toEqual(chosen)
  expect(chosenText(new Map())).toBeNull()
  for (const text of [null, '', '{', '{"a":1}', '[1,["OAT"],["OAT",""],[1,2]]']) expect(chosenIn(text).size).toBe(0)
})
