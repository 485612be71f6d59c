/**
 * Templates of sentences, and which of them a text is of. One is found by the rarest of its whole words, so that thousands of
 * them cost a text no more than a few.
 */
import type { Catalogue } from './catalogue.ts'

export interface Heard {
  template: string
  values: Readonly<Record<string, string>>
}

export interface Found extends Heard {
  /** The template in the other language. */
  own: string
  /** Nothing that stands in a place is two sentences, unless a template has just those. */
  isClean: boolean
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
export const SENTENCE = /[.!?…](?: \{\w+\})*$/
/** Dates and times of day as well: they stay as they are. */
export const NUMBER = /^[-−]?\d[-−\d.,: ]*$/
export const CODE = /^[a-z][a-zA-Z-]*$/

/** What may stand in a place, by its name. */
export const placeKind = (name: string): 'number' | 'code' | 'any' =>
  NUMBERS.test(name) ? 'number' : CODES.test(name) ? 'code' : 'any'

/** Places with numbers: what else stands there is another sentence. */
export const NUMBERS = /^(?:count|quantity|units|length|ms|days|shipped|carriedOut|position)\d*$/
/** Places with a code of the contract, in a part of a sentence always. */
export const CODES = /^(?:state|status|fromStatus|toStatus|kind|type|disposition)\d*$/
/** A part of a sentence with fewer letters than this could be anything, such as `{kind} of {from}` a name. */
export const TELLING_LETTERS = 6
/** Ways that a sentence is taken apart before it is given up: a sentence is no puzzle. */
const MOST_TRIES = 500

export const lettersIn = (template: string): number =>
  template.replace(/\{\w+\}/g, '').replace(/[^\p{L}\p{N}]/gu, '').length

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

/** `lines[0].sku: ` before the sentence about that field, `(#1001) ` before that about an order. */
export const BEFORE = /^(?:(?:[a-z]\w*|\[\d+\])(?:\.\w+|\[\d+\])*: |\([^()]+\) (?=\p{Lu}))/u

/** Two sentences could be in it, or what one is about. */
const isTwo = (value: string): boolean => /[.!?…:] \p{Lu}/u.test(value)

export interface Finder {
  /** Of two that fit, the one with more text of its own. */
  find(text: string): Found | null
  /** Templates without places, and what they are in the other language. */
  fixed: ReadonlyMap<string, string>
}

export function finder(table: Catalogue): Finder {
  const rules = Object.entries(table).map(ruleOf)
  const index = indexed(rules.filter(({ names }) => names.length > 0))
  const fixed = new Map(rules.filter(({ names }) => names.length === 0).map(({ template, own }) => [template, own]))
  const anyhow = index.get('') ?? []

  function find(text: string): Found | null {
    const own = fixed.get(text)
    if (own !== undefined) return { template: text, own, values: {}, isClean: true }
    const candidates = new Set(anyhow)
    for (const [word] of text.matchAll(WORD)) for (const rule of index.get(word) ?? []) candidates.add(rule)
    let whole: Found | null = null
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
  return { find, fixed }
}
