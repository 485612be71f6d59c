/** Reading what Amazon holds, in pages, as far as it takes calls. */
import { expect, it } from 'vitest'
import type { CallResult, Request } from './call.ts'
import { poolReader } from './pools.ts'
import { throttled } from './said.ts'

const summary = (sellerSku: string, over: Record<string, unknown> = {}) => ({ sellerSku, totalQuantity: 9, ...over })
const page = (skus: unknown[], nextToken?: string): CallResult => ({
  kind: 'answered',
  body: { payload: { inventorySummaries: skus }, ...(nextToken && { pagination: { nextToken } }) },
})

function reader(...answers: CallResult[]) {
  const tokens: (string | null)[] = []
  const clock = { now: 1_000_000 }
  const call = async ({ path }: Request) => {
    tokens.push(new URL(path, 'https://sp.example').searchParams.get('nextToken'))
    return answers.shift() ?? page([])
  }
  return { pools: poolReader(call, 'ATVPDKIKX0DER', () => clock.now), tokens, clock }
}
const namesOf = (answer: { kind: string; pools?: { listing: string }[] }) => answer.pools?.map(({ listing }) => listing)

it('says what can be sold, what is kept back, and what is on its way', async () => {
  const inventoryDetails = {
    fulfillableQuantity: 5,
    inboundWorkingQuantity: 100,
    inboundShippedQuantity: 2,
    inboundReceivingQuantity: 1,
    reservedQuantity: { totalReservedQuantity: 3 },
    unfulfillableQuantity: { totalUnfulfillableQuantity: 4 },
  }
  const { pools } = reader(
    page([
      summary('A', { inventoryDetails, productName: 'Tea', lastUpdatedTime: '1970-01-01T00:00:01Z' }),
      summary('B'),
    ]),
  )
  expect(await pools()).toEqual({
    kind: 'pools',
    pools: [
      { listing: 'A', title: 'Tea', sellable: 5, reserved: 3, unsellable: 4, onTheWay: 3, changedAt: 1_000 },
      { listing: 'B', title: null, sellable: 9, reserved: 0, unsellable: 0, onTheWay: 0, changedAt: null },
    ],
  })
})

it('goes on with the page that it was at', async () => {
  const { pools, tokens, clock } = reader(page([summary('A')], 'two'), throttled(500), page([summary('B')]))
  expect(await pools()).toMatchObject({ kind: 'later', waitMs: 500 })
  clock.now += 500
  expect(namesOf(await pools())).toEqual(['A', 'B'])
  expect(tokens).toEqual([null, 'two', 'two'])
})

it.each<[string, CallResult[], number]>([
  ['has waited too long', [page([summary('A')], 'two'), throttled(500), page([summary('C')])], 30_000],
  [
    'is not taken any more',
    [page([summary('A')], 'two'), { kind: 'refused', code: '', detail: '', advice: '' }, page([summary('C')])],
    500,
  ],
])('begins anew where its page %s', async (_name, answers, waitMs) => {
  const { pools, clock } = reader(...answers)
  await pools()
  clock.now += waitMs
  expect(namesOf(await pools())).toEqual(['C'])
})
