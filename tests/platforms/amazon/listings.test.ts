import { expect, it } from 'vitest'
import { loggedIn, MARKETPLACE, quantityPatch, type Rig, SELLER } from './rig.ts'

async function availability({ call, item }: Rig, sku: string) {
  const { body } = await call('GET', `${item(sku)}&includedData=attributes,fulfillmentAvailability,summaries`)
  return {
    attribute: body.attributes.fulfillment_availability,
    shown: body.fulfillmentAvailability,
    summary: body.summaries[0],
  }
}

it('keeps the lead time in a merge and loses it in a replace', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 5, leadTimeDays: 3 })
  const { status, body } = await rig.patch('A', quantityPatch('merge', 7))
  expect(status).toBe(200)
  expect(body).toEqual({
    sku: 'A',
    status: 'ACCEPTED',
    submissionId: expect.stringMatching(/^[0-9a-f]{32}$/),
    issues: [],
  })
  const entry = { fulfillment_channel_code: 'DEFAULT', marketplace_id: MARKETPLACE }
  expect((await availability(rig, 'A')).attribute).toEqual([{ ...entry, quantity: 7, lead_time_to_ship_max_days: 3 }])
  await rig.patch('A', quantityPatch('replace', 8))
  expect(await availability(rig, 'A')).toMatchObject({
    attribute: [{ ...entry, quantity: 8 }],
    shown: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 8 }],
  })
  expect((await availability(rig, 'A')).attribute[0]).not.toHaveProperty('lead_time_to_ship_max_days')
})

it('shows an accepted quantity only after the delay, in the order of submission', async () => {
  const { amazon, patch, wait } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  amazon.delays({ listingMs: 10_000 })
  await patch('A', quantityPatch('merge', 7))
  amazon.delays({ listingMs: 1000 })
  await patch('A', quantityPatch('merge', 8))
  wait(9999)
  expect([amazon.shown('A'), amazon.pending().submissions]).toEqual([5, 2])
  wait(1)
  expect([amazon.shown('A'), amazon.pending().submissions]).toEqual([8, 0])
})

it('lets an old submission be shown last only when that fault is set', async () => {
  const { amazon, patch, wait } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  amazon.faults({ submissionLate: 1, lateMs: 5000 })
  await patch('A', quantityPatch('merge', 7))
  amazon.clearFaults()
  await patch('A', quantityPatch('merge', 8))
  expect(amazon.shown('A')).toBe(8)
  wait(5000)
  expect(amazon.shown('A')).toBe(7)
  expect(amazon.faultCounts().submissionLate).toBe(1)
})

it('refuses with 400 what is no patch', async () => {
  const { amazon, patch, call, item } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  expect(await patch('A', quantityPatch('increment', 1))).toMatchObject({
    status: 400,
    body: { errors: [{ code: 'InvalidInput' }] },
  })
  expect((await patch('A', { op: 'merge', path: '/attributes/fulfillment_availability', value: 5 })).status).toBe(400)
  expect((await call('PATCH', item('A'), { patches: [quantityPatch('merge', 1)] })).status).toBe(400)
  expect((await call('PATCH', item('A'), { productType: 'PRODUCT', patches: [] })).status).toBe(400)
  expect(amazon.shown('A')).toBe(5)
})

it.each([
  ['a negative quantity', quantityPatch('merge', -1)],
  ['half a piece', quantityPatch('merge', 1.5)],
  ['text', quantityPatch('merge', '7')],
  ['no quantity', quantityPatch('merge', undefined)],
  ['no channel', { ...quantityPatch('merge', 1), value: [{ quantity: 1 }] }],
  ['a nested path', { op: 'replace', path: '/attributes/fulfillment_availability/0/quantity', value: [] }],
])('says INVALID in a 200 for %s', async (_what, patch) => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 5 })
  const { status, body } = await rig.patch('A', patch)
  expect([status, body.status]).toEqual([200, 'INVALID'])
  expect(body.issues[0]).toMatchObject({ severity: 'ERROR', message: expect.any(String), code: expect.any(String) })
  expect(rig.amazon.shown('A')).toBe(5)
})

it('says INVALID in a 200 for a SKU that is not listed, and by fault', async () => {
  const { amazon, patch } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  expect((await patch('B', quantityPatch('merge', 1))).body).toMatchObject({
    status: 'INVALID',
    issues: [{ code: '13013' }],
  })
  amazon.faults({ invalid: 1 })
  expect(await patch('A', quantityPatch('merge', 1))).toMatchObject({ status: 200, body: { status: 'INVALID' } })
  expect([amazon.shown('A'), amazon.faultCounts().invalid]).toEqual([5, 1])
})

it('changes nothing in a preview', async () => {
  const { amazon, call, item } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  const body = { productType: 'PRODUCT', patches: [quantityPatch('merge', 9)] }
  const answer = await call('PATCH', `${item('A')}&mode=VALIDATION_PREVIEW&includedData=identifiers,issues`, body)
  expect(answer.body).toMatchObject({ status: 'VALID', identifiers: [{ marketplaceId: MARKETPLACE }] })
  expect(amazon.shown('A')).toBe(5)
})

it('keeps FBA units apart from what the merchant patches', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'F', quantity: 40, fba: true })
  await rig.patch('F', quantityPatch('merge', 3))
  await rig.patch('F', {
    ...quantityPatch('merge', 0),
    value: [{ fulfillment_channel_code: 'AMAZON_NA', quantity: 2 }],
  })
  expect(rig.amazon.shown('F')).toBe(40)
  expect((await availability(rig, 'F')).shown).toContainEqual({ fulfillmentChannelCode: 'AMAZON_NA', quantity: 40 })
  const path = `/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=${MARKETPLACE}`
  const { body } = await rig.call('GET', `${path}&marketplaceIds=${MARKETPLACE}&sellerSkus=F`)
  expect(body.payload.inventorySummaries).toMatchObject([
    { sellerSku: 'F', totalQuantity: 40, inventoryDetails: { fulfillableQuantity: 40 } },
  ])
})

it('knows the seller, the marketplace and the SKU', async () => {
  const { amazon, call, item } = await loggedIn()
  amazon.addListing({ sku: 'A/1 %', quantity: 5 })
  expect((await call('GET', item(encodeURIComponent('A/1 %')))).body.sku).toBe('A/1 %')
  expect((await call('GET', item('B'))).status).toBe(404)
  expect((await call('GET', item('A').replace(SELLER, 'SOMEBODY'))).status).toBe(403)
  expect((await call('GET', item('A').replace(MARKETPLACE, 'A1F83G8C2ARO7P'))).status).toBe(400)
})

it('takes a listing that is sold out for not buyable', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 1 })
  expect((await availability(rig, 'A')).summary.status).toContain('BUYABLE')
  rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  expect((await availability(rig, 'A')).summary.status).not.toContain('BUYABLE')
})

it('finds listings by their SKUs, at most 20 of them', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 3 })
  rig.amazon.addListing({ sku: 'F', quantity: 9, fba: true })
  const search = (skus: string[]) =>
    rig.call(
      'GET',
      `/listings/2021-08-01/items/${SELLER}?marketplaceIds=${MARKETPLACE}&identifiersType=SKU&identifiers=${skus}&includedData=fulfillmentAvailability`,
    )
  expect((await search(['F', 'gone', 'A'])).body).toEqual({
    numberOfResults: 2,
    items: [
      { sku: 'F', fulfillmentAvailability: [{ fulfillmentChannelCode: 'AMAZON_NA', quantity: 9 }] },
      { sku: 'A', fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 3 }] },
    ],
  })
  expect((await search(Array.from({ length: 21 }, (_, nth) => `S${nth}`))).status).toBe(400)
})
