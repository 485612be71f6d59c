/**
 * A platform goes on selling while last night's database is brought back: what it has sold since is read again, once, and it is told
 * every number anew, under versions that no number of before can be newer than.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../server/backup/restore.ts'
import { takeBackup } from '../../server/backup/take.ts'
import { createChannels } from '../../server/channels/channels.ts'
import { createVault } from '../../server/channels/vault.ts'
import { createIds } from '../../server/db/ids.ts'
import { openWork } from '../../server/db/open.ts'
import type { Work } from '../../server/db/work.ts'
import { connectShop } from '../contract/connected-shop.ts'
import { type Floor, ok, openFloor } from '../contract/floor.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { expectCleanAudit, serveWork, TEST_SECRET_KEY } from '../support/server.ts'

interface ListingBody {
  listing: string
  shown: number | null
  wanted: number
}

describe('a restored database and a shop', () => {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-restored-'))
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor('sqlite')
  })
  afterAll(async () => {
    await floor.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('agree again', async () => {
    const shop = await connectShop(floor, 'web')
    const now = () => Date.now() + floor.clock.offset
    const { sku, variantId, listing } = await shop.listed(100)
    const before = shop.shop.placeOrder({ lines: [{ variantId, quantity: 3, cents: 500 }] })
    await shop.settle()
    const file = join(folder, 'night.db')
    await takeBackup({ database: floor.server.database.url, attachments: join(folder, 'photos'), file, now: now() })

    // The day after: goods go, another order comes, the first one is given up, and an order is placed here.
    shop.pass(3_600_000)
    const since = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5, cents: 500 }] })
    await shop.settle()
    shop.shop.cancelOrder(before, { restock: true })
    for (let sold = 0; sold < 4; sold++) {
      shop.shop.placeOrder({ lines: [{ variantId, quantity: 1, cents: 500 }] })
      await shop.settle()
    }
    await floor.order(sku, 10, { channel: 'web' })
    await shop.settle()
    const versionIn = async (work: Work) =>
      (await work.read(({ db, t }) => db.select().from(t.listings)))[0]?.version ?? 0
    const heard = await versionIn(floor.server.database.work)
    expect(heard).toBeGreaterThan(3)
    // It dies, and the shop sells on with nobody listening.
    shop.line.isCut = true
    const unheard = shop.shop.placeOrder({ lines: [{ variantId, quantity: 7, cents: 500 }] })

    const database = join(folder, 'restored.db')
    const sources = { now, newId: createIds(now) }
    const restored = await restoreBackup({
      ...{ database, file, sources, migrations: MIGRATIONS },
      attachments: join(folder, 'photos'),
    })
    expect(restored.lost).toBeNull()
    const server = await serveWork({ url: database, work: openWork(database, sources) }, sources)
    try {
      const { work } = server.database
      const channels = createChannels({
        ...{ work, vault: createVault(TEST_SECRET_KEY), now, random: () => 0.5 },
        fetch: (async (url, init) =>
          shop.shop.app.fetch(new Request(String(url), init as RequestInit))) as typeof fetch,
        report: (error) => server.faults.push(error),
      })
      for (let turn = 0; turn < 20; turn++) {
        await channels.tend()
        await channels.publish()
        shop.pass(15_000)
      }
      const orders = await work.read(({ db, t }) => db.select().from(t.platformOrders))
      const known = orders.map(({ externalId }) => externalId)
      expect(new Set(known).size).toBe(known.length)
      for (const externalId of [before, since, unheard]) expect(known).toContain(externalId)
      expect(known).toHaveLength(1 + 1 + 4 + 1)
      const lines = await work.read(({ db, t }) => db.select().from(t.orderLines))
      const open = lines.reduce((sum, line) => sum + line.quantity - line.cancelled, 0)
      // Three given up; five, four and seven sold there. The ten that were asked for here are lost, and were listed if anybody could.
      expect(open).toBe(5 + 4 + 7)
      const { items } = await ok<{ items: ListingBody[] }>(server, 'GET', '/connectors/web/listings')
      const promised = (
        await ok<{ channels: { channel: string; availableToPromise: number }[] }>(server, 'GET', `/inventory/${sku}`)
      ).channels.find(({ channel }) => channel === 'web')?.availableToPromise
      expect(promised).toBe(100 - open)
      expect(items[0]).toMatchObject({ listing, shown: promised, wanted: promised })
      expect(shop.shop.available(listing)).toBe(promised)
      expect(await versionIn(work)).toBeGreaterThan(heard)
      await expectCleanAudit(server, now())
    } finally {
      await server.close()
    }
  })
})
