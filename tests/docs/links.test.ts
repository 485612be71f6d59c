/** Nothing in the documents leads nowhere, and every document can be reached from the index. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Document, documentsIn, parseDocument, ROOT, readDocument } from './markdown.ts'

const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...documentsIn('docs')]
const documents = new Map(DOCUMENTS.map((path) => [path, readDocument(path)]))

const isElsewhere = (link: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(link)

/** Path from the root and anchor; the path of a link to a heading of the same document is the document's. */
function targetOf({ path }: Pick<Document, 'path'>, link: string): { to: string; anchor: string | undefined } {
  const [file = '', anchor] = decodeURI(link).split('#')
  return { to: file === '' ? path : normalize(join(dirname(path), file)).replace(/\/$/, ''), anchor }
}

/** Why a link of this document leads nowhere; null: it leads somewhere. */
function whyBroken(from: Document, link: string): string | null {
  if (isElsewhere(link)) return null
  const { to, anchor } = targetOf(from, link)
  const isWithin = to === from.path
  if (!isWithin && (to.startsWith('..') || !existsSync(join(ROOT, to))))
    return `${from.path}: there is no ${to} (${link})`
  if (anchor === undefined) return null
  const { anchors } = isWithin ? from : (documents.get(to) ?? parseDocument(to, ''))
  return anchors.has(anchor) ? null : `${from.path}: ${to} has no heading #${anchor}`
}

const brokenIn = (document: Document): string[] => document.links.flatMap((link) => whyBroken(document, link) ?? [])

describe('links', () => {
  it('lead somewhere', () => expect([...documents.values()].flatMap(brokenIn)).toEqual([]))

  it('are found wherever they stand, and told where they are broken', () => {
    const text = [
      '# A *first* heading: `npm test`',
      '# Twice',
      '# Twice',
      '[file](gone.md), [heading](#twice-2), [of another](../README.md#gone), [outside](../../../etc)',
      '',
      '| cell |',
      '| --- |',
      '| ![picture](screens/gone.png) |',
      '',
      '[good](#a-first-heading-npm-test), [good](#twice-1), [good](../README.md#how-fast), [good](../server)',
      '<https://x.y>, <mailto:a@x.y>',
      '`[code](gone.md)`',
    ].join('\n')
    expect(brokenIn(parseDocument('docs/sample.md', text))).toEqual([
      'docs/sample.md: there is no docs/gone.md (gone.md)',
      'docs/sample.md: docs/sample.md has no heading #twice-2',
      'docs/sample.md: README.md has no heading #gone',
      'docs/sample.md: there is no ../../etc (../../../etc)',
      'docs/sample.md: there is no docs/screens/gone.png (screens/gone.png)',
    ])
  })
})

describe('paths in code', () => {
  const PATH = /^(client|server|shared|tests|docs|deploy)\/[\w./-]+$/
  /** Of a file that a reader is to make. */
  const isToBeMade = (path: string): boolean => /NAME|CODE/.test(path)

  it('are there', () => {
    const paths = [...documents.values()].flatMap(({ code }) => code.filter((one) => PATH.test(one)))
    expect(paths.length).toBeGreaterThan(20)
    expect(paths.filter((path) => !isToBeMade(path) && !existsSync(join(ROOT, path)))).toEqual([])
  })
})

describe('the index', () => {
  it('leads to every document', () => {
    const reached = new Set<string>()
    const follow = (path: string): void => {
      const document = documents.get(path)
      if (reached.has(path) || !document) return
      reached.add(path)
      for (const link of document.links) if (!isElsewhere(link)) follow(targetOf(document, link).to)
    }
    follow('docs/README.md')
    expect(documentsIn('docs').filter((path) => !reached.has(path))).toEqual([])
  })

  it('of the decisions names each once', () => {
    const folder = join(ROOT, 'docs/decisions')
    const records = readdirSync(folder).filter((name) => /^\d{4}-/.test(name))
    const links = documents.get('docs/decisions/README.md')?.links ?? []
    expect([...links].sort()).toEqual(records.sort())
  })

  it('is what the README leads to', () => expect(documents.get('README.md')?.links).toContain('docs/README.md'))
})
