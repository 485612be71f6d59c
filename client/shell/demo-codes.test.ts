import { expect, it } from 'vitest'
import { type CodeGroup, foundCodes, groupsFor, namedCodes, namesIn } from './demo-codes.ts'

const group = (title: string, ...codes: [label: string, text: string][]): CodeGroup => ({
  title,
  codes: codes.map(([label, text]) => ({ label, text })),
})
const GROUPS: CodeGroup[] = [
  group('Badges (PIN 1234)', ['Maria Lopez, picker', 'BDG:QXW7']),
  group('Released orders', ['SO-1040, shop, Ada', 'SO-1040']),
  group('Bins to pick from', ['C-04-1', 'LOC:C-04-1'], ['C-04-2', 'LOC:C-04-2']),
  group(
    'Cases in these bins',
    ['Case of 12: Jam, lot L26152C, expires 2028-11-23, in C-04-1', 'X1'],
    ['Case of 12: Jam, lot L26160A, expires 2028-12-01, in C-04-1', 'X2'],
    ['Case of 6: Tea, lot L26001B, expires 2028-01-01, in D-01-1', 'X3'],
  ),
  group('Docks, lanes and the returns cage', ['DOCK-1', 'LOC:DOCK-1'], ['CAGE-1', 'LOC:CAGE-1']),
  group('Receipt PO-7 from Mill', ['Case of 6: Oats, lot L3, 60 units expected', 'X4']),
]
const labels = (codes: { label: string }[]) => codes.map(({ label }) => label)

it('names bins, lots, items and orders, and no year and no word', () => {
  expect(namesIn('Scan bin C-04-1, lot L26152C, expires 23 Nov 2028. SO-1040 GTIN 10614141 Take 12')).toEqual([
    'C-04-1',
    'L26152C',
    'SO-1040',
    '10614141',
  ])
})

it('puts first what the band asks for, and nothing that only shares a year', () => {
  expect(labels(namedCodes(GROUPS, 'Scan bin C-04-1', 'Jam Lot L26152C expires 23 Nov 2028'))[0]).toBe('C-04-1')
  const lots = namedCodes(GROUPS, 'Scan lot L26152C', 'C-04-1 Jam Lot L26152C expires 23 Nov 2028')
  expect(lots[0]?.text).toBe('X1')
  expect(lots.map(({ text }) => text)).not.toContain('X3')
})

it('offers what a screen takes though nothing is named, in the order of its steps', () => {
  const { own, others } = groupsFor('/receive', GROUPS)
  expect(own.map(({ title }) => title)).toEqual(['Docks, lanes and the returns cage', 'Receipt PO-7 from Mill'])
  expect(others).toHaveLength(GROUPS.length - 2)
  expect(groupsFor('/make', GROUPS).own).toEqual([])
})

it('finds by a label or a title, and says of which group', () => {
  expect(foundCodes(GROUPS, 'receipt').map(({ title }) => title)).toEqual(['Receipt PO-7 from Mill'])
  expect(foundCodes(GROUPS, ' tea  l26001 ')).toEqual([{ title: 'Cases in these bins', codes: [GROUPS[3]?.codes[2]] }])
  expect(foundCodes(GROUPS, 'nothing like it')).toEqual([])
})
