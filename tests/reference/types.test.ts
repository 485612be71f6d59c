/** The client’s types fit what was really sent and answered: each recorded call, written as TypeScript, is compiled. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { operations } from '../../server/http/operations/index.ts'
import { eventExamples, examples } from '../../server/http/reference/described.ts'
import { typeOf } from '../../server/http/reference/typescript.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { TYPES } from './kept-files.ts'
import { ROOT } from './program.ts'

/** Each a line, so that a fault names its operation by its line. */
function linesOf(): string[] {
  const JSON_TYPE = `['content']['application/json']`
  const lines = operations.flatMap(({ id, method, path, body }) => {
    const { success } = examples[id] ?? {}
    const call = `paths['${path}']['${method}']`
    return [
      ...(success?.answer === undefined
        ? []
        : [`${id}_answer: ${call}['responses'][${success.status}]${JSON_TYPE} = ${JSON.stringify(success.answer)}`]),
      ...(body && success?.body !== undefined
        ? [`${id}_body: NonNullable<${call}['requestBody']>${JSON_TYPE} = ${JSON.stringify(success.body)}`]
        : []),
    ]
  })
  const events = Object.entries(eventExamples).map(([topic, event]) => {
    const type = `webhooks['${topic}']['post']['requestBody']${JSON_TYPE}`
    return `on_${topic}: ${type} = ${JSON.stringify(event)}`
  })
  return [...lines, ...events].map((line) => `export const ${line}`)
}

async function faultsOf(lines: string[]): Promise<string[]> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-types-'))
  const file = join(folder, 'calls.ts')
  writeFileSync(file, [`import type { paths, webhooks } from '${join(ROOT, TYPES)}'`, ...lines].join('\n'))
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'esnext']
  const more = ['--moduleResolution', 'bundler', '--allowImportingTsExtensions', '--pretty', 'false']
  try {
    // From there, so that no settings of this repository are found.
    await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), [...options, ...more, file], { cwd: folder })
    return []
  } catch (error) {
    return String((error as { stdout: unknown }).stdout)
      .split('\n')
      .filter((line) => line.includes('error'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('recorded calls and events have the types of the client, and others do not', async () => {
  const lines = linesOf()
  expect(lines.length).toBeGreaterThan(250)
  const answer = `paths['/items/{sku}']['get']['responses'][200]['content']['application/json']`
  const wrong = `export const wrong: ${answer} = { sku: 5 }`
  const faults = await faultsOf([...lines, wrong])
  expect(faults, faults.join('\n')).toHaveLength(1)
  expect(faults[0]).toContain(`(${lines.length + 2},`)
})

it.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['integer', 'null'] }, 'number | null'],
  [{ enum: ['a', "b'c"] }, "'a' | 'b\\'c'"],
  [{ const: false }, 'false'],
  [{ $ref: '#/components/schemas/Money' }, "components['schemas']['Money']"],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, '[string, number]'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, '{ [key: string]: number }'],
  [
    { type: 'object', properties: { a: { type: 'boolean' }, 'b-c': {} }, required: ['a'] },
    "{\n  a: boolean\n  'b-c'?: unknown\n}",
  ],
  [{ type: 'object' }, '{ [key: string]: unknown }'],
  [{}, 'unknown'],
])('a schema %j is the type %s', (schema, type) => {
  expect(typeOf(schema)).toBe(type)
})
