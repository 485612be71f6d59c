/** What is kept of the sources is what they say, and the kept client types follow from it. `npm run api:types` writes both anew. */
import { beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../../server/http/operations/index.ts'
import type { JsonSchema, Sources } from '../../server/http/reference/described.ts'
import { openApiDocument } from '../../server/http/reference/document.ts'
import { typesOf } from '../../server/http/reference/typescript.ts'
import { jsonText, readKept, SOURCES, TYPES } from './kept-files.ts'
import { readSources } from './read-sources.ts'

describe('what the reference knows from the sources', () => {
  let read: Sources
  beforeAll(() => {
    read = readSources()
  })

  it('is what they say now', () => {
    expect(jsonText(read) === readKept(SOURCES), 'sources.json is stale: npm run api:types').toBe(true)
  })

  it('tells of every operation what it answers', () => {
    for (const { id, files } of operations) {
      const answers = Object.entries(read.operations[id]?.answers ?? {})
      expect(answers.length, id).toBeGreaterThan(0)
      for (const [, schema] of answers) if (files === undefined) expect(schema, id).not.toBeNull()
    }
    expect(Object.keys(read.operations).sort()).toEqual(operations.map(({ id }) => id).sort())
  })

  it('leaves no answer a riddle: each is an object or a list with named parts', () => {
    const opaque = Object.entries(read.operations).flatMap(([id, { answers }]) =>
      Object.values(answers)
        .filter((schema) => schema !== null && isRiddle(schema))
        .map(() => id),
    )
    expect(opaque).toEqual(EMPTY)
  })

  it('knows a status and a sentence of every problem that an operation declares', () => {
    const unknown = operations.flatMap(({ id, problems = [] }) =>
      problems.filter((code) => (read.problems[code]?.statuses.length ?? 0) === 0).map((code) => `${id}: ${code}`),
    )
    expect(unknown).toEqual([])
  })

  it('is in the client’s types', () => {
    const [made, kept] = [typesOf(openApiDocument()).split('\n'), readKept(TYPES).split('\n')]
    const differs = made.findIndex((line, nth) => line !== kept[nth])
    expect(made[differs], 'lotline.d.ts is stale: npm run api:types').toBe(kept[differs])
    expect(made).toHaveLength(kept.length)
  })
})

/** It has nothing to tell but that it is done. */
const EMPTY = ['deleteRule']

const isRiddle = ({ type, properties, items, anyOf, $ref, additionalProperties }: JsonSchema): boolean =>
  !(properties || items || anyOf || $ref || (type === 'object' && additionalProperties))
