/** Goods come back, are looked at and photographed; a retailer charges back. */
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { type Staff, TEA } from './company.ts'
import { dayFrom, first, type Listed, type Scene, usd } from './scene.ts'
import { sellAgain } from './selling.ts'

/** Begins as a JPEG does. */
function photo(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2_048).fill(7)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}

export async function takeBack(scene: Scene, { device }: Staff): Promise<void> {
  const { told, refused, floor, now } = scene
  await told('PUT', '/settings/returns', {})
  await told('GET', '/settings/returns')
  await sellAgain(scene, 'WEB-1010')
  const picture = photo()
  const hash = createHash('sha256').update(picture).digest('hex')
  await told('PUT', `/attachments/${hash}`, undefined, {
    token: device,
    file: { type: 'image/jpeg', content: picture },
  })
  await told('GET', `/attachments/${hash}/state`)
  await told('GET', `/attachments/${hash}`)
  await refused('not-found', 'GET', `/attachments/${'0'.repeat(64)}`)
  const { id } = await told<{ id: string }>('POST', '/returns', {
    channel: 'web',
    orderExternalId: 'WEB-1010',
    reference: 'RMA-88',
    lines: [{ sku: TEA, quantity: 2, reason: 'damaged' }],
    chargeback: { reference: 'CB-4', category: 'damage', amount: usd(2_580), disputeBy: dayFrom(now(), 20) },
  })
  await refused('return-differs', 'POST', '/returns', {
    channel: 'web',
    orderExternalId: 'WEB-1010',
    reference: 'RMA-88',
    lines: [{ sku: TEA, quantity: 1, reason: 'damaged' }],
  })
  await floor.stream.push('returnReceive', {
    returnId: id,
    channel: 'web',
    orderExternalId: 'WEB-1010',
    sku: TEA,
    lot: 'U2601',
    quantity: 2,
    reason: 'damaged',
    location: 'CAGE',
  })
  await floor.stream.push('inspect', {
    sku: TEA,
    lot: 'U2601',
    location: 'CAGE',
    quantity: 1,
    condition: 'new',
    disposition: 'scrap',
    note: 'Tin is dented',
    photos: [hash],
  })
  await told('GET', '/returns?state=open&limit=2')
  await told('GET', '/returns/lookup?scan=WEB-1010')
  await told('GET', `/returns/figures?from=${dayFrom(now(), -7)}&to=${dayFrom(now(), 1)}&groupBy=sku,reason`)
  await told('GET', `/returns/${id}`)
  await told('PUT', `/returns/${id}/documents`, { code: 'R-17', photos: [hash], note: 'Carrier’s report is attached' })
  await told('POST', `/returns/${id}/chargeback`, { state: 'disputed', note: 'Sent the photo and the report' })
  await told('GET', `/returns/${id}/evidence`)
  await told('POST', `/returns/${id}/close`, { note: 'Nothing more will come' })
  await refused('not-found', 'GET', `/returns/${v7()}`)
  first((await told<Listed<{ id: string }>>('GET', '/returns')).items)
}
