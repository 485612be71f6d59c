import { expect, it } from 'vitest'
import type { CallResult, Request } from './call.ts'
import { throttled } from './said.ts'
import { createWhoSends } from './who-sends.ts'

const SELLER = { sellerId: 'A3TH9S8BH6GOGM', marketplaceId: 'ATVPDKIKX0DER' }
const item = (sku: string, fulfillmentChannelCode = 'DEFAULT') => ({
  sku,
  fulfillmentAvailability: [{ fulfillmentChannelCode, quantity: 1 }],
})

function asked(answer: (skus: string[], nth: number) => CallResult) {
  const searches: string[][] = []
  const clock = { now: 1_000_000 }
  const call = async ({ path }: Request) => {
    const skus = (new URL(path, 'https://sp.example').searchParams.get('identifiers') ?? '').split(',')
    searches.push(skus)
    return answer(skus, searches.length)
  }
  return { whoSends: createWhoSends(call, SELLER, () => clock.now), searches, clock }
}

const all = (skus: string[]): CallResult => ({ kind: 'answered', body: { items: skus.map((sku) => item(sku)) } })

it('asks after twenty at once, and only after those that nothing is known of', async () => {
  const { whoSends, searches, clock } = asked(all)
  const names = Array.from({ length: 45 }, (_, nth) => `S${nth}`)
  expect(await whoSends.askMany(names)).toBeUndefined()
  expect(searches.map(({ length }) => length)).toEqual([20, 20, 5])
  expect(names.every(whoSends.isMerchants)).toBe(true)
  await whoSends.askMany([...names, 'new'])
  expect(searches.at(-1)).toEqual(['new'])
  clock.now += 25 * 3_600_000
  expect(whoSends.isMerchants('S0')).toBe(false)
})

it('keeps what it has learnt where Amazon takes no more calls', async () => {
  const { whoSends } = asked((skus, nth) => (nth === 2 ? throttled(200) : all(skus)))
  const names = Array.from({ length: 25 }, (_, nth) => `S${nth}`)
  expect(await whoSends.askMany(names)).toMatchObject({ kind: 'later', waitMs: 200 })
  expect(names.filter(whoSends.isMerchants)).toHaveLength(20)
})

it('knows of nothing that it is the merchant’s but where Amazon says so', async () => {
  const { whoSends, searches } = asked(() => ({
    kind: 'answered',
    body: { items: [item('A'), item('B', 'AMAZON_EU'), { sku: 'C' }] },
  }))
  await whoSends.askMany(['A', 'B', 'C', 'D', 'with,comma'])
  expect(['A', 'B', 'C', 'D', 'with,comma'].filter(whoSends.isMerchants)).toEqual(['A'])
  expect(searches).toEqual([['A', 'B', 'C', 'D']])
})
