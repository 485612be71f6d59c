/** The warehouse that pushes and reads are measured in: items, docks, bins, channels, and lots that are known already. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { BINS, binAt, DOCKS, dockAt, EXPIRES, KNOWN_LOTS, knownLot, SKUS, skuAt } from './plan.ts'
import type { BenchServer } from './server.ts'

const CHANNELS = ['shop', 'marketplace', 'retail', 'wholesale']
const PER_PUSH = 500

export async function fillWarehouse(server: BenchServer): Promise<void> {
  const items = range(SKUS).map((index) => `${skuAt(index)},Item ${index},fefo,true,each`)
  await importCsv(server, 'items', 'sku,name,rotation,lotTracked,unit', items)
  const places = [
    ...range(DOCKS).map((index) => `${dockAt(index)},dock,${index}`),
    ...range(BINS).map((index) => `${binAt(index)},pick,${index + DOCKS}`),
  ]
  await importCsv(server, 'locations', 'code,kind,pickSequence', places)
  for (const [index, channel] of CHANNELS.entries())
    await server.api('PUT', `/channels/${channel}`, { name: channel, kind: 'dtc', priority: index + 1 })
  await receiveKnownLots(server)
}

export async function importCsv(server: BenchServer, kind: string, heading: string, rows: string[]): Promise<void> {
  const file = join(server.folder, `${kind}.csv`)
  writeFileSync(file, `${[heading, ...rows].join('\n')}\n`)
  await server.command('import', kind, file)
}

async function receiveKnownLots(server: BenchServer): Promise<void> {
  const streamId = v7()
  const occurredAt = new Date(Date.now() - 86_400_000).toISOString()
  const transactions = range(SKUS * KNOWN_LOTS).map((index) => ({
    id: v7(),
    seq: index + 1,
    v: 1,
    type: 'receive',
    occurredAt,
    payload: {
      sku: skuAt(index),
      lot: knownLot(Math.floor(index / SKUS)),
      quantity: 24,
      location: binAt(index),
      expiresOn: EXPIRES,
    },
  }))
  for (let at = 0; at < transactions.length; at += PER_PUSH) {
    const batch = transactions.slice(at, at + PER_PUSH)
    await server.api('POST', '/sync/push', { deviceId: 'OFFICE', streamId, transactions: batch })
  }
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
