import { expect, it } from 'vitest'
import { createBuckets } from './buckets.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { loggedIn, quantityPatch } from './rig.ts'

it.each(
  Object.keys(OPERATIONS) as Operation[],
)('lets %s have its burst, then one call per published interval', (operation) => {
  let time = 0
  const buckets = createBuckets(() => time)
  const { rate, burst } = OPERATIONS[operation]
  for (let call = 0; call < burst; call += 1) expect(buckets.take(operation)).toBe(true)
  expect(buckets.take(operation)).toBe(false)
  time += 1000 / rate - 1
  expect(buckets.take(operation)).toBe(false)
  time += 1
  expect(buckets.take(operation)).toBe(true)
  expect(buckets.take(operation)).toBe(false)
})

it('never holds more than the burst', () => {
  let time = 0
  const buckets = createBuckets(() => time)
  expect(buckets.take('patchListingsItem')).toBe(true)
  time += 86_400_000
  const taken = Array.from({ length: 20 }, () => buckets.take('patchListingsItem')).filter(Boolean)
  expect(taken).toHaveLength(OPERATIONS.patchListingsItem.burst)
})

it('answers 429 with the limit, acts on nothing, and keeps a bucket per operation', async () => {
  const { amazon, patch, call, item, wait } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 1 })
  for (let quantity = 1; quantity <= 5; quantity += 1)
    expect((await patch('A', quantityPatch('merge', quantity))).status).toBe(200)
  const { status, headers, body } = await patch('A', quantityPatch('merge', 99))
  expect(status).toBe(429)
  expect(headers.get('x-amzn-RateLimit-Limit')).toBe('5')
  expect(headers.get('x-amzn-RequestId')).toMatch(/^[0-9a-f-]{36}$/)
  expect(body.errors).toEqual([
    { code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.', details: '' },
  ])
  expect(amazon.shown('A')).toBe(5)
  expect((await call('GET', item('A'))).status).toBe(200)
  wait(200)
  expect((await patch('A', quantityPatch('merge', 99))).status).toBe(200)
  expect(amazon.shown('A')).toBe(99)
  expect(amazon.calls().patchListingsItem).toMatchObject({ total: 7, answered: 6, throttled: 1 })
})
