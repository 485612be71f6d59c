import { type Place, SyntaxFault } from './syntax.ts'

export interface Token {
  kind: 'name' | 'number' | 'string' | 'mark' | 'end'
  text: string
  at: Place
}

const PARTS =
  /(?<skip>[\s,\uFEFF]+|#[^\n]*)|(?<mark>\.\.\.|[!$()&:=@[\]{}|])|(?<block>"""[\s\S]*?""")|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[_A-Za-z]\w*)/y

/** Words, numbers, strings and marks of a document; comments and commas are dropped. Throws SyntaxFault. */
export function tokens(source: string): Token[] {
  const found: Token[] = []
  const pattern = new RegExp(PARTS)
  let line = 1
  let lineStart = 0
  while (pattern.lastIndex < source.length) {
    const start = pattern.lastIndex
    const at = { line, column: start - lineStart + 1 }
    const groups = pattern.exec(source)?.groups
    if (!groups) throw new SyntaxFault(`Unexpected character ${JSON.stringify(source[start])}`, at)
    const token = tokenOf(groups, at)
    if (token) found.push(token)
    for (let index = start; index < pattern.lastIndex; index += 1) {
      if (source[index] !== '\n') continue
      line += 1
      lineStart = index + 1
    }
  }
  return [...found, { kind: 'end', text: '', at: { line, column: source.length - lineStart + 1 } }]
}

function tokenOf(groups: Record<string, string | undefined>, at: Place): Token | undefined {
  if (groups.skip !== undefined) return undefined
  if (groups.mark !== undefined) return { kind: 'mark', text: groups.mark, at }
  if (groups.block !== undefined) return { kind: 'string', text: groups.block.slice(3, -3).trim(), at }
  if (groups.string !== undefined) return { kind: 'string', text: JSON.parse(groups.string) as string, at }
  if (groups.number !== undefined) return { kind: 'number', text: groups.number, at }
  return { kind: 'name', text: groups.name ?? '', at }
}
