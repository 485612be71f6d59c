/** The group separator: how FNC1 arrives inside the data of a scan. */
export const GS = '\u001d'

// What keyboards and scanner firmware make of GS: the control picture U+241D, the ↔ that Alt+29 types from code page
// 437, caret and escape notations, and names of the key. No lot or serial number is likely to hold one of them.
const DISGUISE = /[\u241d\u2194]|\{GS\}|<GS>|\[GS\]|\^\]|\\x1d|\\u001d|\{?ALT\+0?29\}?|\{?CTRL\+\]\}?/gi
const MAYBE_DISGUISED = /[\u241d\u2194{<[^\\+]/

/** Replaces every disguise of GS, and the site's own `replacements` (such as `|` or `~`), by U+001D. */
export function restoreSeparators(text: string, replacements: readonly string[] = []): string {
  let restored = MAYBE_DISGUISED.test(text) ? text.replace(DISGUISE, GS) : text
  for (const replacement of replacements) {
    if (replacement !== '' && restored.includes(replacement)) restored = restored.replaceAll(replacement, GS)
  }
  return restored
}
