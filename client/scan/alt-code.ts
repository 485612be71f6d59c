import type { WedgeKeyDown } from './wedge-event.ts'

// Alt codes: with Alt held, digits of the numeric keypad name a character (Alt+029 is GS). Windows
// scanners send control characters so, and in "emulate keypad" mode every character.

/**
 * The digit that this keydown adds while Alt is held, or null. `code` decides: without NumLock, `key`
 * is an arrow. An Alt whose keyup went to another window (Alt+Tab) is not held.
 */
export function altDigit(event: WedgeKeyDown): string | null {
  return event.altKey ? (/^Numpad(\d)$/.exec(event.code ?? '')?.[1] ?? null) : null
}

/**
 * What the digits stand for when Alt is released. A single digit stands for itself: there is firmware
 * that wraps each key in Alt, and no scanner sends a code of one digit.
 */
export function altCodeText(digits: string): string {
  return digits.length < 2 || digits.length > 5 ? digits : String.fromCharCode(Number(digits))
}
