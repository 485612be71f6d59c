import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { firstIssue } from './problem.ts'
import { keyOf, lotKey, REPLICA_TABLES, stockKey } from './pull.ts'
import { MAX_TRANSACTIONS_PER_PUSH, pushRequest } from './push.ts'

const ID = '00000000-0000-7000-8000-000000000001'

describe('keys of the replica', () => {
  it('keep their parts apart', () => {
    expect(keyOf('A', 'BC')).not.toBe(keyOf('AB', 'C'))
    expect(lotKey('OAT', '')).not.toBe(lotKey('OAT', 'available'))
    expect(stockKey({ sku: 'OAT', lot: '', location: 'A', status: 'available' })).toBe(
      'OAT\u001f\u001fA\u001favailable',
    )
  })

  it('name each table once', () => expect(new Set(REPLICA_TABLES).size).toBe(REPLICA_TABLES.length))
})

describe('a push', () => {
  const whole = { deviceId: 'HH-1', streamId: ID, transactions: [{ id: ID, seq: 1 }] }
  const is = (change: object) => v.is(pushRequest, { ...whole, ...change })

  it('needs device, stream and transactions, of which only the address is looked at', () => {
    expect(is({})).toBe(true)
    expect(is({ transactions: [] })).toBe(true)
    expect(is({ transactions: [{ id: ID, seq: 1, type: 7, payload: 'no record' }] })).toBe(true)
  })

  it('keeps what it does not look at', () => {
    const odd = { id: ID, seq: 1, payload: { a: [1] }, more: 'x' }
    expect(v.parse(pushRequest, { ...whole, transactions: [odd] }).transactions).toEqual([odd])
  })

  it.each([
    { streamId: 'a' },
    { deviceId: '' },
    { transactions: [{ id: ID }] },
    { transactions: [{ id: 'x', seq: 1 }] },
    { transactions: [{ id: ID, seq: 0 }] },
    { transactions: [{ id: ID, seq: 1.5 }] },
    { transactions: Array.from({ length: MAX_TRANSACTIONS_PER_PUSH + 1 }, () => ({ id: ID, seq: 1 })) },
    { lost: { from: 2, to: 1 } },
    { lost: { from: 0, to: 1 } },
  ])('is none with %j', (change) => expect(is(change)).toBe(false))
})

describe('the first thing that is wrong', () => {
  const schema = v.object({ lines: v.array(v.object({ sku: v.string('Give text.'), quantity: v.number() })) })
  const issue = (value: unknown, root?: string) => {
    const result = v.safeParse(schema, value)
    return result.success ? undefined : firstIssue(result.issues, root)
  }

  it('is a sentence that names its field', () =>
    expect(
      issue({
        lines: [
          { sku: 'a', quantity: 1 },
          { sku: 7, quantity: 1 },
        ],
      }),
    ).toEqual({
      field: 'lines[1].sku',
      detail: 'lines[1].sku: Give text.',
    }))

  it('that is not there is required, in words of people', () => {
    expect(issue({ lines: [{ sku: 'a' }] })).toEqual({
      field: 'lines[0].quantity',
      detail: 'lines[0].quantity: This is required.',
    })
    expect(issue({}, 'payload')).toEqual({ field: 'payload.lines', detail: 'payload.lines: This is required.' })
  })

  it('is the whole where no field is at fault', () => expect(issue(null, 'payload')?.field).toBe('payload'))
})
