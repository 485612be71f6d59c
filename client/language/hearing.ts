/**
 * Recognises English sentences by their templates and says them in another language. Loaded only by a device that speaks
 * one. A template is found by the rarest of its whole words, so that thousands of them cost a sentence no more than a few.
 */
import type { Catalogue } from './language.ts'

/** Words for a code, and fixed words that have a translation elsewhere; undefined: none is known. */
export interface Words {
  told(text: string): string | undefined
  spoken(code: string): string | undefined
  listed(parts: readonly string[]): string
}

export interface Heard {
  template: string
  values: Readonly<Record<string, string>>
}

export interface Hearing {
  /** In the device's language; as it is where it is not known. */
  say(text: string): string
  /** Which template a text is of: the one with the most characters of its own. */
  recognise(text: string): Heard | null
}

interface Rule {
  template: string
  own: string
  /** One more than there are places. */
  literals: readonly string[]
  names: readonly string[]
  letters: number
  /** Characters that stand in it anyhow: of two that fit, the longer one says more. */
  length: number
  isSentence: boolean
}

const PLACE = /\{(\w+)\}/
const WORD = /[\p{L}\p{N}]+/gu
const SENTENCE = /[.!?…]$/
/** `lines[0].sku: `, before the sentence about that field. */
const PATH = /^(?:[a-z]\w*|\[\d+\])(?:\.\w+|\[\d+\])*: /
/** Dates and times of day as well: they stay as they are. */
const NUMBER = /^[-−]?\d[-−\d.,: ]*$/
const CODE = /^[a-z][a-zA-Z-]*$/

/** Places with numbers: what else stands there is another sentence. */
const NUMBERS = /^(?:count|quantity|units|length|ms|days|shipped|carriedOut|position)\d*$/
/** Places with a code of the contract, in a part of a sentence always. */
const CODES = /^(?:state|status|fromStatus|toStatus|kind|type|disposition)\d*$/
/** Places with what a person or a platform calls it: whatever words it has, it is a name. */
const NAMES =
  /^(?:name|title|note|holdReason|by|carrier|campaign|externalId|sku|lot|location|code|channel|connectorId|listing|number|reference|supplier|substitute)\d*$/
/** Places with "a, b and c". */
const LISTS = /^list\d*$/
/** A part of a sentence with fewer letters than this could be anything, such as `{kind} of {from}` a name. */
const TELLING_LETTERS = 6
/** Ways that a sentence is taken apart before it is given up: a sentence is no puzzle. */
const MOST_TRIES = 500
const MOST_REMEMBERED = 2_000

function ruleOf([template, own]: [string, string]): Rule {
  const parts = template.split(PLACE)
  const literals = parts.filter((_, i) => i % 2 === 0)
  return {
    template,
    own,
    literals,
    names: parts.filter((_, i) => i % 2 === 1),
    letters: literals.join('').replace(/[^\p{L}\p{N}]/gu, '').length,
    length: literals.join('').length,
    isSentence: SENTENCE.test(template),
  }
}

/** Words of it that no value can be a part of. */
function wholeWords({ literals }: Rule): string[] {
  return literals.flatMap((literal, i) =>
    [...literal.matchAll(WORD)]
      .filter(
        ({ index, 0: word }) =>
          (i === 0 || index > 0) && (i === literals.length - 1 || index + word.length < literal.length),
      )
      .map(([word]) => word),
  )
}

/** By a word that few others have. `''`: those without one. */
function indexed(rules: readonly Rule[]): Map<string, Rule[]> {
  const frequency = new Map<string, number>()
  const words = rules.map((rule) => [...new Set(wholeWords(rule))])
  for (const word of words.flat()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const index = new Map<string, Rule[]>()
  rules.forEach((rule, i) => {
    const [rarest = ''] = (words[i] ?? []).toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0))
    index.set(rarest, [...(index.get(rarest) ?? []), rule])
  })
  return index
}

/** The values of its places, or null where the text is none of its sentences. */
function valuesIn({ literals, names }: Rule, text: string): Record<string, string> | null {
  const [first = '', ...rest] = literals
  if (!text.startsWith(first)) return null
  const values: Record<string, string> = {}
  let tries = 0
  const from = (at: number, i: number): boolean => {
    const name = names[i]
    if (name === undefined) return at === text.length
    const literal = rest[i] ?? ''
    const known = values[name]
    if (known !== undefined)
      return text.startsWith(known + literal, at) && from(at + known.length + literal.length, i + 1)
    const isLast = i === names.length - 1
    let end = isLast ? text.length - literal.length : text.indexOf(literal, at + 1)
    if (isLast && !text.endsWith(literal)) return false
    for (; end > at; end = isLast ? -1 : text.indexOf(literal, end + 1)) {
      if (++tries > MOST_TRIES) return false
      values[name] = text.slice(at, end)
      if (from(end + literal.length, i + 1)) return true
      delete values[name]
    }
    return false
  }
  return from(first.length, 0) ? values : null
}

/** A part of a sentence says less of itself than a sentence does: its numbers must be numbers. */
function fits(
  { isSentence, letters, names }: Rule,
  values: Readonly<Record<string, string>>,
  isValue: boolean,
): boolean {
  if (isSentence || names.length === 0) return true
  const numbers = names.filter((name) => NUMBERS.test(name))
  if (!numbers.every((name) => NUMBER.test(values[name] ?? ''))) return false
  if (names.some((name) => CODES.test(name) && !CODE.test(values[name] ?? ''))) return false
  if (letters >= TELLING_LETTERS || numbers.length > 0) return true
  return !isValue && names.every((name) => !/\s/.test(values[name] ?? ''))
}

/** Two sentences could be in it. */
const isTwo = (value: string): boolean => /[.!?…] \p{Lu}/u.test(value)

export function hearing(table: Catalogue, words: Words): Hearing {
  const rules = Object.entries(table).map(ruleOf)
  const index = indexed(rules.filter(({ names }) => names.length > 0))
  const fixed = new Map(rules.filter(({ names }) => names.length === 0).map(({ template, own }) => [template, own]))
  const anyhow = index.get('') ?? []
  const remembered = new Map<string, string>()

  function find(text: string, isValue = false): (Heard & { own: string; isClean: boolean }) | null {
    const own = fixed.get(text)
    if (own !== undefined) return { template: text, own, values: {}, isClean: true }
    const candidates = new Set(anyhow)
    for (const [word] of text.matchAll(WORD)) for (const rule of index.get(word) ?? []) candidates.add(rule)
    let whole: ReturnType<typeof find> = null
    for (const rule of [...candidates].sort((a, b) => b.length - a.length)) {
      const values = valuesIn(rule, text)
      if (values === null || !fits(rule, values, isValue)) continue
      const isClean = !Object.values(values).some(isTwo)
      if (isClean) return { template: rule.template, own: rule.own, values, isClean }
      whole ??= { template: rule.template, own: rule.own, values, isClean }
    }
    return whole
  }

  /** What stands in a place: perhaps a sentence, a word or a code of ours, perhaps what a person wrote. */
  function sayValue(name: string, value: string): string {
    if (NUMBER.test(value) || NAMES.test(name)) return value
    if (LISTS.test(name))
      return words.listed(value.split(/, | and | or /).map((part) => words.spoken(part)?.toLowerCase() ?? part))
    if (CODES.test(name) && CODE.test(value)) return words.spoken(value)?.toLowerCase() ?? value
    const fixedWord = fixed.get(value) ?? words.told(value)
    if (fixedWord !== undefined) return fixedWord
    const path = PATH.exec(value)?.[0]
    if (path !== undefined) return path + sayValue(name, value.slice(path.length))
    // "3 of order 17 (A), 2 of order 18 (B)": each is one.
    for (const comma of ['; ', ', '].filter((one) => value.includes(one))) {
      const parts = value.split(comma).map((part) => find(part, true))
      if (parts.every((part) => part !== null)) return parts.map(filled).join(comma)
    }
    const found = find(value, true)
    if (found) return filled(found)
    return (isTwo(value) ? oneByOne(value) : null) ?? value
  }

  const filled = ({ own, values }: { own: string; values: Readonly<Record<string, string>> }): string =>
    own.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(name, values[name] ?? ''))

  /** "A. B." where neither is known as a whole; null where not even one is. */
  function oneByOne(text: string): string | null {
    for (const { index: at } of text.matchAll(/(?<=[.!?…]) (?=\S)/gu)) {
      const [first, rest] = [text.slice(0, at), text.slice(at + 1)]
      const found = find(first)
      if (found?.isClean) return `${filled(found)} ${sayPlain(rest)}`
    }
    // An unknown one stays, and what follows it may be known.
    const at = text.search(/(?<=[.!?…]) (?=\S)/u)
    if (at < 0) return null
    const rest = text.slice(at + 1)
    const said = sayPlain(rest)
    return said === rest ? null : `${text.slice(0, at)} ${said}`
  }

  function sayPlain(text: string): string {
    const found = find(text)
    if (found?.isClean) return filled(found)
    return oneByOne(text) ?? (found ? filled(found) : (words.told(text) ?? text))
  }

  function sayOnce(text: string): string {
    const path = PATH.exec(text)?.[0]
    if (path === undefined || fixed.has(text)) return sayPlain(text)
    return path + sayPlain(text.slice(path.length))
  }

  return {
    recognise: find,
    say(text) {
      const known = remembered.get(text)
      if (known !== undefined) return known
      const said = sayOnce(text)
      if (remembered.size >= MOST_REMEMBERED) remembered.clear()
      remembered.set(text, said)
      return said
    },
  }
}
