/** Several people as they are pasted: a name and roles a line, read before anybody is added. */
import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'
import { rowsOf } from '../../platforms/delimited.ts'
import type { RowFault } from '../../ui/pasted-rows.tsx'

export interface NewPerson {
  name: string
  roles: string[]
}

/** As many as are handed badges in a morning. */
export const MOST = 100

const plain = (word: string): string => word.trim().toLowerCase()

/** Roles by the code of the contract, or as they are said in the language of this desk. */
export function readPeople(text: string, roles: readonly string[]): { people: NewPerson[]; faults: RowFault[] } {
  const people: NewPerson[] = []
  const faults: RowFault[] = []
  const rows = rowsOf(text)
  for (const { line, cells } of rows) {
    const [name = '', ...written] = cells
    const words = written.flatMap((cell) => cell.split(/[,;/+]/)).filter((word) => word.trim() !== '')
    const found = words.map((word) => roles.find((role) => [role, plain(spoken(role))].includes(plain(word))))
    const unknown = words[found.indexOf(undefined)]
    if (name === '') faults.push({ line, says: t('A name is missing.') })
    else if (words.length === 0) faults.push({ line, says: t('{name} has no role.', { name }) })
    else if (unknown !== undefined)
      faults.push({
        line,
        says: t('“{word}” is no role: they are {roles}.', { word: unknown, roles: roles.map(spoken).join(', ') }),
      })
    else people.push({ name, roles: [...new Set(found.filter((role) => role !== undefined))] })
  }
  if (rows.length > MOST) faults.push({ line: 0, says: t('At most {most} people are added at once.', { most: MOST }) })
  return { people, faults }
}
