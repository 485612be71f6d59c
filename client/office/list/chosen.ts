/** The rows that a person has selected: also those that are out of sight, and not loaded any more. */
import { useState } from 'react'
import type { Rows } from './rows.ts'

export interface Chosen<Row> {
  rows: readonly Row[]
  has(id: string): boolean
  toggle(id: string): void
  /** These and no others. */
  choose(rows: readonly Row[]): void
  none(): void
}

interface Kept<Row> {
  /** Of another list nothing is selected. */
  list: string | undefined
  byId: ReadonlyMap<string, Row>
}

export function useChosen<Row>(list: Rows<Row>): Chosen<Row> {
  const [kept, setKept] = useState<Kept<Row>>({ list: list.name, byId: new Map() })
  const byId = kept.list === list.name ? stillThere(list, kept.byId) : new Map<string, Row>()
  const keep = (rows: Iterable<[string, Row]>) => setKept({ list: list.name, byId: new Map(rows) })
  return {
    rows: [...byId.values()],
    has: (id) => byId.has(id),
    toggle(id) {
      const row = list.at(list.indexOf(id))
      if (byId.has(id)) keep([...byId].filter(([one]) => one !== id))
      else if (row !== undefined) keep([...byId, [id, row]])
    },
    choose: (rows) => keep(rows.map((row) => [list.idOf(row), row])),
    none: () => keep([]),
  }
}

/** As they are now; what has left a list that is known whole is not acted on by surprise. */
export function stillThere<Row>(list: Rows<Row>, chosen: ReadonlyMap<string, Row>): Map<string, Row> {
  const found = [...chosen].flatMap(([id, before]): [string, Row][] => {
    const row = list.at(list.indexOf(id))
    if (row === undefined && list.isWhole) return []
    return [[id, row ?? before]]
  })
  return new Map(found)
}
