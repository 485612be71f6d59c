/** j and k through a list, Enter to open; the row that the keys stand on is also the one that the drawer shows. */
import { useState } from 'react'
import { useShortcuts } from './shortcuts.ts'

export interface ListKeys {
  /** The row that the keys stand on. */
  at: string | null
}

export interface ListKeysOptions {
  ids: readonly string[]
  /** What the drawer shows; null while it is closed. */
  open: string | null
  onOpen: (id: string) => void
  onToggle?: ((id: string) => void) | undefined
}

export function useListKeys({ ids, open, onOpen, onToggle }: ListKeysOptions): ListKeys {
  const [stood, setStood] = useState<string | null>(null)
  const at = open ?? stood
  const step = (by: number) => {
    const next = neighbour(ids, at, by)
    if (next === null) return
    setStood(next)
    if (open !== null) onOpen(next)
  }
  useShortcuts({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: at === null ? undefined : () => onOpen(at),
    x: at === null || !onToggle ? undefined : () => onToggle(at),
  })
  return { at }
}

/** The row before or after; the first where none is stood on, or where it has left the list. */
export function neighbour(ids: readonly string[], at: string | null, by: number): string | null {
  const index = at === null ? -1 : ids.indexOf(at)
  if (index < 0) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, index + by))] ?? null
}
