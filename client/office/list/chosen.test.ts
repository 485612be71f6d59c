import { expect, it } from 'vitest'
import { stillThere } from './chosen.ts'
import { allRows, type Rows } from './rows.ts'

interface Row {
  id: string
  state: string
}

const idOf = ({ id }: Row) => id
const chosen = new Map([
  ['a', { id: 'a', state: 'before' }],
  ['gone', { id: 'gone', state: 'before' }],
])

it('drops what has left a list that is loaded whole, and shows the others as they are now', () => {
  const rows = allRows([{ id: 'a', state: 'now' }], idOf)
  expect([...stillThere(rows, chosen).values()]).toEqual([{ id: 'a', state: 'now' }])
})

it('keeps what may stand where nothing is loaded', () => {
  const rows: Rows<Row> = { ...allRows([{ id: 'a', state: 'now' }], idOf), count: 100_000, isWhole: false }
  expect([...stillThere(rows, chosen).values()]).toEqual([
    { id: 'a', state: 'now' },
    { id: 'gone', state: 'before' },
  ])
})
