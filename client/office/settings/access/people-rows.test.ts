import { expect, it } from 'vitest'
import { readPeople } from './people-rows.ts'

const ROLES = ['picker', 'receiver', 'supervisor']
const read = (...lines: string[]) => readPeople(lines.join('\n'), ROLES)

it('reads a name and its roles a line, from a list or a spreadsheet', () => {
  expect(read('Maria Lopez, picker', 'Tomasz Nowak, Receiver / Picker').people).toEqual([
    { name: 'Maria Lopez', roles: ['picker'] },
    { name: 'Tomasz Nowak', roles: ['receiver', 'picker'] },
  ])
  expect(read('Ruth\tsupervisor\tpicker', '', 'Ana\tpicker, picker').people).toEqual([
    { name: 'Ruth', roles: ['supervisor', 'picker'] },
    { name: 'Ana', roles: ['picker'] },
  ])
})

it('says line by line what cannot be read', () => {
  const { people, faults } = read('Maria', ', picker', 'Ana, boss', 'Ben, picker')
  expect(people).toEqual([{ name: 'Ben', roles: ['picker'] }])
  expect(faults.map(({ line }) => line)).toEqual([1, 2, 3])
  expect(faults[2]?.says).toContain('boss')
  expect(readPeople(Array(101).fill('Ana, picker').join('\n'), ROLES).faults).toMatchObject([{ line: 0 }])
})
