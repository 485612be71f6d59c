/** How Amazon is asked for orders, and where it is gone on from. */
import { expect, it } from 'vitest'
import type { CallResult, Request } from './call.ts'
import { orderSource } from './orders.ts'
import { throttled, unsure } from './said.ts'

const HERE = 'ATVPDKIKX0DER'
const NOW = Date.parse('2026-11-02T10:00:00Z')
const SINCE = Date.parse('2026-11-01T00:00:00Z')

const order = (orderId: string, fulfilledBy = 'MERCHANT') => ({
  orderId,
  createdTime: '2026-11-01T10:00:00Z',
  lastUpdatedTime: '2026-11-01T10:00:00Z',
  salesChannel: { marketplaceId: HERE },
  fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy },
  orderItems: [],
})
const A = '111-0000000-0000001'
const B = '111-0000000-0000002'
const C = '111-0000000-0000003'
const answered = (body: unknown): CallResult => ({ kind: 'answered', body })
const refused: CallResult = { kind: 'refused', code: 'call-invalid', detail: 'No.', advice: 'Look.' }

function asked(...answers: CallResult[]) {
  const paths: URL[] = []
  const call = async ({ path }: Request) => {
    paths.push(new URL(path, 'https://sp.example'))
    return answers.shift() ?? answered({})
  }
  return { source: orderSource(call, HERE, () => NOW), paths, query: (nth: number) => paths[nth]?.searchParams }
}

const placeOf = (answer: { kind: string; place?: string }) => answer.place ?? ''

it('searches by last update, and goes on from where Amazon stopped', async () => {
  const { source, query } = asked(
    answered({ orders: [order(A)], lastUpdatedBefore: '2026-11-02T09:48:00Z' }),
    answered({ orders: [], lastUpdatedBefore: '2026-11-02T09:49:00Z' }),
  )
  const first = await source.changed(null, SINCE)
  expect(first).toMatchObject({ kind: 'changes', orders: [{ externalId: A }], stamps: [], more: false })
  await source.changed(placeOf(first), SINCE)
  expect(Object.fromEntries(query(0) ?? [])).toMatchObject({
    lastUpdatedAfter: '2026-11-01T00:00:00.000Z',
    marketplaceIds: HERE,
    fulfilledBy: 'MERCHANT',
    maxResultsPerPage: '100',
    includedData: expect.stringContaining('CANCELLATION,FULFILLMENT'),
  })
  expect([query(0)?.has('createdAfter'), query(0)?.has('lastUpdatedBefore')]).toEqual([false, false])
  expect(query(1)?.get('lastUpdatedAfter')).toBe('2026-11-02T09:48:00.000Z')
})

it('goes through the pages of one search with the same question, and then on from its end', async () => {
  const { source, query } = asked(
    answered({ orders: [order(A)], pagination: { nextToken: 'two' }, lastUpdatedBefore: '2026-11-02T09:48:00Z' }),
    answered({ orders: [order(B)], lastUpdatedBefore: '2026-11-02T09:49:00Z' }),
    answered({ orders: [] }),
  )
  const first = await source.changed(null, SINCE)
  expect(first).toMatchObject({ more: true })
  const second = await source.changed(placeOf(first), SINCE)
  expect(second).toMatchObject({ more: false, orders: [{ externalId: B }] })
  await source.changed(placeOf(second), SINCE)
  expect([query(1)?.get('paginationToken'), query(1)?.get('lastUpdatedAfter')]).toEqual([
    'two',
    query(0)?.get('lastUpdatedAfter'),
  ])
  expect([query(2)?.has('paginationToken'), query(2)?.get('lastUpdatedAfter')]).toEqual([
    false,
    '2026-11-02T09:48:00.000Z',
  ])
})

it('searches anew where a page is too old', async () => {
  const { source, query } = asked(
    answered({ orders: [], pagination: { nextToken: 'two' }, lastUpdatedBefore: '2026-11-02T09:48:00Z' }),
    refused,
    answered({ orders: [] }),
  )
  const first = await source.changed(null, SINCE)
  const again = await source.changed(placeOf(first), SINCE)
  expect(again).toMatchObject({ kind: 'changes', more: false, orders: [] })
  await source.changed(placeOf(again), SINCE)
  expect([query(2)?.has('paginationToken'), query(2)?.get('lastUpdatedAfter')]).toEqual([
    false,
    query(0)?.get('lastUpdatedAfter'),
  ])
})

it('does not ask for what Amazon cannot search yet, and never goes back', async () => {
  const { source, paths } = asked(answered({ orders: [], lastUpdatedBefore: '2026-10-01T00:00:00Z' }))
  const early = await source.changed(null, NOW - 60_000)
  expect([early, paths.length]).toMatchObject([{ kind: 'changes', orders: [], more: false }, 0])
  const later = await source.changed(null, NOW - 600_000)
  expect(JSON.parse(placeOf(later))).toMatchObject({ after: NOW - 600_000 })
})

it.each<[string, CallResult, string]>([
  ['it asks for time', throttled(178_000), 'later'],
  ['it refuses', refused, 'refused'],
  ['it fails', unsure('platform-fault', 'Down.'), 'unsure'],
  ['it answers something else', answered({ orders: 7 }), 'unsure'],
])('says so where %s', async (_name, answer, kind) => {
  expect(await asked(answer).source.changed(null, SINCE)).toMatchObject({ kind })
  expect(await asked(answer).source.read([A])).toMatchObject({ kind: kind === 'refused' ? 'orders' : kind })
})

it('reads one by one, and keeps what it has where Amazon takes no more', async () => {
  const { source } = asked(answered({ order: order(A) }), { kind: 'unknown' }, throttled(2_000))
  expect(await source.read([A, B, C])).toMatchObject({
    kind: 'orders',
    orders: [{ externalId: A }],
    odd: [],
    rest: { externalIds: [C], failed: { kind: 'later', waitMs: 2_000, counts: false } },
  })
})

it('leaves out what Amazon sends, and asks for nothing that is no order of a merchant', async () => {
  const { source, paths } = asked(answered({ order: order(A, 'AMAZON') }))
  expect(await source.read([A, 'S01-0000000-0000001', '../orders'])).toEqual({ kind: 'orders', orders: [], odd: [] })
  expect(paths).toHaveLength(1)
})

it('puts aside one that is refused or not understood, and reads the others', async () => {
  const { source } = asked(refused, answered({ order: { orderId: B } }), answered({ order: order(C) }))
  expect(await source.read([A, B, C])).toMatchObject({
    orders: [{ externalId: C }],
    odd: [
      { externalId: A, code: 'call-invalid' },
      { externalId: B, code: 'order-not-understood' },
    ],
  })
})
