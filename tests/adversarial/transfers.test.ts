/**
 * Transfers among three warehouses in any order: sent and received by lot or on pallets, late, twice, beyond what was sent,
 * undone at either end, ended and booked, while orders take the same goods. After each part of it the audit is clean; at the
 * end what stands in the houses, is on its way and was written off is what came in, to the unit.
 */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import type { PushResult } from '../../shared/wire/push.ts'
import { type ExceptionBody, type Floor, ok, openFloor, orderBody, type StockBody } from '../contract/floor.ts'
import { createRandom, type Random } from '../platforms/shopify/random.ts'
import { DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_130)
const STEPS = { sqlite: 120, postgres: IS_WHOLE ? 120 : 40 }
const HOUSES = ['MAIN', 'EAST', 'WEST']
const LOTS = ['L1', 'L2']
const STOCK = 60

interface Sent {
  transferId: string
  to: string
  from: string
  lines: { sku: string; lot: string; quantity: number }[]
  unit?: string
}

describe.each(DIALECTS)(`transfers in any order on %s, seed ${SEED}`, (dialect) => {
  let floor: Floor
  let random: Random
  let serial = 0
  const skus: string[] = []
  const recorded: { id: string; warehouse: string }[] = []
  const sent: Sent[] = []

  beforeAll(async () => {
    floor = await openFloor(dialect)
    random = createRandom(SEED)
    for (const code of HOUSES.slice(1)) {
      await ok(floor.server, 'PUT', `/warehouses/${code}`, { name: code, timeZone: 'America/Chicago', currency: 'USD' })
      await ok(floor.server, 'PUT', '/locations/DOCK-1', { kind: 'dock', warehouse: code })
    }
    for (let made = 0; made < 3; made++) {
      const sku = await floor.item()
      skus.push(sku)
      for (const lot of LOTS) await floor.receive(sku, lot, STOCK, 'DOCK-1', 2)
    }
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const pick = <T>(all: readonly T[]): T => all[random.whole(0, all.length - 1)] as T

  async function push(type: string, payload: Record<string, unknown>, warehouse: string): Promise<PushResult> {
    const transaction = { id: v7(), seq: 1, v: 1, type, occurredAt: new Date().toISOString(), payload }
    const body = { deviceId: `HH-${warehouse}`, streamId: v7(), transactions: [transaction] }
    const answer = await ok<{ results: PushResult[] }>(floor.server, 'POST', `/sync/push?warehouse=${warehouse}`, body)
    const result = answer.results[0] as PushResult
    expect(result.outcome, JSON.stringify(result.problem)).not.toBe('refused')
    recorded.push({ id: transaction.id, warehouse })
    return result
  }

  const standing = async (warehouse: string) =>
    (
      await ok<{ items: (StockBody & { sku: string })[] }>(
        floor.server,
        'GET',
        `/stock?warehouse=${warehouse}&limit=1000`,
      )
    ).items

  /** Of what stands there, or now and then of what does not. */
  async function send(): Promise<void> {
    const from = pick(HOUSES)
    const to = pick(HOUSES.filter((code) => code !== from))
    const rows = (await standing(from)).filter(({ quantity, lot }) => quantity > 0 && lot !== null)
    const row = rows.length > 0 && random.whole(1, 10) > 1 ? pick(rows) : undefined
    const goods = row
      ? { sku: row.sku, lot: row.lot ?? '', quantity: random.whole(1, row.quantity), from: row.location }
      : { sku: pick(skus), lot: pick(LOTS), quantity: random.whole(1, 5), from: 'DOCK-1' }
    const transferId = sent.length > 0 && random.whole(1, 5) === 1 ? pick(sent).transferId : v7()
    const { from: place, ...line } = goods
    const isUnit = /^\d{18}$/.test(place)
    await push('transferShip', { transferId, to, ...(isUnit ? { unit: place } : {}), lines: [goods] }, from)
    sent.push({ transferId, to, from, lines: [line], ...(isUnit ? { unit: place } : {}) })
  }

  /** What was sent, or other than that: fewer, more, another lot, elsewhere, on a pallet that nobody sent. */
  async function receive(): Promise<void> {
    const one: Sent = sent.length > 0 ? pick(sent) : { transferId: v7(), to: 'EAST', from: 'MAIN', lines: [] }
    const [line = { sku: pick(skus), lot: pick(LOTS), quantity: 2 }] = one.lines
    const chance = random.whole(1, 10)
    const quantity = chance < 7 ? line.quantity : random.whole(1, line.quantity + 2)
    const lot = chance === 10 ? pick(LOTS) : line.lot
    const body = `0095060001343${String(++serial).padStart(4, '0')}`
    const unit = one.unit ?? (chance === 9 ? `${body}${checkDigit(body)}` : undefined)
    await push(
      'transferReceive',
      {
        transferId: one.transferId,
        from: one.from,
        lines: [{ sku: line.sku, lot, quantity, location: 'DOCK-1' }],
        ...(unit === undefined ? {} : { unit }),
        complete: random.whole(1, 8) === 1,
      },
      chance === 8 ? pick(HOUSES) : one.to,
    )
  }

  async function undo(): Promise<void> {
    const target = recorded.length > 0 ? pick(recorded) : undefined
    if (target) await push('reverse', { transaction: target.id }, target.warehouse).catch(refusedReversal)
  }

  /** A reversal is not reversed: that one was, is the only refusal that this may meet. */
  async function refusedReversal(): Promise<void> {
    for (const warehouse of HOUSES) {
      const { items } = await ok<{ items: { id: string; problem: { code: string } }[] }>(
        floor.server,
        'GET',
        `/refused?warehouse=${warehouse}`,
      )
      for (const { id, problem } of items) {
        expect(problem.code).toBe('reversal-not-reversible')
        await ok(floor.server, 'POST', `/refused/${id}/dismiss`)
      }
    }
  }

  async function book(): Promise<void> {
    const warehouse = pick(HOUSES)
    const [found] = (await open(warehouse)).filter(({ type }) => type === 'transfer-differs')
    if (!found) return
    const body = { remedy: 'write-off', reason: 'unknown', note: 'Looked for at both ends' }
    await ok(floor.server, 'POST', `/exceptions/${found.id}/resolve`, body)
  }

  const open = async (warehouse: string) =>
    (
      await ok<{ items: ExceptionBody[] }>(
        floor.server,
        'GET',
        `/exceptions?state=open&warehouse=${warehouse}&limit=1000`,
      )
    ).items

  async function askOrSell(): Promise<void> {
    const sku = pick(skus)
    const quantity = random.whole(1, 8)
    if (random.whole(0, 1) === 0) await floor.server.call('POST', '/orders', orderBody([{ sku, quantity }]))
    else await floor.server.call('POST', '/transfers', { to: pick(['EAST', 'WEST']), lines: [{ sku, quantity }] })
  }

  const WORK = [send, send, send, receive, receive, receive, undo, book, askOrSell]

  it('loses no unit and makes none', async () => {
    for (let step = 1; step <= STEPS[dialect]; step++) {
      await pick(WORK)()
      if (step % 20 === 0) await floor.cleanAudit()
    }
    const balances = await floor.server.database.work.read(({ db, t }) => db.select().from(t.stock))
    for (const sku of skus)
      for (const lot of LOTS) {
        const own = balances.filter((row) => row.sku === sku && row.lot === lot)
        const sum = (is: (location: string) => boolean) =>
          own.reduce((units, { location, quantity }) => (is(location) ? units + quantity : units), 0)
        const here = sum((location) => !location.startsWith('@') || location === '@in-transit')
        expect(here + sum((location) => location === '@adjustment'), `${sku} ${lot}`).toBe(STOCK)
      }
  })
})
