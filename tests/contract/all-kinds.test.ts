/** Platforms of every kind side by side, looked after by one server: what one kind has no need of disturbs no other. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChannels } from '../../server/channels/channels.ts'
import { createExchange } from '../../server/channels/edi/exchange/exchange.ts'
import { diskFiles } from '../../server/channels/edi/exchange/folder.ts'
import { createFileDrop } from '../../server/channels/rest/file-drop.ts'
import { createVault } from '../../server/channels/vault.ts'
import { createAmazon } from '../platforms/amazon/amazon.ts'
import { CLIENT, MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { createShopify } from '../platforms/shopify/shopify.ts'
import { DIALECTS } from '../support/database.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor } from './floor.ts'

describe.each(DIALECTS)('platforms of every kind on %s', (dialect) => {
  let floor: Floor
  const root = mkdtempSync(join(tmpdir(), 'lotline-kinds-'))
  const folders = { in: join(root, 'in'), out: join(root, 'out') }
  beforeAll(async () => {
    for (const folder of Object.values(folders)) mkdirSync(folder)
    floor = await openFloor(dialect)
  })
  afterAll(async () => {
    await floor.close()
    rmSync(root, { recursive: true, force: true })
  })

  it('are all looked after without a fault, and each is told what its channel can promise', async () => {
    const now = () => Date.now() + floor.clock.offset
    const shop = createShopify({
      now,
      seed: 1,
      shop: 'tea.example',
      accessToken: 'token',
      webhookSecret: 'secret',
      deliver: async () => new Response(),
    })
    const amazon = createAmazon({
      ...CLIENT,
      now,
      seed: 1,
      sellerId: SELLER,
      marketplaceId: MARKETPLACE,
      notify: async () => undefined,
    })
    const fetch = (async (url, init) => {
      const request = new Request(String(url), init as RequestInit)
      return request.url.includes('tea.example') ? shop.app.fetch(request) : amazon.app.fetch(request)
    }) as typeof globalThis.fetch
    const deps = {
      work: floor.server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch,
      now,
      random: () => 0.5,
      report: (error: unknown) => floor.server.faults.push(error),
    }
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 40, 'A-01')
    const { inventoryItemId } = shop.addVariant({ sku })
    amazon.addListing({ sku, quantity: 0 })
    const connectors: [string, Record<string, unknown>, string][] = [
      [
        'k-shopify',
        {
          kind: 'shopify',
          baseUrl: 'https://tea.example',
          settings: { location: shop.locationId },
          credentials: { accessToken: 'token' },
        },
        inventoryItemId,
      ],
      [
        'k-amazon',
        {
          kind: 'amazon',
          baseUrl: 'https://sellingpartnerapi-na.amazon.com',
          settings: { sellerId: SELLER, marketplaceId: MARKETPLACE },
          credentials: CLIENT,
        },
        sku,
      ],
      [
        'k-edi',
        {
          kind: 'edi',
          folders,
          settings: {
            name: 'Retail',
            us: { qualifier: 'ZZ', id: 'US' },
            partner: { qualifier: 'ZZ', id: 'THEM' },
            inventory: { changedEveryMinutes: 1 },
          },
        },
        sku,
      ],
      ['k-rest', { kind: 'rest' }, sku],
    ]
    for (const [id, input, listing] of connectors) {
      await ok(floor.server, 'PUT', `/channels/${id}`, { name: id, kind: 'dtc', priority: 1 })
      await ok(floor.server, 'PUT', `/connectors/${id}`, { channel: id, ...input })
      await ok(floor.server, 'PUT', `/connectors/${id}/mappings`, [{ listing, sku }])
    }
    const channels = createChannels(deps)
    const exchange = createExchange({ ...deps, files: diskFiles })
    const drop = createFileDrop(deps)
    for (let rounds = 0; rounds < 8; rounds++) {
      await feedSettled(floor.server)
      await channels.publish()
      await channels.tend()
      await exchange.step()
      await drop.step()
      floor.clock.offset += 61_000
    }
    expect(floor.server.faults).toEqual([])
    expect([shop.available(inventoryItemId), amazon.shown(sku)]).toEqual([40, 40])
    const { items } = await ok<{ items: { id: string; waiting: number; failures: number; state: string }[] }>(
      floor.server,
      'GET',
      '/connectors',
    )
    expect(items.map(({ id, waiting, failures, state }) => ({ id, waiting, failures, state }))).toEqual(
      ['k-amazon', 'k-edi', 'k-rest', 'k-shopify'].map((id) => ({ id, waiting: 0, failures: 0, state: 'on' })),
    )
    await floor.cleanAudit()
  })
})
