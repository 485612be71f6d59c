/**
 * Texts. The English sentence in the code is the key: `t('Scan bin {bin}', { bin })`. Placeholders in braces; a number among
 * the values is written as the language writes numbers. A text with `{count}` has one form for each plural of a language:
 * `"{count} lines_one"` and so on, also in en.json, which holds nothing else.
 */
import { createInstance } from 'i18next'
import en from './en.json' with { type: 'json' }
import { catalogue, language, locale, SOURCE } from './language.ts'

/** What is not there is said as nothing. */
export type Value = string | number | null | undefined

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<Text extends string> = [Names<Text>] extends [never] ? [] : [values: Readonly<Record<Names<Text>, Value>>]

const numbers = new Intl.NumberFormat(locale)

/** A minus is not a hyphen: it is as wide as a digit, and lines do not break at it. */
export const number = (value: number): string => numbers.format(value).replace('-', '−')

const i18n = createInstance()
i18n.use({
  type: 'formatter' as const,
  init: () => {},
  format: (value: Value) => (typeof value === 'number' ? number(value) : (value ?? '')),
  add: () => {},
  addCached: () => {},
})
void i18n.init({
  lng: language,
  fallbackLng: SOURCE,
  resources: { [SOURCE]: { translation: en }, ...(catalogue && { [language]: { translation: catalogue } }) },
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it draws.
  interpolation: { prefix: '{', suffix: '}', escapeValue: false, alwaysFormat: true },
})

/** Texts without values are looked up once: a screen draws dozens of them at each scan. */
const fixed = new Map<string, string>()

export function t<const Text extends string>(text: Text, ...[values]: Values<Text>): string {
  if (values) return i18n.t(text, { ...(values as Record<string, Value>), nest: false })
  const known = fixed.get(text)
  if (known !== undefined) return known
  const said = i18n.t(text)
  fixed.set(text, said)
  return said
}

/** What is made elsewhere, in English: a word for a code, a sentence without values. As it is where no translation is known. */
export const told = (text: string): string => catalogue?.[text] ?? text

const lists = new Intl.ListFormat(locale, { type: 'conjunction' })

/** "a, b and c". */
export const listed = (parts: readonly string[]): string => lists.format(parts)
