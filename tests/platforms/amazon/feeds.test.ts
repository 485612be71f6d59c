import { expect, it } from 'vitest'
import { loggedIn, MARKETPLACE, quantityPatch, type Rig, SELLER } from './rig.ts'

const TYPE = 'application/json; charset=UTF-8'
const message = (messageId: number, sku: string, quantity: unknown, op = 'merge') => ({
  messageId,
  sku,
  operationType: 'PATCH',
  productType: 'PRODUCT',
  patches: [quantityPatch(op, quantity)],
})
const feedOf = (messages: unknown[]) => JSON.stringify({ header: { sellerId: SELLER, version: '2.0' }, messages })

async function upload({ call, send }: Rig, text: string, type = TYPE) {
  const { body } = await call('POST', '/feeds/2021-06-30/documents', { contentType: TYPE })
  const put = await send('PUT', body.url, { headers: { 'content-type': type }, body: text })
  return { id: body.feedDocumentId as string, url: body.url as string, put }
}

async function submit(rig: Rig, text: string): Promise<string> {
  const { id } = await upload(rig, text)
  const feed = { feedType: 'JSON_LISTINGS_FEED', marketplaceIds: [MARKETPLACE], inputFeedDocumentId: id }
  const { status, body } = await rig.call('POST', '/feeds/2021-06-30/feeds', feed)
  expect(status).toBe(202)
  return body.feedId
}

const feed = async ({ call }: Rig, id: string) => (await call('GET', `/feeds/2021-06-30/feeds/${id}`)).body

async function report(rig: Rig, id: string) {
  const { resultFeedDocumentId } = await feed(rig, id)
  const { body } = await rig.call('GET', `/feeds/2021-06-30/documents/${resultFeedDocumentId}`)
  return (await rig.send('GET', body.url)).body
}

async function stocked(): Promise<Rig> {
  const rig = await loggedIn()
  for (const sku of ['A', 'B', 'C']) rig.amazon.addListing({ sku, quantity: 1, leadTimeDays: 2 })
  return rig
}

it('goes from the queue to work to done, and only then acts', async () => {
  const rig = await stocked()
  const id = await submit(
    rig,
    feedOf([message(1, 'A', 7), message(2, 'B', -1), message(3, 'X', 4), message(4, 'C', 9, 'replace')]),
  )
  expect(await feed(rig, id)).toMatchObject({ processingStatus: 'IN_QUEUE' })
  rig.wait(30_000)
  expect(await feed(rig, id)).toMatchObject({ processingStatus: 'IN_PROGRESS' })
  expect(rig.amazon.shown('A')).toBe(1)
  rig.wait(60_000)
  expect(await feed(rig, id)).toMatchObject({ processingStatus: 'DONE', processingEndTime: '2026-11-29T08:01:30.000Z' })
  expect(['A', 'B', 'C'].map(rig.amazon.shown)).toEqual([7, 1, 9])
  expect(await report(rig, id)).toEqual({
    header: { sellerId: SELLER, version: '2.0', feedId: id },
    issues: [
      expect.objectContaining({ messageId: 2, sku: 'B', severity: 'ERROR', code: '90000900' }),
      expect.objectContaining({ messageId: 3, sku: 'X', severity: 'ERROR', code: '13013' }),
    ],
    summary: { errors: 2, warnings: 0, messagesProcessed: 4, messagesAccepted: 2, messagesInvalid: 2 },
  })
  const lead = rig.amazon.listings().map(({ availability }) => availability[0]?.lead_time_to_ship_max_days)
  expect(lead).toEqual([2, 2, undefined])
})

it('is overtaken by a patch sent while it waits, and then undoes it', async () => {
  const rig = await stocked()
  await submit(rig, feedOf([message(1, 'A', 7)]))
  await rig.patch('A', quantityPatch('merge', 3))
  expect(rig.amazon.shown('A')).toBe(3)
  rig.wait(90_000)
  expect(rig.amazon.shown('A')).toBe(7)
})

it('takes a partial update for a replace, and deletes', async () => {
  const rig = await stocked()
  const attributes = { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 5 }] }
  const partial = { messageId: 1, sku: 'A', operationType: 'PARTIAL_UPDATE', productType: 'PRODUCT', attributes }
  await submit(rig, feedOf([partial, { messageId: 2, sku: 'B', operationType: 'DELETE' }]))
  rig.wait(90_000)
  await rig.amazon.tick()
  expect(rig.amazon.listings().map(({ sku }) => sku)).toEqual(['A', 'C'])
  expect(rig.amazon.listings()[0]?.availability[0]).not.toHaveProperty('lead_time_to_ship_max_days')
})

it.each([
  ['no JSON', 'quantity,7'],
  ['another version', JSON.stringify({ header: { sellerId: SELLER, version: '1.0' }, messages: [message(1, 'A', 7)] })],
  ['another seller', JSON.stringify({ header: { sellerId: 'X', version: '2.0' }, messages: [message(1, 'A', 7)] })],
  ['no messages', feedOf([])],
])('ends FATAL for %s', async (_what, text) => {
  const rig = await stocked()
  rig.amazon.delays({ feedQueueMs: 0, feedWorkMs: 0 })
  const id = await submit(rig, text)
  expect(await feed(rig, id)).toMatchObject({ processingStatus: 'FATAL' })
  expect((await report(rig, id)).summary.errors).toBe(1)
  expect(rig.amazon.shown('A')).toBe(1)
})

it('counts each message for itself when the number is used twice or the operation is unknown', async () => {
  const rig = await stocked()
  rig.amazon.delays({ feedQueueMs: 0, feedWorkMs: 0 })
  const id = await submit(
    rig,
    feedOf([message(1, 'A', 7), message(1, 'B', 7), { messageId: 2, sku: 'C', operationType: 'MOVE' }]),
  )
  expect((await report(rig, id)).summary).toMatchObject({ messagesAccepted: 1, messagesInvalid: 2 })
})

it('needs the announced content type, an upload, and a URL that is not old', async () => {
  const rig = await stocked()
  const wrong = await upload(rig, '{}', 'text/plain')
  expect(wrong.put.status).toBe(403)
  const feedType = 'JSON_LISTINGS_FEED'
  const create = { feedType, marketplaceIds: [MARKETPLACE], inputFeedDocumentId: wrong.id }
  expect((await rig.call('POST', '/feeds/2021-06-30/feeds', create)).status).toBe(400)
  rig.wait(300_000)
  const late = await rig.send('PUT', wrong.url, { headers: { 'content-type': TYPE }, body: '{}' })
  expect([late.status, late.body]).toEqual([403, expect.stringContaining('AccessDenied')])
})

it('lists feeds by what has become of them', async () => {
  const rig = await stocked()
  const id = await submit(rig, feedOf([message(1, 'A', 7)]))
  const list = async (query: string) =>
    (await rig.call('GET', `/feeds/2021-06-30/feeds?feedTypes=JSON_LISTINGS_FEED${query}`)).body.feeds
  const unfinished = '&processingStatuses=IN_QUEUE,IN_PROGRESS'
  expect(await list(unfinished)).toMatchObject([{ feedId: id, processingStatus: 'IN_QUEUE' }])
  expect(await list(`${unfinished}&createdSince=2026-11-29T08:00:01Z`)).toEqual([])
  rig.wait(90_000)
  expect(await list(unfinished)).toEqual([])
  expect(await list('&processingStatuses=DONE')).toMatchObject([{ feedId: id }])
  expect((await rig.call('GET', '/feeds/2021-06-30/feeds')).status).toBe(400)
})
