import { expect, it } from 'vitest'
import { loggedIn, MARKETPLACE, quantityPatch } from './rig.ts'

it('acts on nothing when it fails with 5xx', async () => {
  const { amazon, patch } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  amazon.faults({ serverError: 1 })
  const { status, body } = await patch('A', quantityPatch('merge', 7))
  expect([500, 503]).toContain(status)
  expect(body.errors[0].code).toMatch(/^(InternalFailure|ServiceUnavailable)$/)
  expect(amazon.shown('A')).toBe(5)
  expect(amazon.faultCounts().serverError).toBe(1)
  expect(amazon.calls().patchListingsItem).toMatchObject({ total: 1, serverErrors: 1 })
})

it('loses the answer after the effect', async () => {
  const { amazon, patch } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  amazon.faults({ timeoutAfter: 1 })
  await expect(patch('A', quantityPatch('merge', 7))).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(amazon.shown('A')).toBe(7)
  expect(amazon.calls().patchListingsItem).toMatchObject({ total: 1, timedOut: 1 })
})

it('confirms a shipment once although its answer was lost', async () => {
  const { amazon, call } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  const id = amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  const orderItemId = amazon.orders()[0]?.items[0]?.orderItemId
  const detail = { packageReferenceId: '1', carrierCode: 'UPS', trackingNumber: '1Z', shipDate: '2026-11-29T08:00:00Z' }
  const body = { marketplaceId: MARKETPLACE, packageDetail: { ...detail, orderItems: [{ orderItemId, quantity: 1 }] } }
  const confirm = () => call('POST', `/orders/v0/orders/${id}/shipmentConfirmation`, body)
  amazon.faults({ timeoutAfter: 1 })
  await expect(confirm()).rejects.toMatchObject({ name: 'TimeoutError' })
  amazon.clearFaults()
  expect((await confirm()).status).toBe(204)
  expect(amazon.shipments()).toHaveLength(1)
})

it('keeps to the calls it is told', async () => {
  const { amazon, call, patch, item, grant } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 5 })
  amazon.faults({ serverError: 1, only: ['getListingsItem', 'token'] })
  expect((await patch('A', quantityPatch('merge', 7))).status).toBe(200)
  expect((await call('GET', item('A'))).status).toBeGreaterThanOrEqual(500)
  expect((await grant()).status).toBeGreaterThanOrEqual(500)
})

it('goes the same way twice with the same seed', async () => {
  const run = async (seed: number) => {
    const { amazon, patch, wait } = await loggedIn(seed)
    amazon.addListing({ sku: 'A', quantity: 5 })
    amazon.faults({ serverError: 0.3, invalid: 0.3 })
    const seen: string[] = []
    for (let call = 0; call < 40; call += 1) {
      wait(200)
      const { status, body } = await patch('A', quantityPatch('merge', call))
      seen.push(`${status} ${body.status} ${body.submissionId}`)
    }
    return seen
  }
  expect(await run(7)).toEqual(await run(7))
  expect(await run(7)).not.toEqual(await run(8))
})
