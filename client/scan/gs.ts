/** The group separator: how a reader transmits every FNC1 but the first. */
export const GS = '\u001d'

/**
 * What GS looks like after a keyboard layer has had its way with it: the control picture U+241D, and
 * U+2194, which is what Windows inserts for Alt+29 because code page 437 draws its character 29 so.
 */
const DISGUISES = ['\u241d', '\u2194']

/**
 * Puts GS back for each of its disguises in a scanned text.
 * `replacements` are the texts that the site's scanners send for it (`{GS}`, `~`); empty ones are ignored.
 */
export function restoreGs(text: string, replacements: readonly string[] = []): string {
  return [...DISGUISES, ...replacements]
    .filter((disguise) => disguise !== '')
    .reduce((restored, disguise) => restored.replaceAll(disguise, GS), text)
}
