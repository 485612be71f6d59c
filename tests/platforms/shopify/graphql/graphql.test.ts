import { describe, expect, it } from 'vitest'
import { requestedCost } from './cost.ts'
import { parse } from './parse.ts'
import type { Operation } from './syntax.ts'
import { validate } from './validate.ts'

const only = (source: string) => parse(source)[0] as Operation

describe('parse', () => {
  it('reads variables, defaults, aliases, directives, fragments and comments', () => {
    const operation = only(`
      # sets one number
      mutation Set($input: InventorySetQuantitiesInput!, $key: String = "k") {
        done: inventorySetQuantities(input: $input) @idempotent(key: $key) { ...Errors }
      }
      fragment Errors on InventorySetQuantitiesPayload { userErrors { code } }
    `)
    expect(operation.variables.map(({ name, type }) => [name, type])).toEqual([
      ['input', 'InventorySetQuantitiesInput!'],
      ['key', 'String'],
    ])
    expect(operation.selections[0]).toMatchObject({
      key: 'done',
      name: 'inventorySetQuantities',
      directives: [{ name: 'idempotent', args: { key: { kind: 'variable', name: 'key' } } }],
      selections: [{ kind: 'fragment', on: 'InventorySetQuantitiesPayload' }],
    })
  })

  it.each([
    'query {',
    '{ a(b: }',
    '{ ...Lost }',
    '{ a ? }',
    'fragment A on B { ...A } { ...A }',
  ])('refuses %s', (text) => {
    expect(() => parse(text)).toThrow(/at \[\d+, \d+\]/)
  })
})

describe('validate', () => {
  it('refuses a field that the schema does not have, and a connection without first', () => {
    const errors = validate(only('{ orders { nodes { nope } } }'))
    expect(errors.map(({ message }) => message)).toEqual([
      'you must provide one of first or last',
      "Field 'nope' doesn't exist on type 'Order'",
    ])
  })

  it('reads fragments on the types behind nodes', () => {
    expect(validate(only('{ nodes(ids: []) { id ... on InventoryItem { sku } } }'))).toEqual([])
    expect(validate(only('{ nodes(ids: []) { ... on Order { sku } } }'))).toHaveLength(1)
  })
})

// Requested costs that a real shop answered for these queries (recordings of API version 2026-04).
describe('requestedCost', () => {
  it.each([
    [
      12,
      '{ inventoryItem(id: "x") { inventoryLevels(first: 5) { nodes { location { id } quantities(names: []) { name } } } } }',
    ],
    [
      50,
      `{ fulfillmentOrder(id: "x") { order { fulfillments(first: 5) { trackingInfo { number } }
        fulfillmentOrders(first: 10) { nodes { lineItems(first: 10) { nodes { lineItem { id } } } } } } } }`,
    ],
    [
      13,
      `mutation { inventorySetQuantities(input: {}) { inventoryAdjustmentGroup { id changes { item { id } location { id } } }
        userErrors { code } } }`,
    ],
    [
      19,
      `mutation { fulfillmentCreate(fulfillment: {}) { fulfillment { trackingInfo { number }
        fulfillmentLineItems(first: 5) { nodes { lineItem { id } } } } } }`,
    ],
  ])('is %i', (points, text) => {
    expect(requestedCost(only(text), {})).toBe(points)
  })
})
