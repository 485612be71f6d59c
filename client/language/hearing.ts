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
  /** Places side by side, such as the segment and the element of `BEG03`: no value with a space could be told from the next. */
  tight: readonly string[]
  /** Characters that stand in it anyhow: of two that fit, the longer one says more. */
  length: number
  isSentence: boolean
}

const PLACE = /\{(\w+)\}/
const WORD = /[\p{L}\p{N}]+/gu
/** What follows its full stop, in a place, is a sentence too. */
const SENTENCE = /[.!?…](?: \{\w+\})*$/
/** `lines[0].sku: ` before the sentence about that field, `(#1001) ` before that about an order. */
const BEFORE = /^(?:(?:[a-z]\w*|\[\d+\])(?:\.\w+|\[\d+\])*: |\([^()]+\) (?=\p{Lu}))/u
/** "Purchase order PO-77 (850)" */
const TITLE = /^(\p{Lu}\p{Ll}+(?: \p{Ll}+)*)((?: .*)? \(\d{3}\))$/u
/** Dates and times of day as well: they stay as they are. */
const NUMBER = /^[-−]?\d[-−\d.,: ]*$/
const CODE = /^[a-z][a-zA-Z-]*$/

/** What may stand in a place, by its name. */
export const placeKind = (name: string): 'number' | 'code' | 'any' =>
  NUMBERS.test(name) ? 'number' : CODES.test(name) ? 'code' : 'any'

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
const MOST_REMEMBERED = 5_000
/** Sentences that a template has, with one in a place of it. */
const MOST_TOGETHER = 5
/** Longer texts are no sentences. */
const LONGEST = 4_000

const lettersIn = (template: string): number => template.replace(/\{\w+\}/g, '').replace(/[^\p{L}\p{N}]/gu, '').length

function ruleOf([template, own]: [string, string]): Rule {
  const parts = template.split(PLACE)
  const literals = parts.filter((_, i) => i % 2 === 0)
  const names = parts.filter((_, i) => i % 2 === 1)
  const isTight = (i: number) => i > 0 && i < names.length && literals[i] === ''
  return {
    template,
    own,
    literals,
    names,
    tight: names.filter((_, i) => isTight(i) || isTight(i + 1)),
    letters: lettersIn(template),
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
function valuesIn({ literals, names, tight }: Rule, text: string): Record<string, string> | null {
  const [first = '', ...rest] = literals
  if (!text.startsWith(first)) return null
  const values: Record<string, string> = {}
  let tries = 0
  const mayStand = (name: string, value: string) =>
    !/\s/.test(value) || (NUMBERS.test(name) ? NUMBER.test(value) : !tight.includes(name))
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
      if (mayStand(name, values[name]) && from(end + literal.length, i + 1)) return true
      delete values[name]
    }
    return false
  }
  return from(first.length, 0) ? values : null
}

/** A part of a sentence says less of itself than a sentence does: what stands in its places must look like it. */
function fits(rule: Rule, values: Readonly<Record<string, string>>): boolean {
  const { isSentence, letters, names, literals } = rule
  if (isSentence || names.length === 0) return true
  const at = (name: string) => values[name] ?? ''
  // What follows a colon may be anything: a note, a sentence.
  const told = literals.some((literal) => literal.endsWith(': ')) ? names.slice(0, -1) : names
  return (
    names.every((name) => !NUMBERS.test(name) || NUMBER.test(at(name))) &&
    names.every((name) => !CODES.test(name) || CODE.test(at(name))) &&
    told.every((name) => !/[.!?…:;] /.test(at(name))) &&
    (letters >= TELLING_LETTERS ||
      names.some((name) => NUMBERS.test(name)) ||
      !names.some((name) => /\s/.test(at(name))))
  )
}

/** Where a sentence ends and something follows. */
const endsIn = (text: string): number[] => [...text.matchAll(/(?<=[.!?…]) (?=\S)/gu)].map(({ index }) => index)

/** Two sentences could be in it, or what one is about. */
const isTwo = (value: string): boolean => /[.!?…:] \p{Lu}/u.test(value)

export function hearing(table: Catalogue, words: Words): Hearing {
  const rules = Object.entries(table).map(ruleOf)
  const index = indexed(rules.filter(({ names }) => names.length > 0))
  const fixed = new Map(rules.filter(({ names }) => names.length === 0).map(({ template, own }) => [template, own]))
  const anyhow = index.get('') ?? []
  const remembered = new Map<string, string>()

  /** Clean: nothing that stands in a place is two sentences, unless a template has just those. */
  function find(text: string): (Heard & { own: string; isClean: boolean }) | null {
    const own = fixed.get(text)
    if (own !== undefined) return { template: text, own, values: {}, isClean: true }
    const candidates = new Set(anyhow)
    for (const [word] of text.matchAll(WORD)) for (const rule of index.get(word) ?? []) candidates.add(rule)
    let whole: ReturnType<typeof find> = null
    for (const rule of [...candidates].sort((a, b) => b.length - a.length)) {
      const values = valuesIn(rule, text)
      if (values === null || !fits(rule, values)) continue
      const isClean = Object.values(values)
        .map((value) => value.replace(BEFORE, ''))
        .every((value) => !isTwo(value) || find(value)?.isClean)
      whole ??= { template: rule.template, own: rule.own, values, isClean }
      if (isClean) return { ...whole, template: rule.template, own: rule.own, values, isClean }
    }
    return whole
  }

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
  function findValue(value: string): ReturnType<typeof find> {
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
