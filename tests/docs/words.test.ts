/** The guides say what the screens say: bold is a button, straight quotes are a prompt, and both are in the sources. */
import { describe, expect, it } from 'vitest'
import { documentsIn, parseDocument, readDocument } from './markdown.ts'
import { HOLE, screenTexts, textsIn } from './screen-texts.ts'

/** What a guide writes where a screen shows a value. */
const PLACEHOLDER =
  /\b(?:N|BIN|CODE|DATE|DAY|DOCK|ITEM|LOT|MONTH|NAME|NUMBER|ORDER|PLACE|STAGING|TOTE|UNIT|\d+(?::\d+)?)\b/g

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A cut end ("No item has …") is any end. */
function patternOf(words: string): RegExp {
  const parts = words
    .replace(/^… ?| ?…$/g, '')
    .split(PLACEHOLDER)
    .map(escaped)
  return new RegExp(`(?<!\\p{L})${parts.join('.+?')}(?!\\p{L})`, 'su')
}

/** A text with so many letters of its own is known by them, whatever stands in its holes. */
const TELLING = 8

/** What a screen can say by this text. */
const sayingOf = (text: string): RegExp => new RegExp(`^${text.split(HOLE).map(escaped).join('.+?')}$`, 'su')

const holed = (texts: readonly string[]): RegExp[] =>
  texts.filter((text) => text.includes(HOLE) && (text.match(/\p{L}/gu)?.length ?? 0) >= TELLING).map(sayingOf)

/** `sayings`: of the texts with holes. */
const isSaid = (words: string, texts: readonly string[], sayings: readonly RegExp[]): boolean => {
  const pattern = patternOf(words)
  return texts.some((text) => pattern.test(text)) || sayings.some((saying) => saying.test(words))
}

const texts = screenTexts()
const sayings = holed(texts)

describe('the words of a screen', () => {
  it.each(documentsIn('docs/guides').map(readDocument))('in $path are in the sources', ({ bold, quoted }) => {
    expect(bold.length + quoted.length).toBeGreaterThan(10)
    expect([...bold, ...quoted].filter((words) => !isSaid(words, texts, sayings))).toEqual([])
  })

  it('are found in a guide', () => {
    const text = 'Press **Use\nN** at "Scan\nbin BIN". `"not this"`\n\n| a |\n| - |\n| "In a cell" |'
    const { bold, quoted } = parseDocument('x.md', text)
    expect([bold, quoted]).toEqual([['Use N'], ['Scan bin BIN', 'In a cell']])
  })

  it('are found in a source, with a hole for each value', () => {
    const source = `const a = 'One'; const b = \`Scan bin \${code}\`; const c = t('Take {value}')
      const D = () => <p label="Three">N {'is'} <b>bold</b> at {place}
        today</p>`
    const found = textsIn('x.tsx', source)
    for (const text of ['One', `Scan bin ${HOLE}`, `Take ${HOLE}`, 'Three', 'bold', `N is at ${HOLE} today`])
      expect(found).toContain(text)
  })

  it.each([
    ['Scan bin BIN', true],
    ['Scan bin', true],
    ['Scan bins', false],
    ['can bin', false],
    ['Scan tote BIN', false],
    ['Scan …', true],
    ['Scan what is in BIN', true],
    ['Scan what is on BIN', false],
  ])('%j are said: %j', (words, said) => {
    const known = [`Scan bin ${HOLE}`, `Scan what ${HOLE} in ${HOLE}`]
    expect(isSaid(words, known, holed(known))).toBe(said)
  })
})
