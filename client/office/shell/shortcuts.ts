/** One-key shortcuts, for hands that stay on the keyboard. They rest while something is typed or a dialog asks. */
import { useEffect, useEffectEvent } from 'react'
import type { Key } from './keys.ts'

/** Only of keys that the list of keys knows. */
export type Shortcuts = Readonly<Partial<Record<Key, (() => void) | undefined>>>

export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const key = keyOf(event)
    const run = shortcuts[key as Key]
    if (!run || (event.target instanceof Element && takesKey(event.target, key))) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** `mod+k` is Ctrl or ⌘ with K; with another modifier a key is the browser's. */
function keyOf(event: KeyboardEvent): string {
  if (event.altKey) return ''
  return event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key
}

/** Whether the element itself means something by this key. Escape and ⌘K are no text. */
function takesKey(element: Element, key: string): boolean {
  if (key === 'Escape' || key.startsWith('mod+') || isScanField(element)) return false
  if (key === 'Enter') return element.closest('button, a, input, select, textarea, summary') !== null
  if (element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) return true
  return element instanceof HTMLInputElement && element.type !== 'checkbox'
}

/** The floor's hidden field holds the focus when nothing else does; nobody types into it here. */
const isScanField = (element: Element): boolean =>
  element instanceof HTMLInputElement && element.inputMode === 'none' && element.tabIndex < 0
