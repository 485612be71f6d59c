/** What the chapters of the story share: a small tea merchant, its server, and who tells it. */
import { v7 } from 'uuid'
import { type TransactionName, transactionTypes } from '../../../shared/transactions/index.ts'
import type { Floor } from '../../contract/floor.ts'
import type { TestServer } from '../../support/server.ts'
import type { Recorder } from '../recorder.ts'

export interface Scene extends Recorder {
  floor: Floor
  server: TestServer
  /** As the server has it now. */
  now(): number
  /** So many days pass. */
  pass(days: number): void
}

export const usd = (amount: number) => ({ amount, currency: 'USD' })

/** ISO date, so many days from a moment. */
export const dayFrom = (now: number, days: number): string =>
  new Date(now + days * 86_400_000).toISOString().slice(0, 10)

/** What a handheld would push: one transaction that begins a stream of its own. */
export function pushOf(type: TransactionName, payload: Record<string, unknown>, now: number, deviceId = 'HH-07') {
  return {
    deviceId,
    streamId: v7(),
    transactions: [
      { id: v7(), seq: 1, v: transactionTypes[type].version, type, occurredAt: new Date(now).toISOString(), payload },
    ],
  }
}

export interface Listed<Item> {
  items: Item[]
}

export function first<T>(list: readonly T[] | undefined): T {
  const [one] = list ?? []
  if (one === undefined) throw new Error('The story expected something here, and there is nothing.')
  return one
}
