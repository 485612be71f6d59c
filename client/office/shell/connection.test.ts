import { expect, it } from 'vitest'
import { NotConnected, Refusal } from '../api.ts'
import { timeOfDay } from '../words.ts'
import { sentenceOf } from './connection.tsx'

const read = (dataUpdatedAt: number, error: unknown = null) => ({ dataUpdatedAt, error, fetchFailureReason: null })

it('names the age of the oldest figures while the server cannot be reached', () => {
  const [early, late] = [1_700_000_000_000, 1_700_000_600_000]
  expect(sentenceOf([read(early), read(late)])).toBeNull()
  expect(sentenceOf([read(early), read(late, new NotConnected())])).toBe(
    `Not connected: figures of ${timeOfDay(early)}`,
  )
  expect(sentenceOf([read(0, new NotConnected())])).toBe('Not connected.')
})

it('takes a refusal for what it is: an answer', () => {
  expect(sentenceOf([read(0, new Refusal(404, 'not-found', 'No such item.', undefined, {}))])).toBeNull()
})
