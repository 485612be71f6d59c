/** j and k through a list, Enter to open; the row that the keys stand on is also the one that the drawer shows. */
import { useEffect, useState } from 'react'
import { allRows, type Rows } from '../list/rows.ts'
import { useShortcuts } from './shortcuts.ts'

export interface ListKeys {
  /** The row that the keys stand on. */
  at: string | null
  /** Where it stands; null where that is not known. */
  index: number | null
}

interface Options {
  /** What the drawer shows; null while it is closed. */
  open: string | null
  onOpen: (id: string) => void
  onToggle?: ((id: string) => void) | undefined
}

export interface RowKeysOptions<Row> extends Options {
  rows: Rows<Row>
  /** While something is typed beside the list, no key may lead away from it. */
  off?: boolean | undefined
}

export interface ListKeysOptions extends Options {
  ids: readonly string[]
}

/** Where the keys stand: its row may not be loaded yet, and may move as the list changes. */
interface Stood {
  id: string | null
  index: number
}

/** The same for a list that is loaded whole. */
export const useListKeys = ({ ids, ...options }: ListKeysOptions): ListKeys =>
  useRowKeys({ ...options, rows: allRows(ids, (id) => id) })

export function useRowKeys<Row>({ rows, open, onOpen, onToggle, off = false }: RowKeysOptions<Row>): ListKeys {
  const [stood, setStood] = useState<Stood | null>(null)
  /** A row that is to be opened once it is loaded. */
  const [wanted, setWanted] = useState<number | null>(null)
  const idAt = (index: number): string | null => {
    const row = rows.at(index)
    return row === undefined ? null : rows.idOf(row)
  }
  const index = open === null ? placeStood(rows, stood) : knownPlace(rows, open)
  const at = open ?? (index === null ? null : (stood?.id ?? idAt(index)))

  const awaited = wanted === null ? null : idAt(wanted)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is opened when it comes
  useEffect(() => {
    if (awaited === null) return
    setWanted(null)
    onOpen(awaited)
  }, [awaited])

  const openAt = (place: number) => {
    const id = idAt(place)
    if (id === null) setWanted(place)
    else onOpen(id)
  }
  const goTo = (place: number) => {
    if ((rows.count ?? 0) === 0) return
    setStood({ id: idAt(place), index: place })
    if (open === null) letGoOfPressed()
    if (open !== null) openAt(place)
  }
  const step = (by: number) => goTo(neighbour(index, rows.count ?? 0, by))
  const inList = off || open !== null ? () => undefined : (run: () => void) => run
  const keys = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    // With the drawer open these scroll what is in it.
    PageDown: inList(() => step(rowsInSight())),
    PageUp: inList(() => step(-rowsInSight())),
    Home: inList(() => goTo(0)),
    End: inList(() => goTo((rows.count ?? 0) - 1)),
    Enter: index === null ? undefined : () => openAt(index),
    x: at === null || !onToggle ? undefined : () => onToggle(at),
  }
  useShortcuts(off ? {} : keys)
  // A row that is waited for comes into sight, and with that it comes.
  return { at, index: wanted ?? index }
}

/** A link or button that was pressed keeps the focus, and would take the Enter that is meant for the row. */
function letGoOfPressed(): void {
  const held = document.activeElement
  if (held instanceof HTMLElement && held.matches('a[href], button')) held.blur()
}

const knownPlace = <Row>(rows: Rows<Row>, id: string): number | null => {
  const found = rows.indexOf(id)
  return found < 0 ? null : found
}

/** By its name, which holds where rows come and go before it; where it stood while its row is not loaded; null: it has gone. */
function placeStood<Row>(rows: Rows<Row>, stood: Stood | null): number | null {
  if (stood === null) return null
  const found = stood.id === null ? null : knownPlace(rows, stood.id)
  if (found !== null) return found
  const isOther = stood.id !== null && rows.at(stood.index) !== undefined
  return isOther || stood.index >= (rows.count ?? 0) ? null : stood.index
}

/** The row so many before or after, within the list; the first where none is stood on. */
export const neighbour = (index: number | null, count: number, by: number): number =>
  index === null ? 0 : Math.max(0, Math.min(count - 1, index + by))

/** One less than are seen, so that one of them stays in sight; ten where no list says. */
function rowsInSight(): number {
  const list = document.querySelector('[data-rows]')
  const row = list?.querySelector('tbody tr:not([aria-hidden])')
  if (!list || !row) return 10
  const head = list.querySelector('thead')?.clientHeight ?? 0
  return Math.max(1, Math.floor((list.clientHeight - head) / row.clientHeight) - 1)
}
