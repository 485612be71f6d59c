/**
 * A retailer whose gateway delivers orders and changes twice, out of turn and cut off, while the server dies anywhere and is
 * doubled, goods leave, and acknowledgements come in part: when it has gone quiet, each order stands once, with what the
 * retailer wants, and each document went out once. LOTLINE_ORDERS makes it longer.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { type Floor, feedSettled, openFloor } from '../contract/floor.ts'
import {
  changeSet,
  connectPartner,
  crashing,
  type Got,
  orderSet,
  type SentSet,
  type TradingPartner,
} from '../contract/trading-partner.ts'
import { createRandom } from '../simulation/random.ts'
import { DIALECTS } from '../support/database.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const ORDERS = { sqlite: 25, postgres: 10 }

interface Wanted {
  number: string
  /** By the retailer's line: the listing, and how many. */
  lines: Map<string, { listing: string; quantity: number }>
  cancelled: boolean
}

let serial = 0
const newSscc = (): string => {
  serial += 1
  const body = `0952123488${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

describe.each(DIALECTS)('a retailer in trouble on %s', (dialect) => {
  const random = createRandom(SEED)
  const count = Number(process.env.LOTLINE_ORDERS ?? ORDERS[dialect])
  let floor: Floor
  let retail: TradingPartner
  let lane: string
  const skus = new Map<string, string>()
  const wanted: Wanted[] = []
  const got: Got[] = []
  let crashes = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    lane = await floor.bin({ kind: 'staging' })
    retail = await connectPartner(floor, `chaos-${dialect}`, { version: '004010' })
    for (const stock of [5_000, 5_000, 5_000, 60, 0]) {
      const { sku, listing } = await retail.listed(stock)
      skus.set(listing, sku)
    }
  })
  afterAll(async () => {
    await retail.end()
    await floor.close()
  })

  const listing = () => random.pick([...skus.keys()]) ?? ''
  const quantity = () => random.whole(1, 12)

  /** An order and what becomes of it: the sets in the order in which the retailer wrote them. */
  function story(number: string): SentSet[] {
    const first = Array.from({ length: random.whole(1, 3) }, () => [listing(), quantity()] as const)
    const lines: Wanted['lines'] = new Map(
      first.map(([name, units], at) => [String(at + 1), { listing: name, quantity: units }]),
    )
    const sets = [orderSet(number, first)]
    const changes = random.whole(0, 3)
    for (let sequence = 1; sequence <= changes; sequence++) {
      const [line = '1', before] = random.pick([...lines]) ?? []
      const isNew = random.chance(0.25)
      const change = isNew
        ? ([String(lines.size + 1), 'AI', quantity(), listing()] as const)
        : ([line, random.chance(0.2) ? 'DI' : 'CA', quantity()] as const)
      sets.push(changeSet(number, [change], { sequence: String(sequence) }))
      lines.set(change[0], {
        listing: change[3] ?? before?.listing ?? '',
        quantity: change[1] === 'DI' ? 0 : change[2],
      })
    }
    const cancelled = random.chance(0.1)
    if (cancelled) sets.push(changeSet(number, [], { purpose: '01', sequence: String(changes + 1) }))
    wanted.push({ number, lines, cancelled })
    return sets
  }

  /** What the gateway makes of a file: as it is, twice, with blank lines, cut off, or of somebody else's. */
  function delivered(text: string): string[] {
    if (random.chance(0.1)) return [text.slice(0, random.whole(1, text.length - 1)), text]
    if (random.chance(0.05)) return [text.replace('*ZZ*LOTLINE ', '*ZZ*SOMEONE '), text]
    if (random.chance(0.25)) return [text, text]
    return random.chance(0.15) ? [text, `\n\n${text}\n`] : [text]
  }

  /** Later ones may pass earlier ones. */
  const outOfTurn = <T>(all: readonly T[]): T[] =>
    all
      .map((one, at) => ({ one, at: at + random.next() * 12 }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)

  /** One look of a server that may die in it, or of two at once. */
  async function look(): Promise<void> {
    await feedSettled(floor.server)
    if (random.chance(0.4)) {
      let left = random.whole(1, 40)
      await retail.beside(crashing(floor.server.database.work, () => --left <= 0)).step()
      floor.server.faults.splice(0)
      if (left <= 0) {
        crashes += 1
        floor.clock.offset += 61_000
      }
    } else if (random.chance(0.3)) await Promise.all([retail.beside({}).step(), retail.exchange.step()])
    else await retail.exchange.step()
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
    for (let rounds = 0; rounds < 4; rounds++) {
      floor.clock.offset += 61_000
      await retail.step()
      collect()
    }
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

  it('has each order once, as it is wanted, and each document of ours once', async () => {
    const sets = Array.from({ length: count }, (_, nth) => story(`PO-${nth}`))
    const files: string[] = []
    for (const [nth, own] of sets.entries()) {
      // Some come together, some alone; an order may be sent again under other numbers.
      if (random.chance(0.3)) files.push(retail.interchange(own))
      else for (const set of own) files.push(retail.interchange([set]))
      const first = own[0]
      if (first && random.chance(0.2))
        files.push(
          retail.interchange([{ ...first, segments: first.segments.map((line) => line.replace('BEG*00', 'BEG*07')) }]),
        )
      if (nth % 7 === 0) files.push('what is this?')
    }
    for (const text of outOfTurn(files.flatMap(delivered))) {
      retail.put(text)
      if (random.chance(0.35)) await look()
    }
    await quiet()
    for (const { number, cancelled } of outOfTurn(wanted)) {
      const order = await retail.orderOf(number)
      if (!cancelled && order?.lines.some(({ committed }) => committed > 0) && random.chance(0.7)) await ship(order.id)
      if (random.chance(0.5)) await look()
    }
    await quiet()
    expect(crashes, 'the servers died').toBeGreaterThan(2)
    await expectOrders()
    await expectDocuments()
    await floor.cleanAudit()
  }, 600_000)

  async function expectOrders(): Promise<void> {
    const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.platformOrders))
    expect(rows.map(({ externalId }) => externalId).sort()).toEqual(wanted.map(({ number }) => number).sort())
    for (const { number, lines, cancelled } of wanted) {
      const order = await retail.orderOf(number)
      const due = new Map<string, number>()
      for (const one of lines.values()) {
        const sku = skus.get(one.listing) ?? ''
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
    for (const one of rows.filter(({ direction, answer }) => direction === 'in' && answer !== null))
      expect(out.map(({ id }) => id)).toContain((one.answer as { document?: string }).document)
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
})
