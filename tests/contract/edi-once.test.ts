/** Whatever comes twice or breaks off: each document is followed once, and told once. */
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { rawRows } from '../../server/db/rows.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { setUpEdi } from './edi-floor.ts'
import { type Floor, feedSettled } from './floor.ts'
import { changeSet, connectPartner, crashing, orderSet, type TradingPartner } from './trading-partner.ts'

const STRIDE = { sqlite: IS_WHOLE ? 1 : 5, postgres: 4 }

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let retail: TradingPartner
  // Each text is prepared once on a connection: all of them are seen only by whoever looks from the start.
  const prepare = vi.spyOn(Database.prototype, 'prepare')
  afterAll(() => prepare.mockRestore())
  const { shipped, lines, only } = setUpEdi(dialect, (given) => {
    ;({ floor, retail } = given)
  })

  it.runIf(dialect === 'sqlite')('is found by its state in an index, however much was exchanged before', async () => {
    const { listing } = await retail.listed(40)
    retail.send(orderSet('PO-1', [[listing, 4]]))
    await retail.step()
    const texts = new Set(prepare.mock.calls.map(([text]) => text))
    const byState = [...texts].filter((text) => /^select .* from "edi_documents" where .*"state" = \?/.test(text))
    expect(byState.length).toBeGreaterThan(3)
    for (const text of byState) {
      // With any state in its place: SQLite does not know which one it will be either.
      const plan = await floor.server.database.work.read((reader) =>
        rawRows<{ detail: string }>(reader, sql.raw(`explain query plan ${text.replaceAll('?', "'x'")}`)),
      )
      expect(plan.map(({ detail }) => detail).join('\n'), text).toMatch(/edi_documents_by_state/)
    }
  })

  describe('what comes twice', () => {
    it('as a file is known and moved away; as a document in another file, too', async () => {
      const { listing } = await retail.listed(40)
      const text = retail.interchange([orderSet('PO-2', [[listing, 4]])])
      retail.put(text, 'one.edi')
      await retail.step()
      retail.put(text, 'one.edi')
      retail.put(text, 'two.edi')
      retail.put(`\r\n${text}\r\n`, 'three.edi')
      await retail.step()
      expect(await lines('PO-2')).toEqual([4])
      expect(await only('850')).toMatchObject({ state: 'applied' })
      expect(retail.left('in')).toEqual([])
      expect(retail.left('done')).toHaveLength(4)
      expect(
        retail
          .collect()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['855', '997'])
      const files = await floor.server.database.work.read(({ db, t }) => db.select().from(t.ediFiles))
      expect(files.filter(({ connectorId }) => connectorId === retail.id)).toHaveLength(2)
    })

    it('with numbers that came before and other content is another document, and says so', async () => {
      const { listing } = await retail.listed(40)
      retail.put(retail.interchange([orderSet('PO-3', [[listing, 4]])], { control: '77' }))
      retail.put(retail.interchange([orderSet('PO-4', [[listing, 2]])], { control: '77' }))
      await retail.step()
      expect([await lines('PO-3'), await lines('PO-4')]).toEqual([[4], [2]])
      const [second] = await retail.documents('&number=PO-4&set=850')
      expect(second?.detail).toBe('Its control numbers came before, with other content.')
    })

    it('is not read while it is being written', async () => {
      const { listing } = await retail.listed(40)
      const { writeFileSync } = await import('node:fs')
      const text = retail.interchange([orderSet('PO-5', [[listing, 4]])])
      for (const name of ['.hidden.edi', 'writing.edi.tmp', 'writing.PART'])
        writeFileSync(`${retail.folders.in}/${name}`, text)
      await retail.step()
      expect(retail.left('in')).toHaveLength(3)
      expect(await retail.documents()).toEqual([])
    })
  })

  describe('what is broken off', () => {
    /** The order taken, shipped and told; whatever was done of it before is not done again. */
    const story = async (partner: TradingPartner, sku: string, step: () => Promise<void>) => {
      await step()
      const order = await partner.orderOf('PO-CRASH')
      if (order?.lines.every(({ shipped: gone }) => gone === 0)) await shipped(order.id, [[sku, 'L1', 4]])
      await feedSettled(floor.server)
      await step()
    }

    it('between any two steps is carried on, and nothing is done twice', async () => {
      // In `npm test` one point of three; on PostgreSQL, whose units are the same, one of four.
      const stride = STRIDE[dialect]
      let isBroken = true
      for (let broken = 1; isBroken; broken += stride) {
        const partner = await connectPartner(floor, `crash-${broken}`)
        const { sku, listing } = await partner.listed(40)
        partner.send(orderSet('PO-CRASH', [[listing, 4]]), changeSet('PO-CRASH', [['1', 'CA', 4]]))
        let calls = 0
        const { step } = partner.beside(crashing(floor.server.database.work, () => ++calls >= broken))
        await story(partner, sku, step)
        isBroken = calls >= broken
        floor.server.faults.splice(0)
        // The gateway has taken what it found: whoever wrote it again would send it twice.
        const before = partner.collect()
        // Whoever died still holds the lease, until it is taken for dead.
        floor.clock.offset += 61_000
        await story(partner, sku, partner.step)
        const got = [...before, ...partner.collect()].map(({ id }) => id)
        expect(got.sort(), `broken at ${broken}`).toEqual(['810', '855', '856', '997', '997'])
        const kept = (await partner.documents()).map(({ set }) => set)
        expect(kept.sort()).toEqual(['810', '850', '855', '856', '860', '997', '997'])
        expect((await partner.orderOf('PO-CRASH'))?.lines).toMatchObject([{ quantity: 4, shipped: 4 }])
        expect([partner.left('in'), partner.left('done').length]).toEqual([[], 1])
        expect(await partner.openFailures()).toEqual([])
        await partner.end()
      }
    }, 120_000)

    it('as a folder that cannot be used is told while it lasts', async () => {
      const { listing } = await retail.listed(40)
      const { renameSync } = await import('node:fs')
      retail.send(orderSet('PO-F', [[listing, 4]]))
      renameSync(retail.folders.out, `${retail.folders.out}-away`)
      await retail.step()
      expect(await lines('PO-F')).toEqual([4])
      expect(await retail.openFailures()).toMatchObject([{ about: 'connector', code: 'folder-unusable' }])
      renameSync(`${retail.folders.out}-away`, retail.folders.out)
      floor.clock.offset += 11_000
      await retail.step()
      expect(
        retail
          .collect()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['855', '997'])
      expect(await retail.openFailures()).toEqual([])
    })

    it('by two processes at once is done once', async () => {
      const { listing } = await retail.listed(400)
      const numbers = Array.from({ length: 8 }, (_, nth) => `PO-T${nth}`)
      for (const number of numbers) retail.send(orderSet(number, [[listing, 1]]))
      const others = [retail.beside({}), retail.beside({}), retail.exchange]
      await Promise.all(others.map((one) => one.step()))
      await retail.step()
      for (const number of numbers) expect(await lines(number)).toEqual([1])
      expect(retail.collect()).toHaveLength(16)
    })
  })
})
