import { expect, it } from 'vitest'
import { createIntents } from './intent.ts'

it('keeps a key through retries and takes another for another intent', () => {
  let count = 0
  const intents = createIntents(() => `key-${++count}`)
  expect(intents.keyFor('PUT 30')).toBe('key-1')
  expect(intents.keyFor('PUT 30')).toBe('key-1')
  expect(intents.keyFor('PUT 40')).toBe('key-2')
  intents.done()
  expect(intents.keyFor('PUT 40')).toBe('key-3')
})
