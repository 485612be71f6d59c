import type { PoolClient } from 'pg'
import { expect, it } from 'vitest'
import { finish } from './finish.ts'

const LOST = new Error('Connection terminated unexpectedly')
const NEVER_SENT = new Error('Client has encountered a connection error and is not queryable')
const entry = { ref: null, changes: '[]' }

/** A connection that answers the insert and the commit so. */
const answering = (insert: Error | null, commit: Error | string) =>
  ({
    async query(text: string) {
      const answer = text === 'COMMIT' ? commit : insert
      if (answer instanceof Error) throw answer
      return { command: answer ?? 'INSERT' }
    },
  }) as unknown as PoolClient

it('is unknown where both were sent and neither was answered, though the insert fails first', async () => {
  await expect(finish(answering(LOST, LOST), [entry])).rejects.toMatchObject({ code: 'COMMIT_UNKNOWN' })
})

it('may be run again where the commit was never sent', async () => {
  await expect(finish(answering(LOST, NEVER_SENT), [entry])).rejects.toBe(LOST)
})

it('says what was wrong with the insert, and not that the commit was turned into a rollback', async () => {
  const full = new Error('no room')
  await expect(finish(answering(full, 'ROLLBACK'), [entry])).rejects.toBe(full)
  await expect(finish(answering(null, 'ROLLBACK'), [])).rejects.toThrow('A unit that had failed')
})
