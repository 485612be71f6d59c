/** The list of keys is true: what it shows is registered somewhere, and what is registered it shows. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import { KEYS, keyList } from './keys.ts'

const OFFICE = new URL('..', import.meta.url).pathname

type Node = { type: string } & Record<string, unknown>

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const part of value) yield* nodesOf(part)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Node
    for (const part of Object.values(value)) yield* nodesOf(part)
  }
}

const nameOf = (node: unknown): string | undefined => (node as { name?: string } | undefined)?.name

/** What the properties of an object are called, as far as they are written out. */
const keysOf = (node: unknown): string[] =>
  ((node as { properties?: Node[] }).properties ?? []).flatMap(({ key }) => {
    const { name, value } = key as { name?: string; value?: string }
    return name ?? value ?? []
  })

/** The objects that `useShortcuts` is given in a file: written there, or under a name. */
function registeredIn(path: string): string[] {
  const nodes = [...nodesOf(parseSync(path, readFileSync(path, 'utf8')).program)]
  const objects = new Map(
    nodes.flatMap(({ type, id, init }): [string, unknown][] => {
      const name = nameOf(id)
      return type === 'VariableDeclarator' && name ? [[name, init]] : []
    }),
  )
  return nodes
    .filter(({ type, callee }) => type === 'CallExpression' && nameOf(callee) === 'useShortcuts')
    .flatMap((call) => [...nodesOf(call.arguments)])
    .flatMap((node) =>
      node.type === 'ObjectExpression'
        ? keysOf(node)
        : node.type === 'Identifier'
          ? keysOf(objects.get(node.name as string) ?? {})
          : [],
    )
}

const files = readdirSync(OFFICE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
  .map((entry) => join(entry.parentPath, entry.name))

it('shows each key that is registered, and registers each that it shows', () => {
  const registered = new Set(files.flatMap(registeredIn))
  expect([...registered].sort()).toEqual(Object.keys(KEYS).sort())
})

it('says each thing once, with all the keys for it', () => {
  const list = keyList()
  expect(new Set(list.map(({ means }) => means)).size).toBe(list.length)
  expect(list.flatMap(({ caps }) => caps)).toHaveLength(Object.keys(KEYS).length)
  expect(list[0]).toEqual({ caps: ['j', '↓'], means: 'Next row' })
})
