/** Documents as readers of GitHub see them: what they link to, and what can be linked to in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import GithubSlugger from 'github-slugger'
import { marked, type Token } from 'marked'

export const ROOT = new URL('../..', import.meta.url).pathname

export interface Document {
  /** From the root of the repository. */
  path: string
  /** Targets of links and pictures, as they are written. */
  links: string[]
  /** Anchors of its headings. */
  anchors: ReadonlySet<string>
  /** What is set as code within a line. */
  code: string[]
  /** Pressed on a screen: what stands in bold. */
  bold: string[]
  /** Read on a screen: what stands in straight quotes. */
  quoted: string[]
}

export const readDocument = (path: string): Document => parseDocument(path, readFileSync(join(ROOT, path), 'utf8'))

export function parseDocument(path: string, text: string): Document {
  const document: Record<'links' | 'code' | 'bold' | 'quoted', string[]> = { links: [], code: [], bold: [], quoted: [] }
  const anchors = new Set<string>()
  const slugger = new GithubSlugger()
  marked.walkTokens(marked.lexer(text), (token) => {
    if (token.type === 'link' || token.type === 'image') document.links.push(token.href)
    if (token.type === 'heading') anchors.add(slugger.slug(plainText(token.tokens ?? [])))
    if (token.type === 'codespan') document.code.push(token.text)
    if (token.type === 'strong') document.bold.push(inOneLine(plainText(token.tokens ?? [])))
    if (token.type === 'text' && !('tokens' in token && token.tokens))
      for (const [, words] of inOneLine(token.raw).matchAll(/"([^"]+)"/g)) document.quoted.push(words ?? '')
  })
  return { path, anchors, ...document }
}

/** What is left of a heading or a bold part without its marks. */
const plainText = (tokens: readonly Token[]): string => tokens.map(plainToken).join('')

const plainToken = (token: Token): string =>
  'tokens' in token && token.tokens ? plainText(token.tokens) : 'text' in token ? token.text : token.raw

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** Every Markdown file below a folder, from the root of the repository. */
export const documentsIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort()
