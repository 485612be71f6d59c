/** Makes a golden database of the version that is checked out: a little of everything, and what the version says of it. */
import { rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { captureCosts } from '../../../server/costing/capture.ts'
import { BINS, type Floor, type OrderBody, ok, openFloor } from '../floor.ts'

/** Writes NAME.db.gz and NAME.json into `folder`. */
export async function makeGolden(folder: string, name: string): Promise<void> {
  const floor = await openFloor('sqlite')
  try {
    const skus = await live(floor)
    await floor.cleanAudit()
    writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(await seen(floor, skus), null, 1)}\n`)
    writeFileSync(`${folder}/${name}.db.gz`, gzipSync(await contentOf(floor.server.database.url, folder), { level: 9 }))
  } finally {
    await floor.close()
  }
}

async function live(floor: Floor): Promise<string[]> {
  const { server, stream } = floor
  await ok(server, 'PUT', '/channels/retail', { name: 'Retail', kind: 'retail', priority: 2, minShelfLifeDays: 20 })
  await ok(server, 'PUT', '/locations/RETURNS', { kind: 'returns' })
  await ok(server, 'PUT', '/settings/labels', { companyPrefix: '9521234' })
  const oats = await floor.item({ standardCost: { amount: 250, currency: 'USD' }, traced: true })
  const bars = await floor.item({ rotation: 'fefo' })
  const boxes = await floor.item({ lotTracked: false })
  const [a = '', b = '', c = '', d = '', e = ''] = BINS
  const { id: receiptId } = await ok<{ id: string }>(server, 'POST', '/receipts', {
    ...{ supplier: 'Mill', reference: 'PO-1', expectedOn: '2031-01-15', lines: [{ sku: oats, quantity: 100 }] },
  })
  const mill = { supplier: 'Mill', unitCost: { amount: 240, currency: 'USD' } }
  await floor.receive(oats, 'L1', 60, a, 5, { receiptId, ...mill })
  await floor.receive(oats, 'L2', 40, b, 2, mill)
  await floor.receive(bars, 'E1', 50, c, 3, { expiresOn: '2041-05-01' })
  await floor.receive(bars, 'E2', 50, c, 3, { expiresOn: '2041-04-01' })
  await floor.receive(boxes, null, 30, d, 3)
  await ok(server, 'PUT', `/protections/${oats}/retail`, { quantity: 30, target: 30 })
  const shipped = await floor.order(oats, 12)
  for (const task of (await floor.release(shipped.id)).tasks) await floor.pick(task)
  await stream.push('ship', { orderId: shipped.id, carrier: 'UPS', trackingNumber: '1Z1' })
  const open = await floor.order(bars, 20, { channel: 'retail' })
  await floor.release(open.id)
  await floor.placing(boxes, 45, { onShort: 'backorder' })
  const back = { sku: oats, lot: 'L1', quantity: 2, location: 'RETURNS' }
  await stream.push('returnReceive', { channel: 'shop', reason: 'other', ...back })
  await stream.push('inspect', { ...back, condition: 'opened', disposition: 'restock', to: a })
  await stream.push('transform', {
    consumed: [{ sku: bars, lot: 'E1', location: c, quantity: 10 }],
    produced: [{ sku: oats, lot: 'M1', location: e, quantity: 5 }],
  })
  await stream.push('count', {
    ...{ location: d, scope: 'location', lines: [{ sku: boxes, lot: null, status: 'available', quantity: 28 }] },
  })
  await ok(server, 'POST', `/lots/${bars}/E2/hold`, { reason: 'smells' })
  await ok(server, 'POST', '/sscc', { count: 5 })
  await captureCosts(server.database.work)
  return [oats, bars, boxes]
}

async function seen({ server, inventory }: Floor, skus: readonly string[]) {
  const figures: Record<string, unknown> = {}
  for (const sku of skus) figures[sku] = await inventory(sku)
  const orders: OrderBody[] = []
  for (const { id } of (await ok<{ items: OrderBody[] }>(server, 'GET', '/orders?limit=100')).items)
    orders.push(await ok<OrderBody>(server, 'GET', `/orders/${id}`))
  const lots = await ok<{ items: unknown[] }>(server, 'GET', '/lots?limit=100')
  return {
    inventory: figures,
    orders: orders.map(({ id, status, lines }) => ({
      ...{ id, status },
      lines: lines.map(({ id, sku, quantity, committed, backordered, allocated, picked, shipped }) => ({
        ...{ id, sku, quantity, committed, backordered, allocated, picked, shipped },
      })),
    })),
    lots: lots.items.length,
  }
}

async function contentOf(url: string, folder: string): Promise<Buffer> {
  const part = `${folder}/.part.db`
  const database = new Database(url)
  await database.backup(part)
  database.close()
  const copy = new Database(part)
  copy.pragma('journal_mode = DELETE')
  copy.exec('VACUUM')
  const content = copy.serialize()
  copy.close()
  rmSync(part)
  return content
}
