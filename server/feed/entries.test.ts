import { expect, it } from 'vitest'
import { changesOf } from './entries.ts'

const entry = (chain: string, sku: string) => ({
  chain,
  changes: JSON.stringify([{ table: 'items', key: sku, value: { sku }, warehouse: 'MAIN', to: 'HH-1' }]),
})

it('reads an entry once, as long as it is among the last', () => {
  const first = changesOf(entry('a', 'OAT'))
  expect(first).toEqual([
    { warehouse: 'MAIN', to: 'HH-1', change: { table: 'items', key: 'OAT', value: { sku: 'OAT' } } },
  ])
  expect(changesOf(entry('a', 'OAT'))).toBe(first)
  for (let nth = 0; nth < 60_000; nth++) changesOf(entry(`more ${nth}`, 'OAT'))
  expect(changesOf(entry('a', 'OAT'))).not.toBe(first)
})

it('takes another link of the chain for another entry', () => {
  changesOf(entry('b', 'OAT'))
  expect(changesOf(entry('c', 'TEA'))[0]?.change.key).toBe('TEA')
})

it('does not keep what is large', () => {
  const large = {
    chain: 'large',
    changes: JSON.stringify(Array.from({ length: 2_000 }, () => JSON.parse(entry('', 'OAT').changes)[0])),
  }
  expect(changesOf(large)).not.toBe(changesOf(large))
})
