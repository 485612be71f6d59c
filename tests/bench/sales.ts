/** The warehouse that orders are measured in: items in several lots, and four channels that each set some of them aside. */
import { writeDeepStock } from './deep-stock.ts'
import { requestText, run as runLoad } from './load.ts'
import { CONNECTIONS } from './plan.ts'
import type { BenchServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

export interface Channel {
  code: string
  kind: 'dtc' | 'marketplace' | 'retail' | 'wholesale'
  priority: number
  buffer: number
  minShelfLifeDays: number
}

/** One has a buffer and one asks for shelf life, so that the arithmetic of a promise is the whole of it. */
export const CHANNELS: readonly Channel[] = [
  { code: 'retail', kind: 'retail', priority: 1, buffer: 0, minShelfLifeDays: 30 },
  { code: 'shop', kind: 'dtc', priority: 2, buffer: 0, minShelfLifeDays: 0 },
  { code: 'marketplace', kind: 'marketplace', priority: 3, buffer: 20, minShelfLifeDays: 0 },
  { code: 'wholesale', kind: 'wholesale', priority: 4, buffer: 0, minShelfLifeDays: 0 },
]

export interface Sales {
  skus: readonly string[]
  lotsPerSku: number
  /** Units of each lot. */
  quantity: number
  /** Units of each item set aside for each channel; 0: none. */
  protection: number
}

const BINS = 400
const EXPIRY_DAYS = 5

export async function openSales(server: BenchServer, { skus, lotsPerSku, quantity, protection }: Sales): Promise<void> {
  const items = skus.map((sku) => `${sku},${sku},fefo,true,each`)
  await importCsv(server, 'items', 'sku,name,rotation,lotTracked,unit', items)
  const bins = range(BINS).map((index) => `B-${String(index).padStart(3, '0')}`)
  // As writeDeepStock writes them: with no place on the way through the warehouse.
  const places = [...bins.map((bin) => `${bin},pick,0`), 'STAGE,staging,1']
  await importCsv(server, 'locations', 'code,kind,pickSequence', places)
  for (const { code, ...terms } of CHANNELS) await server.api('PUT', `/channels/${code}`, { name: code, ...terms })
  await server.stop()
  writeDeepStock(server.databaseFile, { skus, lotsPerSku, quantity, bins, expiryDays: EXPIRY_DAYS })
  await server.start()
  if (protection > 0) await protect(server, skus, protection)
}

/** By the API, which refuses to set aside what is not there. */
async function protect(server: BenchServer, skus: readonly string[], quantity: number): Promise<void> {
  const requests = skus.flatMap((sku) =>
    CHANNELS.map(({ code }) =>
      requestText(server.port, server.token, {
        method: 'PUT',
        path: `/protections/${sku}/${code}`,
        body: { quantity },
      }),
    ),
  )
  const connections = range(CONNECTIONS).map((connection) =>
    requests.filter((_, index) => index % CONNECTIONS === connection),
  )
  await runLoad({ port: server.port, connections, inFlight: 4 })
}
