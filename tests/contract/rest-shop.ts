/** A warehouse connected to somebody's ERP by the kind `rest`. */
import { expect } from 'vitest'
import { createPublisher } from '../../server/channels/publisher.ts'
import { createFileDrop } from '../../server/channels/rest/file-drop.ts'
import { createVault } from '../../server/channels/vault.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { type Floor, feedSettled, ok } from './floor.ts'
import { createReceiver } from './webhook-receiver.ts'

export const SIGNING_SECRET = 'whsec_never_to_be_seen_000'

export interface FailureBody {
  id: string
  about: string
  subject: string
  state: string
  code: string
  detail: string
  advice: string
}

export type RestShop = Awaited<ReturnType<typeof connectRest>>

export async function connectRest(floor: Floor, id: string, over: Record<string, unknown> = {}) {
  const now = () => Date.now() + floor.clock.offset
  const receiver = createReceiver(SIGNING_SECRET, now)
  const deps = {
    work: floor.server.database.work,
    vault: createVault(TEST_SECRET_KEY),
    fetch: receiver.fetch,
    now,
    random: () => 0.5,
    report: (error: unknown) => floor.server.faults.push(error),
  }
  const publisher = createPublisher(deps)
  const exchange = createFileDrop(deps)
  await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Web', kind: 'dtc', priority: 1 })
  const given = {
    kind: 'rest',
    channel: id,
    baseUrl: 'https://erp.example/hooks/lotline',
    credentials: { signingSecret: SIGNING_SECRET },
    ...over,
  }
  const connect = (more: Record<string, unknown> = {}) =>
    ok(floor.server, 'PUT', `/connectors/${id}`, { ...given, ...more })
  await connect()
  const mappings: Record<string, unknown>[] = []
  const map = () => ok(floor.server, 'PUT', `/connectors/${id}/mappings`, mappings)

  return {
    id,
    receiver,
    deps,
    publisher,
    exchange,
    connect,
    mappings,
    map,
    pass: (ms: number) => {
      floor.clock.offset += ms
    },

    /** What is to be told is told. */
    async settle(): Promise<void> {
      await feedSettled(floor.server)
      await publisher.step()
    },

    /** An item with so many on the shelf, and its listing. */
    async listed(quantity: number, packQuantity = 1) {
      const sku = await floor.item()
      if (quantity > 0) await floor.receive(sku, 'L1', quantity, 'A-01')
      const listing = `ERP-${sku}`
      mappings.push({ listing, sku, packQuantity })
      await map()
      await this.settle()
      return { sku, listing }
    },

    failures: async () => (await ok<{ items: FailureBody[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items,
    unhealed: async () =>
      (await ok<{ items: FailureBody[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items.filter(
        ({ state }) => state === 'open' || state === 'retrying',
      ),
    retry: (failure: string, what = 'retry') =>
      ok(floor.server, 'POST', `/connectors/${id}/failures/${failure}/${what}`),
    log: (query = '') =>
      ok<{
        items: {
          position: number
          topic: string
          subject: string
          state: string
          attempts: number
          data: never
          id: string
        }[]
        next: string | null
        cursor: string
        waiting: number
      }>(floor.server, 'GET', `/connectors/${id}/outgoing${query}`),
    async listing(name: string) {
      const { items } = await ok<{ items: { listing: string; shown: number | null; waiting: boolean }[] }>(
        floor.server,
        'GET',
        `/connectors/${id}/listings?limit=1000`,
      )
      const found = items.find(({ listing }) => listing === name)
      expect(found).toBeDefined()
      return found
    },
    pause: () => connect({ paused: true }),
  }
}
