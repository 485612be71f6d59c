/** Which column of a file is which of ours, by what it is called and by what is in it. */
import type { Column } from './columns.ts'
import type { FileTable } from './read-table.ts'

/** Index of the file's column by our column's name; what is not in it is not in the file. */
export type Mapping = Readonly<Record<string, number>>

/** As headings are compared: "Lot-No." is "lotno", "Código" is "codigo". */
export const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Each of ours takes the first of its known headings that is there and that no other has taken; those that are needed choose first. */
export function guessMapping(columns: readonly Column[], { headings }: FileTable): Mapping {
  const names = headings.map(plain)
  const taken = new Set<number>()
  const mapping: Record<string, number> = {}
  const take = (column: Column, index: number) => {
    if (index < 0 || taken.has(index) || column.name in mapping) return
    taken.add(index)
    mapping[column.name] = index
  }
  // What is called exactly as ours is ours, before anything is guessed.
  for (const column of columns) take(column, names.indexOf(plain(column.name)))
  const byNeed = [...columns].sort((a, b) => Number(b.needed ?? false) - Number(a.needed ?? false))
  for (const column of byNeed)
    for (const known of column.known)
      take(
        column,
        names.findIndex((name, index) => name === known && !taken.has(index)),
      )
  return mapping
}

/** Whether a mapping can be used: the needed columns that it lacks. */
export const missingColumns = (columns: readonly Column[], mapping: Mapping): Column[] =>
  columns.filter(({ name, needed }) => needed && !(name in mapping))
