import { GS } from './gs.ts'
import type { WedgeKeyDown } from './wedge-event.ts'

/** What one keydown says to the assembler. */
export type KeyMeaning =
  /** Characters of the code. */
  | { readonly kind: 'text'; readonly text: string }
  /** A control character that the scanner sends as Ctrl+letter; `text` is empty where it stands for nothing. */
  | { readonly kind: 'control'; readonly text: string }
  /** Enter, Tab, or CR, LF and TAB in disguise. */
  | { readonly kind: 'end' }
  /** The text follows in an input event. */
  | { readonly kind: 'unidentified' }
  /** Shift and the like: says nothing. */
  | { readonly kind: 'modifier' }
  /** A key that only a person presses: editing, arrows, Cmd. */
  | { readonly kind: 'human' }

export interface KeyContext {
  /** Keys of this burst carried altKey without being Alt codes: the firmware sets it on every key. */
  readonly altOnEveryKey: boolean
  /** Key names or texts that the site's scanners send for GS. */
  readonly gsReplacements: readonly string[]
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'OS'])
const UNIDENTIFIED = new Set(['Unidentified', 'Process', 'Dead'])

/** Reads one keydown, for the assembler to decide whether it belongs to a burst. */
export function keyMeaning(event: WedgeKeyDown, context: KeyContext): KeyMeaning {
  const { key } = event
  if (context.gsReplacements.includes(key) && key.length > 1) return { kind: 'control', text: GS }
  if (MODIFIERS.has(key)) return { kind: 'modifier' }
  if (UNIDENTIFIED.has(key)) return { kind: 'unidentified' }
  if (event.metaKey) return { kind: 'human' }
  if (key === 'Enter' || key === 'Tab') return { kind: 'end' }
  if (isControl(event, context)) return controlMeaning(event)
  if (isOneCharacter(key)) return characterMeaning(key)
  if (key === 'Escape' || /^F\d+$/.test(key)) return { kind: 'control', text: '' }
  return { kind: 'human' }
}

/**
 * Ctrl with a letter is a control character. AltGr is not, though some browsers report it as Ctrl+Alt:
 * on a German layout `]` itself is AltGr+9, and `]C1` must survive. Unless the firmware sets altKey on
 * every key, for then Ctrl+Alt+] is Ctrl+].
 */
function isControl(event: WedgeKeyDown, context: KeyContext): boolean {
  if (!event.ctrlKey || event.altGraph) return false
  return !event.altKey || context.altOnEveryKey
}

/**
 * Terminals' rule: Ctrl clears the upper three bits, so that Ctrl+] is U+001D, Ctrl+J LF and Ctrl+M CR.
 * The position of `]` counts too, for a scanner set to a US keyboard on a host that is not.
 */
function controlMeaning(event: WedgeKeyDown): KeyMeaning {
  const code = event.key.length === 1 ? event.key.toUpperCase().charCodeAt(0) : 0
  if (event.key === GS || (!hasControl(code) && event.code === 'BracketRight')) return { kind: 'control', text: GS }
  if (!hasControl(code)) return { kind: 'control', text: '' }
  const character = String.fromCharCode(code & 0x1f)
  return isTerminator(character) ? { kind: 'end' } : { kind: 'control', text: character }
}

function hasControl(code: number): boolean {
  return code >= 0x40 && code <= 0x5f
}

function characterMeaning(key: string): KeyMeaning {
  if (isTerminator(key)) return { kind: 'end' }
  return { kind: key === GS ? 'control' : 'text', text: key }
}

/** True for CR, LF and TAB, which end a burst in whatever way they arrive. */
export function isTerminator(character: string): boolean {
  return character === '\r' || character === '\n' || character === '\t'
}

/** True for one character, also one outside the basic plane; names of keys are longer. */
function isOneCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff)
}
