/**
 * Texts. The English sentence in the code is the key: `t('Scan bin {bin}', { bin })`. Placeholders in braces; a number among
 * the values is written as the language writes numbers. A text with `{count}` has one form for each plural of a language:
 * `"{count} lines_one"` and so on. Those of the source are in en.json, which holds nothing else, and in ../office/forms.json.
 */
import en from '../../shared/language/en.json' with { type: 'json' }
import { catalogue, language, locale } from './language.ts'
import type { Said, Translate } from './translated.ts'

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<Text extends string> = [Names<Text>] extends [never] ? [] : [values: Readonly<Record<Names<Text>, Said>>]

const forms: Record<string, string> = { ...en }

/** Of a part that is loaded later. */
export const addForms = (more: Readonly<Record<string, string>>): void => void Object.assign(forms, more)

const numbers = new Intl.NumberFormat(locale)

/** A minus is not a hyphen: it is as wide as a digit, and lines do not break at it. */
export const number = (value: number): string => numbers.format(value).replace('-', '−')

/** What is not there is said as nothing. */
const write = (value: Said): string => (typeof value === 'number' ? number(value) : (value ?? ''))

/**
 * The source's own sentences stand in the code, so that nothing needs to be looked up but one of a thing, and no library
 * loaded. That it says what i18next would is tested.
 */
export const sayInSource: Translate = (text, values = {}) => {
  const form = values.count === 1 ? forms[`${text}_one`] : undefined
  return (form ?? text).replace(/\{(\w+)\}/g, (_, name: string) => write(values[name]))
}

const say: Translate =
  catalogue === null ? sayInSource : (await import('./translated.ts')).translator(language, catalogue, write)

/** Texts without values are looked up once: a screen draws dozens of them at each scan. */
const fixed = new Map<string, string>()

export function t<const Text extends string>(text: Text, ...[values]: Values<Text>): string {
  if (values) return say(text, values as Record<string, Said>)
  const known = fixed.get(text)
  if (known !== undefined) return known
  const said = say(text)
  fixed.set(text, said)
  return said
}

/** What is made elsewhere, in English: a word for a code, a sentence without values. As it is where no translation is known. */
export const told = (text: string): string => catalogue?.[text] ?? text

const lists = new Intl.ListFormat(locale, { type: 'conjunction' })

/** "a, b and c". */
export const listed = (parts: readonly string[]): string => lists.format(parts)
