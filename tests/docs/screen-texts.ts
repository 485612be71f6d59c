/** Every text of the sources that a person may read: in code, between tags, and forms for one that are kept apart. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { ROOT } from './markdown.ts'

/** Stands where a text takes in a value. */
export const HOLE = '\0'

type Node = { type: string } & Record<string, unknown>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

export function screenTexts(): string[] {
  const files = ['client', 'shared', 'server'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  )
  const forms = ['shared/language/en.json', 'client/office/forms.json'].flatMap((file) =>
    Object.values(JSON.parse(read(file)) as Record<string, string>),
  )
  return [...new Set([...files.flatMap((path) => textsIn(path, read(path))), ...asShown(forms)])]
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

export function textsIn(path: string, source: string): string[] {
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part)
    if (!isNode(value)) return
    const text = textOf(value)
    if (text !== null) texts.push(text)
    for (const part of Object.values(value)) visit(part)
  }
  visit(parseSync(path, source).program)
  return asShown(texts)
}

/** Each with single spaces, and with a hole for each value. Texts without a word are left out. */
const asShown = (texts: readonly string[]): string[] =>
  texts
    .map((text) => text.replace(/\{\w+\}/g, HOLE).replace(/\s+/g, ' '))
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text))

function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type === 'TemplateLiteral') return nodes(node.quasis).map(cookedOf).join(HOLE)
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return nodes(node.children).map(childText).join('')
  return null
}

const cookedOf = ({ value }: Node): string => (value as { cooked?: string }).cooked ?? ''

/** Between tags: a text, a value, or another element, which says its own. */
function childText(child: Node): string {
  if (child.type === 'JSXText') return child.value as string
  if (child.type !== 'JSXExpressionContainer' || !isNode(child.expression)) return ' '
  return textOf(child.expression) ?? HOLE
}
