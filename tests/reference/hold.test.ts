/** That answers are held to the reference is worth something only where a wrong one is found. */
import { describe, expect, it } from 'vitest'
import type { ExampleSet } from '../../server/http/reference/described.ts'
import { holdEvent, holdToReference } from './hold.ts'
import { EXAMPLES, readKept } from './kept-files.ts'
import { operationAt } from './which-operation.ts'

const { operations, events } = JSON.parse(readKept(EXAMPLES)) as {
  operations: Record<string, ExampleSet>
  events: Record<string, Record<string, unknown>>
}
const item = operations.getItem?.success.answer as Record<string, unknown>
const refusal = (code: string, status: number) => ({ status, body: { code, status, title: '', detail: '' } })
const hold = (answer: { status: number; body: unknown }) => () => holdToReference('GET', '/items/TEA', answer)

describe('an answer', () => {
  it('passes as it is', () => {
    expect(hold({ status: 200, body: item })).not.toThrow()
    expect(hold(refusal('not-found', 404))).not.toThrow()
  })

  it.each([
    ['has a field that is not told', { ...item, secret: 'x' }, 'secret'],
    ['lacks one', { ...item, sku: undefined }, 'sku'],
    ['has one of another kind', { ...item, lotTracked: 'yes' }, 'lotTracked'],
    ['is no object', 5, 'object'],
  ])('that %s is found', (_what, body, words) => {
    expect(hold({ status: 200, body: JSON.parse(JSON.stringify(body)) })).toThrow(words)
  })

  it('of a status that is not told is found', () => {
    expect(hold({ status: 201, body: item })).toThrow('201')
  })
})

describe('a refusal', () => {
  it('is found where the operation does not declare it, or its status is another', () => {
    expect(hold(refusal('order-closed', 409))).toThrow('getItem does not declare the problem order-closed')
    expect(hold(refusal('not-found', 422))).toThrow('and not with 422')
    expect(hold({ status: 500, body: {} })).toThrow('no code')
  })
})

describe('an event', () => {
  it('is found where its data is not what is told', () => {
    const { availability } = events
    expect(() => holdEvent('availability', availability)).not.toThrow()
    expect(() => holdEvent('availability', { ...availability, data: { listing: 'A' } })).toThrow('sku')
  })
})

describe('a call', () => {
  it('is that of the operation which the server would choose', () => {
    const idAt = (method: string, path: string) => operationAt(method, path)?.id
    expect(idAt('GET', '/api/v1/returns/lookup?scan=1')).toBe('lookUpShipped')
    expect(idAt('GET', '/returns/abc')).toBe('getReturn')
    expect(idAt('POST', '/orders/release')).toBe('releaseOrders')
    expect(idAt('PATCH', '/orders')).toBeUndefined()
    expect(idAt('GET', '/nothing')).toBeUndefined()
  })
})
