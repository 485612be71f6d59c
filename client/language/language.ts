/** The language that this device speaks. Others are added by adding a file: see docs/contributing.md. */

import type { Catalogue } from '../../shared/language/catalogue.ts'

/** What the texts in the code are written in. */
export const SOURCE = 'en'

/** Each is a chunk of its own, so that a device loads the one it speaks. */
const FOLDER = '../../shared/language/'
const catalogues = import.meta.glob<Catalogue>(['../../shared/language/*.json', '!../../shared/language/en.json'], {
  import: 'default',
})

const codeOf = (path: string): string => path.slice(FOLDER.length, -'.json'.length)

/** Codes such as `es`, the source's first. */
export const languages: readonly string[] = [SOURCE, ...Object.keys(catalogues).map(codeOf)]

const KEY = 'lotline-language'

/** What was chosen on this device, else the first of the browser's languages that there is. */
function chosen(): string {
  const wanted = [globalThis.localStorage?.getItem(KEY), ...(globalThis.navigator?.languages ?? [])]
  const codes = wanted.filter((tag) => tag != null).map((tag) => tag.split('-')[0] as string)
  return codes.find((code) => languages.includes(code)) ?? SOURCE
}

export const language = chosen()

/** How figures, money and lists are written: as the browser's own region of the language does, where it has one. */
export const locale =
  globalThis.navigator?.languages?.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language

/**
 * How dates are written. Without a region of its own, English writes the day before the month: a date such as 3/4 is read in two
 * ways, and 3 Apr in one.
 */
export const dateLocale = language === SOURCE ? 'en-GB' : locale

/** Null for the source, which needs none. Rejects where the file can be had from nowhere. */
export const catalogue: Catalogue | null =
  language === SOURCE ? null : ((await catalogues[`${FOLDER}${language}.json`]?.()) ?? null)

/** Every text is made anew in the other language, so the page begins anew. What is recorded is on the disk already. */
export function speak(code: string): void {
  if (code === language || !languages.includes(code)) return
  localStorage.setItem(KEY, code)
  location.reload()
}

/** A language as those who speak it call it. */
export function nameOfLanguage(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
}
