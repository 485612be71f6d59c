/** What the audit says of transformations, holds and stock that contradict themselves: each broken past the ledger, then mended. */
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { rawRows } from '../../server/db/rows.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'

describe.each(DIALECTS)('the audit on %s', (dialect) => {
  let floor: Floor
  let raw = ''
  let made = ''
  let transaction = ''
  beforeAll(async () => {
    floor = await openFloor(dialect)
    const standardCost = { amount: 250, currency: 'USD' }
    raw = await floor.item({ standardCost })
    made = await floor.item({ rotation: 'fefo' })
    await floor.receive(raw, 'R1', 10, 'A-01')
    await floor.receive(raw, 'R2', 10, 'A-01')
    const lot = { location: 'A-01', quantity: 3 }
    const done = await floor.stream.push('transform', {
      kind: 'kit',
      consumed: [
        { sku: raw, lot: 'R1', ...lot },
        { sku: raw, lot: 'R1', ...lot },
        { sku: raw, lot: 'R2', ...lot },
      ],
      produced: [
        { sku: made, lot: 'M1', ...lot, expiresOn: '2031-05-31' },
        { sku: made, lot: 'M2', ...lot },
      ],
    })
    transaction = done.id
    await ok(floor.server, 'POST', `/lots/${raw}/R2/hold`, { reason: 'Odd' })
  })
  afterAll(() => floor.close())

  const findings = async () => (await audit(floor.server.database.work, Date.now())).findings
  const change = (statement: SQL) => floor.server.database.work.run([], (tx) => rawRows(tx, statement))

  it('is clean, although lots went in twice and cost is shared out', async () => {
    expect(await findings()).toEqual([])
  })

  const broken: [what: string, breaks: () => SQL, mends: () => SQL, says: RegExp[]][] = [
    [
      'a transformation that made nothing',
      () =>
        sql`update transformation_lines set side = 'consumed' where transaction_id = ${transaction} and lot in ('M1', 'M2') returning 1`,
      () =>
        sql`update transformation_lines set side = 'produced' where transaction_id = ${transaction} and lot in ('M1', 'M2') returning 1`,
      [
        /has made nothing/,
        /moved -3 more of .*M1 than it says was consumed/,
        /moved 3 more of .*M1 than it says was produced/,
      ],
    ],
    [
      'a line that is not what was moved',
      () =>
        sql`update transformation_lines set quantity = quantity + 1 where transaction_id = ${transaction} and lot = 'R2' returning 1`,
      () =>
        sql`update transformation_lines set quantity = quantity - 1 where transaction_id = ${transaction} and lot = 'R2' returning 1`,
      [/moved -1 more of .*R2 than it says was consumed/],
    ],
    [
      'value that is lost',
      () =>
        sql`update transformation_lines set cost = cost - 1 where transaction_id = ${transaction} and lot = 'M2' returning 1`,
      () =>
        sql`update transformation_lines set cost = cost + 1 where transaction_id = ${transaction} and lot = 'M2' returning 1`,
      [/used up goods for 2250 and made goods for 2249/],
    ],
    [
      'a cost that is known and not carried over',
      () =>
        sql`update transformation_lines set cost = null, cost_currency = null where transaction_id = ${transaction} and lot in ('M1', 'M2') returning 1`,
      () =>
        sql`update transformation_lines set cost = 1125, cost_currency = 'USD' where transaction_id = ${transaction} and lot in ('M1', 'M2') returning 1`,
      [/used up goods for 2250 and made goods for/],
    ],
    [
      'a lot that is held for nothing',
      () => sql`update holds set lifted_at = 1 where sku = ${raw} and lot = 'R2' returning 1`,
      () => sql`update holds set lifted_at = null where sku = ${raw} and lot = 'R2' returning 1`,
      [/Lot R2 of .* is held, but no hold on it is in force/],
    ],
    [
      'a hold that nobody heeds',
      () => sql`update lots set hold_reason = null where sku = ${raw} and lot = 'R2' returning 1`,
      () => sql`update lots set hold_reason = 'Odd' where sku = ${raw} and lot = 'R2' returning 1`,
      [
        /A hold on lot R2 of .* is in force, but the lot is not held/,
        /Whether .*R2 at MAIN A-01 \(available\) is sellable differs/,
      ],
    ],
    [
      'a rotation that is not its lot’s',
      () =>
        sql`update stock set rotation = '2031-05-30 00000000000000' where sku = ${made} and lot = 'M1' and in_house returning 1`,
      () =>
        sql`update stock set rotation = '2031-05-31 ' || substr('00000000000000' || cast((select received_at from lots where sku = ${made} and lot = 'M1') as text), 14) where sku = ${made} and lot = 'M1' and in_house returning 1`,
      [/When .*M1 at MAIN A-01 \(available\) must leave differs/],
    ],
  ]

  it.each(broken)('finds %s', async (_what, breaks, mends, says) => {
    await change(breaks())
    const found = await findings()
    for (const words of says) expect(found).toEqual(expect.arrayContaining([expect.stringMatching(words)]))
    await change(mends())
    expect(await findings()).toEqual([])
  })

  it('finds a flag that stock does not follow, and says nothing of what is not for sale', async () => {
    const bin = await floor.bin({ blocked: true })
    await floor.receive(raw, 'R3', 5, bin)
    await floor.stream.push('receive', { sku: raw, lot: null, quantity: 2, location: 'A-02' })
    await floor.stream.push('move', { sku: raw, lot: 'NOT-MET', quantity: 1, from: 'A-02', to: 'A-03' })
    expect((await findings()).filter((finding) => finding.includes('sellable'))).toEqual([])
    for (const lot of ['R3', '', 'NOT-MET']) {
      const flag = (value: SQL) =>
        change(
          sql`update stock set sellable = ${value} where sku = ${raw} and lot = ${lot} and in_house and quantity > 0 returning 1`,
        )
      await flag(sql`(1 = 1)`)
      expect((await findings()).filter((finding) => finding.includes('Whether'))).toHaveLength(1)
      await flag(sql`(1 = 0)`)
    }
    expect((await findings()).filter((finding) => finding.includes('Whether'))).toEqual([])
  })
})
