/** The order search: `updated_at`, `created_at`, `id`, `name`, joined by blanks or AND. Anything else is refused, not ignored. */
import { FieldFault } from './graphql/problem.ts'
import type { Order } from './shop.ts'

type Test = (order: Order) => boolean

const TERM = /^(updated_at|created_at|id|name|status):(>=|<=|>|<)?(.+)$/
const WORDS = /(?:[^\s"']|"[^"]*"|'[^']*')+/g

/** A test for the query; everything passes without one. Times compare to the second, as the platform keeps them. */
export function orderSearch(query: unknown): Test {
  if (query === undefined || query === null || query === '') return () => true
  const words = (String(query).match(WORDS) ?? []).filter((word) => word !== 'AND')
  const tests = words.map(testOf)
  return (order) => tests.every((test) => test(order))
}

function testOf(word: string): Test {
  const [, name, sign = '', quoted = ''] = TERM.exec(word) ?? []
  const value = quoted.replace(/^["']|["']$/g, '')
  if (name === 'updated_at') return timeTest(sign, value, (order) => order.updatedAt)
  if (name === 'created_at') return timeTest(sign, value, (order) => order.createdAt)
  if (name === 'id') return compare(sign, Number(value), (order) => order.id)
  if (name === 'name') return (order) => `#${order.number}` === value || String(order.number) === value
  if (name === 'status' && value === 'any') return () => true
  throw new FieldFault(`Search "${word}" is not simulated (updated_at, created_at, id, name)`, 'NOT_SIMULATED')
}

const second = (ms: number) => Math.floor(ms / 1_000)

function timeTest(sign: string, value: string, of: (order: Order) => number): Test {
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw new FieldFault(`"${value}" is not a time`, 'BAD_REQUEST')
  return compare(sign, second(at), (order) => second(of(order)))
}

function compare(sign: string, wanted: number, of: (order: Order) => number): Test {
  if (sign === '>=') return (order) => of(order) >= wanted
  if (sign === '<=') return (order) => of(order) <= wanted
  if (sign === '>') return (order) => of(order) > wanted
  return sign === '<' ? (order) => of(order) < wanted : (order) => of(order) === wanted
}
