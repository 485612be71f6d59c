/** The examples of the reference are calls that a server has answered so. `npm run api:examples` records them anew. */
import * as v from 'valibot'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { TOPICS } from '../../server/channels/rest/event.ts'
import { operations } from '../../server/http/operations/index.ts'
import type { Examples } from '../../server/http/reference/described.ts'
import { EXAMPLES, jsonText, readKept, writeKept } from './kept-files.ts'
import { BEGINS, tellStory } from './story/tell.ts'
import { shapeOf, tidy } from './tidy.ts'

describe('the examples of the reference', () => {
  let told: Examples
  let kept: Examples
  afterAll(() => {
    vi.useRealTimers()
  })

  it('are a story that can be told to its end', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(BEGINS) })
    told = tidy(await tellStory())
    if (process.env.LOTLINE_RECORD_EXAMPLES) writeKept(EXAMPLES, jsonText(told))
    kept = JSON.parse(readKept(EXAMPLES))
  })

  it('are there for every operation, and for every topic of webhooks', () => {
    const without = operations.filter(({ id }) => told.operations[id] === undefined).map(({ id }) => id)
    expect(without).toEqual([])
    expect(Object.keys(told.events)).toEqual([...TOPICS].sort())
  })

  it('are what a server answers now: the same calls, and answers of the same shape', () => {
    expect(Object.keys(kept.operations)).toEqual(Object.keys(told.operations))
    for (const [id, { success, problems = {} }] of Object.entries(told.operations)) {
      expect(shapeOf(kept.operations[id]?.success), id).toEqual(shapeOf(success))
      expect(Object.keys(kept.operations[id]?.problems ?? {}), id).toEqual(Object.keys(problems))
    }
    expect(shapeOf(kept.events)).toEqual(shapeOf(told.events))
  })

  it('send what their operations take', () => {
    const wrong = operations.flatMap(({ id, body, query }) => {
      const { success } = kept.operations[id] ?? {}
      if (!success) return [id]
      const asked = Object.fromEntries(new URL(success.path, 'http://any').searchParams)
      const { warehouse: _, ...own } = asked
      return (!body || v.is(body, success.body)) && (!query || v.is(query, own)) ? [] : [id]
    })
    expect(wrong).toEqual([])
  })

  it('hold no secret, and nothing of the machine that recorded them', () => {
    const text = readKept(EXAMPLES)
    expect(text).not.toMatch(/lt[a-z]_[\w-]{20}/)
    expect(text).not.toMatch(/\/(tmp|home|root|dev\/shm)\//)
    expect(text.length).toBeLessThan(600_000)
  })
})
