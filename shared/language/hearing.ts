/**
 * Says English sentences in another language: recognised by their templates, with what stands in their places. Loaded only where
 * somebody speaks one.
 */
import type { Catalogue } from './catalogue.ts'
import {
  BEFORE,
  CODE,
  CODES,
  type Found,
  finder,
  type Heard,
  lettersIn,
  NUMBER,
  NUMBERS,
  SENTENCE,
  TELLING_LETTERS,
} from './templates.ts'

/** Words for a code, and fixed words that have a translation elsewhere; undefined: none is known. */
export interface Words {
  told(text: string): string | undefined
  spoken(code: string): string | undefined
  listed(parts: readonly string[]): string
}

export interface Hearing {
  /** In the other language; as it is where it is not known. */
  say(text: string): string
  /** Which template a text is of: the one with the most characters of its own. */
  recognise(text: string): Heard | null
}

/** "Purchase order PO-77 (850)" */
const TITLE = /^(\p{Lu}\p{Ll}+(?: \p{Ll}+)*)((?: .*)? \(\d{3}\))$/u
/** Places with what a person or a platform calls it: whatever words it has, it is a name. */
const NAMES =
  /^(?:name|title|note|holdReason|by|carrier|campaign|externalId|sku|lot|location|code|channel|connectorId|listing|number|reference|supplier|substitute)\d*$/
/** Places with "a, b and c". */
const LISTS = /^list\d*$/
const MOST_REMEMBERED = 5_000
/** Sentences that a template has, with one in a place of it. */
const MOST_TOGETHER = 5
/** Longer texts are no sentences. */
const LONGEST = 4_000

/** Where a sentence ends and something follows. */
const endsIn = (text: string): number[] => [...text.matchAll(/(?<=[.!?…]) (?=\S)/gu)].map(({ index }) => index)

export function hearing(table: Catalogue, words: Words): Hearing {
  const { find, fixed } = finder(table)
  const remembered = new Map<string, string>()

  /** What stands in a place: perhaps a sentence, a word or a code of ours, perhaps what a person wrote. */
  function sayValue(name: string, value: string): string {
    if (NUMBER.test(value) || NAMES.test(name)) return value
    if (LISTS.test(name))
      return words.listed(value.split(/, | and | or /).map((part) => words.spoken(part)?.toLowerCase() ?? part))
    if (CODES.test(name) && CODE.test(value)) return words.spoken(value)?.toLowerCase() ?? value
    // "3 of order 17 (A), 2 of order 18 (B)": each is one.
    for (const comma of ['; ', ', ', ' and '].filter((one) => value.includes(one))) {
      const parts = value.split(comma).map(findValue)
      if (!parts.every((part) => part !== null)) continue
      return comma === ' and ' ? words.listed(parts.map(filled)) : parts.map(filled).join(comma)
    }
    const found = findValue(value)
    return found ? filled(found) : sayText(value)
  }

  /** A name that has the words of a part of a sentence in it is a name still. */
  function findValue(value: string): Found | null {
    const told = words.told(value)
    if (told !== undefined)
      return fixed.has(value) ? find(value) : { template: value, own: told, values: {}, isClean: true }
    const found = find(value)
    if (!found?.isClean) return null
    const names = Object.keys(found.values)
    const isTelling = SENTENCE.test(found.template) || lettersIn(found.template) >= TELLING_LETTERS
    return isTelling || names.length === 0 || names.some((name) => NUMBERS.test(name)) ? found : null
  }

  const filled = ({ own, values }: { own: string; values: Readonly<Record<string, string>> }): string =>
    own.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(name, values[name] ?? ''))

  /** As it is where no template has it, nor any part of it. Parts are asked for again and again: each is said once. */
  function sayText(text: string): string {
    const known = remembered.get(text)
    if (known !== undefined) return known
    const said = text.length > LONGEST ? text : sayAnew(text)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(text, said)
    return said
  }

  function sayAnew(text: string): string {
    const found = find(text)
    if (found?.isClean) return filled(found)
    const before = BEFORE.exec(text)?.[0]
    if (before !== undefined) return before + sayText(text.slice(before.length))
    const [, kind, number] = TITLE.exec(text) ?? []
    if (kind !== undefined && fixed.has(kind)) return `${fixed.get(kind)}${number}`
    const inTwo = sayInTwo(text)
    if (inTwo !== null) return inTwo
    const about = sayAbout(text)
    // What stands before the colon is known as well: "Purchase order PO-77 (850): …".
    if (about?.isKnown) return about.said
    if (found) return filled(found)
    return words.told(text) ?? about?.said ?? sayOneByOne(text)
  }

  /** A sentence, or two that belong together, and then others that are known as well: the longest first. */
  function sayInTwo(text: string): string | null {
    for (const end of endsIn(text).slice(0, MOST_TOGETHER).reverse()) {
      const [first, rest] = [find(text.slice(0, end)), text.slice(end + 1)]
      const said = first?.isClean ? sayText(rest) : rest
      if (first && said !== rest) return `${filled(first)} ${said}`
    }
    return null
  }

  /** "File orders.csv: …": what a sentence is about, and the sentence. */
  function sayAbout(text: string): { said: string; isKnown: boolean } | null {
    const [end = text.length] = endsIn(text)
    const colon = text.indexOf(': ')
    if (colon <= 0 || colon > end) return null
    const [about, sentence] = [text.slice(0, colon), text.slice(colon + 2)]
    const [saidAbout, said] = [sayValue('', about), sayText(sentence)]
    return said === sentence ? null : { said: `${saidAbout}: ${said}`, isKnown: saidAbout !== about }
  }

  /** One that is not known stays, and what follows it may be known. */
  function sayOneByOne(text: string): string {
    const [end] = endsIn(text)
    return end === undefined ? text : `${sayText(text.slice(0, end))} ${sayText(text.slice(end + 1))}`
  }

  return { recognise: find, say: sayText }
}
