/**
 * A retailer whose gateway delivers orders and changes twice, out of turn and cut off, over a disk that fails before it acts
 * and after, while stock changes, the server dies anywhere and is doubled, goods leave, and acknowledgements come in part:
 * when it has gone quiet, each order stands once, with what the retailer wants, each document went out once, the figures it
 * was told are those that hold, and whatever could not be settled is in the list. LOTLINE_CHANGES=10000 LOTLINE_ORDERS=2000 is
 * the full size.
 */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { type Floor, feedSettled, ok, openFloor } from '../contract/floor.ts'
import { connectPartner, crashing, type Got, type TradingPartner } from '../contract/trading-partner.ts'
import { createRandom } from '../simulation/random.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { badDisk } from './bad-disk.ts'
import { delivered, filesOf, outOfTurn, storyOf, type Wanted } from './retailer-stories.ts'
import { openOtherChannel, stockChanges } from './stock-changes.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const ORDERS = { sqlite: 20, postgres: 10 }
const CHANGES = { sqlite: 100, postgres: 40 }
const SECOND = 1_000
const MINUTE = 60 * SECOND

interface Listed {
  sku: string
  listing: string
  pack: number
}

let serial = 0
const newSscc = (): string => {
  serial += 1
  const body = `0952123488${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

describe.each(EDGE_DIALECTS)('a retailer in trouble on %s', (dialect) => {
  const random = createRandom(SEED)
  const count = Number(process.env.LOTLINE_ORDERS ?? ORDERS[dialect])
  const changeCount = Number(process.env.LOTLINE_CHANGES ?? CHANGES[dialect])
  let floor: Floor
  let lane: string
  let retail: TradingPartner
  /** The server, on a disk like any other one day, and on a failing one the next. */
  let exchange: TradingPartner['exchange']
  let changes: (() => Promise<unknown>)[]
  const trouble = { isOn: true }
  const disk = badDisk(() => trouble.isOn && random.chance(0.05))
  const listed: Listed[] = []
  const wanted: Wanted[] = []
  const got: Got[] = []
  let crashes = 0
  let changed = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    lane = await floor.bin({ kind: 'staging' })
    await openOtherChannel(floor)
    retail = await connectPartner(floor, `chaos-${dialect}`, {
      version: '004010',
      inventory: { changedEveryMinutes: 1 },
    })
    const plenty = 8 * count
    for (const [stock, pack] of [...Array(3).fill([plenty, 1]), [60, 1], [0, 1], [plenty, 6], [90, 12]] as const)
      listed.push({ ...(await retail.listed(stock, pack)), pack })
    exchange = retail.beside({ files: disk.files })
    changes = stockChanges({
      floor,
      sku: () => random.pick(listed)?.sku ?? '',
      whole: random.whole,
      channel: retail.id,
    })
  })
  afterAll(async () => {
    await retail.end()
    await floor.close()
  })

  /** One look of a server that may die in it, or of two at once. */
  async function look(): Promise<void> {
    floor.clock.offset += random.whole(0, 40 * SECOND)
    if (random.chance(0.5)) await retail.figures()
    await feedSettled(floor.server)
    if (random.chance(0.4)) {
      let left = random.whole(1, 40)
      await retail.beside(crashing(floor.server.database.work, () => --left <= 0)).step()
      floor.server.faults.splice(0)
      if (left <= 0) {
        crashes += 1
        floor.clock.offset += MINUTE
      }
    } else if (random.chance(0.3)) await Promise.all([retail.beside({}).step(), exchange.step()])
    else await exchange.step()
    if (random.chance(0.6)) collect()
  }

  /** The retailer reads what came, and answers some of it, some twice. */
  function collect(): void {
    for (const one of retail.collect()) {
      got.push(one)
      if (one.id === '997' || random.chance(0.15)) continue
      retail.acknowledge(one, random.pick(['A', 'A', 'A', 'E', 'R']) ?? 'A')
      if (random.chance(0.1)) retail.acknowledge(one, 'A')
    }
  }

  async function quiet(): Promise<void> {
    trouble.isOn = false
    for (let rounds = 0; rounds < 5; rounds++) {
      floor.clock.offset += MINUTE + SECOND
      await retail.figures()
      await exchange.step()
      collect()
    }
    trouble.isOn = true
  }

  async function ship(orderId: string): Promise<void> {
    const { tasks } = await floor.release(orderId)
    if (tasks.length === 0) return
    for (const task of tasks) {
      await floor.pick(task, { to: lane, orderId })
      const line = { sku: task.sku, lot: task.lot, quantity: task.quantity, from: lane }
      await floor.stream.push('pack', { orderId, sscc: newSscc(), lines: [line] })
    }
    await floor.stream.push('ship', { orderId, carrier: 'UPSN', trackingNumber: `1Z${serial}` })
  }

  /** Stock changes along with all the rest, as many in each part of it. */
  async function changeStock(part: number): Promise<void> {
    for (; changed < Math.floor(changeCount * part); changed++) await random.pick(changes)?.()
  }

  function textsOfAll(): string[] {
    const listings = listed.filter(({ pack }) => pack === 1).map(({ listing }) => listing)
    const files = Array.from({ length: count }, (_, nth) => {
      const story = storyOf(`PO-${nth}`, listings, random)
      wanted.push(story.wanted)
      return [...filesOf(story, retail.interchange, random), ...(nth % 7 === 0 ? ['what is this?'] : [])]
    }).flat()
    return outOfTurn(
      files.flatMap((text) => delivered(text, random)),
      random,
    )
  }

  it(`has ${count} orders once, and ${changeCount} changes told (seed ${SEED})`, { timeout: 1_800_000 }, async () => {
    const texts = textsOfAll()
    for (const [nth, text] of texts.entries()) {
      retail.put(text)
      await changeStock((0.7 * (nth + 1)) / texts.length)
      if (random.chance(0.35)) await look()
    }
    await quiet()
    for (const [nth, { number, cancelled }] of outOfTurn(wanted, random).entries()) {
      const order = await retail.orderOf(number)
      if (!cancelled && order?.lines.some(({ committed }) => committed > 0) && random.chance(0.7)) await ship(order.id)
      await changeStock(0.7 + (0.3 * (nth + 1)) / count)
      if (random.chance(0.5)) await look()
    }
    expect(changed).toBe(changeCount)
    await quiet()
    trouble.isOn = false
    expect(Math.min(crashes, disk.counts.before, disk.counts.after), 'trouble was had').toBeGreaterThan(2)
    await expectOrders()
    await expectDocuments()
    await expectFigures()
    await expectFailures()
    await floor.cleanAudit()
  })

  async function expectOrders(): Promise<void> {
    const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.platformOrders))
    expect(rows.map(({ externalId }) => externalId).sort()).toEqual(wanted.map(({ number }) => number).sort())
    const skuOf = new Map(listed.map(({ listing, sku }) => [listing, sku]))
    for (const { number, lines, cancelled } of wanted) {
      const order = await retail.orderOf(number)
      const due = new Map<string, number>()
      for (const one of lines.values()) {
        const sku = skuOf.get(one.listing) ?? ''
        due.set(sku, (due.get(sku) ?? 0) + (cancelled ? 0 : one.quantity))
      }
      const stands = new Map<string, number>()
      for (const line of order?.lines ?? [])
        stands.set(line.sku, (stands.get(line.sku) ?? 0) + line.quantity - line.cancelled)
      const open = (all: ReadonlyMap<string, number>) => [...all].filter(([, units]) => units > 0).sort()
      expect(open(stands), number).toEqual(open(due))
    }
  }

  async function expectDocuments(): Promise<void> {
    const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.ediDocuments))
    const out = rows.filter(({ direction }) => direction === 'out')
    expect(rows.filter(({ state }) => state === 'received' || state === 'drafted')).toEqual([])
    // Each was found in the folder once, and each that was found is one of ours.
    expect(got.map(({ interchange }) => interchange).sort()).toEqual(out.map(({ interchange }) => interchange).sort())
    for (const numbers of [
      out.map(({ interchange }) => interchange),
      out.map(({ group }) => group),
      out.map(({ control }) => control),
    ])
      expect(new Set(numbers).size).toBe(out.length)
    expect(new Set(out.map(({ set, cause }) => `${set} ${cause}`)).size).toBe(out.length)
    const answered = got.filter(({ id }) => id === '855').map(({ lines }) => lines[0]?.split('*')[3])
    expect(answered.sort()).toEqual(wanted.map(({ number }) => number).sort())
    const shipments = await floor.server.database.work.read(({ db, t }) => db.select().from(t.shipments))
    for (const set of ['856', '810'])
      expect(
        out
          .filter((one) => one.set === set)
          .map(({ cause }) => cause)
          .sort(),
      ).toEqual(shipments.map(({ transactionId }) => transactionId).sort())
    await expectShipped()
    // Whatever could be read of the partner's was answered, by one 997.
    const sent = new Set(out.map(({ id }) => id))
    for (const one of rows.filter(({ direction, answer }) => direction === 'in' && answer !== null))
      expect(sent).toContain((one.answer as { document?: string }).document)
  }

  async function expectShipped(): Promise<void> {
    const told = new Map<string, number>()
    for (const { lines } of got.filter(({ id }) => id === '856')) {
      const number = lines.find((line) => line.startsWith('PRF'))?.split('*')[1] ?? ''
      const units = lines.filter((line) => line.startsWith('SN1')).map((line) => Number(line.split('*')[2]))
      told.set(number, (told.get(number) ?? 0) + units.reduce((sum, one) => sum + one, 0))
    }
    for (const { number } of wanted) {
      const order = await retail.orderOf(number)
      const shipped = (order?.lines ?? []).reduce((sum, line) => sum + line.shipped, 0)
      expect(told.get(number) ?? 0, number).toBe(shipped)
    }
  }

  /** What the retailer was told last is what can be promised now. */
  async function expectFigures(): Promise<void> {
    const told = got.filter(({ id }) => id === '846')
    expect(told.length).toBeGreaterThan(2)
    const [newest] = told.sort((a, b) => b.interchange.localeCompare(a.interchange))
    const shown = figuresIn(newest?.lines ?? [])
    const here = await ok<{ items: { listing: string; shown: number; waiting: boolean }[] }>(
      floor.server,
      'GET',
      `/connectors/${retail.id}/listings?limit=1000`,
    )
    for (const { sku, listing, pack } of listed) {
      const { channels } = await floor.inventory(sku)
      const promised = channels.find(({ channel }) => channel === retail.id)?.availableToPromise ?? 0
      expect(shown.get(listing), `${listing}: ${promised} in packs of ${pack}`).toBe(Math.floor(promised / pack))
      expect(here.items.find((one) => one.listing === listing)).toMatchObject({
        shown: shown.get(listing),
        waiting: false,
      })
    }
  }

  function figuresIn(lines: readonly string[]): Map<string, number> {
    const figures = new Map<string, number>()
    let listing = ''
    for (const line of lines) {
      const elements = line.split('*')
      if (elements[0] === 'LIN') listing = elements.find((one) => one.startsWith('P-')) ?? ''
      if (elements[0] === 'QTY') figures.set(listing, Number(elements[2]))
    }
    return figures
  }

  /** Whatever could not be settled is in the list, and nothing else is. */
  async function expectFailures(): Promise<void> {
    const { documents, failures } = await floor.server.database.work.read(
      async ({ db, t: { ediDocuments: d, channelFailures: f } }) => ({
        documents: await db.select({ id: d.id, state: d.state }).from(d),
        failures: await db.select().from(f).where(eq(f.connectorId, retail.id)),
      }),
    )
    const open = failures.filter(({ endedAt }) => endedAt === null)
    expect(open.filter(({ about }) => about !== 'document')).toEqual([])
    const unsettled = documents.filter(({ state }) => ['failed', 'refused', 'rejected', 'unanswered'].includes(state))
    expect(open.map(({ subject }) => subject).sort()).toEqual(unsettled.map(({ id }) => id).sort())
    const healed = failures.filter(({ endedAt, state }) => endedAt !== null && state === 'healed')
    expect(healed.map(({ code }) => code)).toContain('folder-unusable')
  }
})
