/** Makes bad input of good: a seed is cut, doubled, spliced with another, or has characters changed that have ever broken a parser. */
import type { Random } from '../simulation/random.ts'

const NASTY = [
  ...[
    '\u0000',
    '\u001d',
    '\u001e',
    '\ud800',
    '\uffff',
    '\n',
    '\r\n',
    '\t',
    '"',
    "'",
    '\\',
    ',',
    ';',
    '*',
    '~',
    '>',
    '^',
    '|',
    '%',
    '&',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    'null',
    'true',
    '1e400',
    '-0',
    '__proto__',
    '../..',
    '=',
    '+',
    '@',
    '-',
    '😀',
    'İ',
    '0'.repeat(40),
  ],
  ...['9999-12-31', '2026-02-30', '(01)', '(10)', ']d2', ']C1', 'https://', 'GS*', 'SE*99*', 'IEA*'],
]
const LONGEST = 6_000

export function mutated(seeds: readonly string[], random: Random): string {
  let text = random.pick(seeds) ?? ''
  const changes = random.whole(0, 6)
  for (let change = 0; change < changes; change++) text = changed(text, seeds, random)
  return text.length > LONGEST ? text.slice(0, LONGEST) : text
}

function changed(text: string, seeds: readonly string[], random: Random): string {
  const at = random.whole(0, text.length)
  const to = Math.min(text.length, at + random.whole(0, 12))
  switch (random.whole(0, 7)) {
    case 0:
      return text.slice(0, at) + text.slice(to)
    case 1:
      return text.slice(0, at) + (random.pick(NASTY) ?? '') + text.slice(at)
    case 2:
      return text.slice(0, at) + String.fromCharCode(random.whole(0, 255)) + text.slice(at + 1)
    case 3:
      return text.slice(0, to) + text.slice(at)
    case 4:
      return text.slice(0, at)
    case 5: {
      const other = random.pick(seeds) ?? ''
      return text.slice(0, at) + other.slice(random.whole(0, other.length))
    }
    case 6:
      return text.slice(0, at) + String.fromCharCode(random.whole(0, 0xffff)) + text.slice(to)
    default:
      return text.slice(0, at) + String(random.whole(-10, 1e9)) + text.slice(to)
  }
}
