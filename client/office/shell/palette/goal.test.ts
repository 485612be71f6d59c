import { expect, it } from 'vitest'
import { type Goal, isCalled, once } from './goal.ts'

const goal = (href: string, label: string, aside?: string): Goal => ({ href, label, aside, kind: 'screen' })

it('is found by words in any order, whatever their capitals and accents', () => {
  const asked = goal('/a', 'Pedir un traslado', 'Almacén')
  for (const words of ['traslado pedir', 'PEDIR', 'almacen', 'Almacén', 'tras', ''])
    expect(isCalled(asked, words)).toBe(true)
  expect(isCalled(asked, 'pedir recall')).toBe(false)
})

it('stands once, where it stands first', () => {
  expect(once([goal('/a', 'first'), goal('/b', 'other'), goal('/a', 'again')]).map(({ label }) => label)).toEqual([
    'first',
    'other',
  ])
})
