/** What can happen in the rotation property, to the server and to the oracle. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { orderBody } from './floor.ts'
import {
  ask,
  at,
  BINS,
  CHANNELS,
  DAY,
  lookAt,
  openPicks,
  PLACES,
  READY,
  type Run,
  skuOf,
  type Task,
  type Told,
  tell,
} from './rotation-floor.ts'
import * as oracle from './rotation-oracle.ts'
import { expectNothingLeft, expectRightFindings } from './rotation-rules.ts'

const few = fc.integer({ min: 1, max: 9 })
const which = fc.nat({ max: 99 })
/** Mostly the one, so that much meets on it. */
const item = fc.constantFrom<number>(0, 0, 0, 1, 1)
const lifetime = fc.constantFrom<number | null>(null, null, 0, 1, 2, 4, 8, 12, 20, 40)
const some = { lot: which, quantity: few }

export const happenings = {
  receive: fc.record({
    item,
    quantity: fc.integer({ min: 1, max: 14 }),
    again: fc.option(which),
    lastsFor: lifetime,
    daysAgo: fc.nat({ max: 20 }),
    place: which,
  }),
  order: fc.record({
    channel: which,
    onShort: fc.constantFrom('reject', 'partial', 'partial', 'backorder', 'record'),
    shipIn: fc.constantFrom(null, null, null, 0, 2, 6),
    lines: fc.array(fc.record({ item, quantity: few }), { minLength: 1, maxLength: 2 }),
  }),
  release: fc.record({
    orders: fc.array(which, { minLength: 1, maxLength: 4 }),
    how: fc.constantFrom('one', 'one', 'together', 'batch', 'batches'),
  }),
  pick: fc.record({
    task: which,
    how: fc.constantFrom('all', 'all', 'part', 'part', 'otherBin', 'otherLot', 'otherLot', 'more', 'late'),
    quantity: few,
    other: which,
    to: which,
    override: fc.constantFrom<'none' | 'proven' | 'forged'>('none', 'none', 'proven', 'forged'),
  }),
  short: fc.record({
    task: which,
    found: fc.nat({ max: 5 }),
    reason: fc.constantFrom('missing', 'damaged', 'expired'),
  }),
  hold: fc.record({ lot: which, unmet: fc.constantFrom(false, false, false, false, true) }),
  lift: fc.record({ lot: which }),
  transform: fc.record({
    from: fc.array(fc.record(some), { minLength: 1, maxLength: 2 }),
    into: fc.record({ item, again: fc.option(which), place: which, lastsFor: lifetime, quantity: few }),
    kind: fc.constantFrom('repack', 'relabel', 'production', 'kit'),
  }),
  move: fc.record({ ...some, to: which }),
  putBack: fc.record({ task: which, quantity: few, to: which }),
  gain: fc.record(some),
  lose: fc.record(some),
  damage: fc.record(some),
  mend: fc.record(some),
  block: fc.record({ place: which, blocked: fc.boolean() }),
  policy: fc.record({ item }),
  cancel: fc.record({ order: which }),
  change: fc.record({ order: which, quantity: fc.nat({ max: 12 }) }),
  protect: fc.record({ item, channel: which, quantity: fc.nat({ max: 6 }) }),
  ship: fc.record({ order: which }),
  undo: fc.record({ fact: which }),
  pass: fc.record({ days: fc.constantFrom(1, 1, 1, 2, 5) }),
  rush: fc.record({
    orders: fc.array(which, { minLength: 2, maxLength: 5 }),
    held: fc.option(which),
    short: fc.option(fc.record({ task: which, found: few })),
    picks: fc.array(which, { maxLength: 3 }),
  }),
}
export type Happenings = {
  [Name in keyof typeof happenings]: (typeof happenings)[Name] extends fc.Arbitrary<infer T> ? T : never
}
export type Step = { [Name in keyof Happenings]: [Name, Happenings[Name]] }[keyof Happenings]

export const WEIGHTS: Record<keyof Happenings, number> = {
  receive: 6,
  order: 8,
  release: 8,
  pick: 7,
  short: 3,
  hold: 4,
  lift: 3,
  transform: 4,
  move: 3,
  putBack: 2,
  gain: 1,
  lose: 2,
  damage: 1,
  mend: 1,
  block: 2,
  policy: 1,
  cancel: 1,
  change: 2,
  protect: 2,
  ship: 2,
  undo: 3,
  pass: 3,
  rush: 4,
}

/** `restored`: what was chosen before is chosen again, because somebody took back what had changed it. */
export type Outcome = { restored: true } | undefined
export type Doing<Given> = (run: Run, given: Given) => Promise<Outcome>

const AVAILABLE = 'available'

/** What hands can take somewhere. */
const standing = (run: Run, status = AVAILABLE) =>
  oracle.balances(run.book).filter((one) => one.status === status && one.quantity > 0)

const placeOf = (index: number): string => at(PLACES, index) ?? ''
const binOf = (index: number): string => at(BINS, index) ?? ''

/** A lot that the item has, or the next one. Both items have lots of the same names. */
function lotNamed(run: Run, sku: string, again: number | null): oracle.Lot {
  const known = oracle.lotsOf(run.book, sku)
  const named = again === null ? undefined : at(known, again)
  const names = new Set([...known, ...run.book.holds.filter((one) => one.sku === sku)].map(({ lot }) => lot))
  let next = names.size + 1
  while (names.has(`L${next}`)) next++
  return named ?? { sku, lot: `L${next}` }
}

const everyLot = (run: Run): oracle.Lot[] => run.skus.flatMap((sku) => oracle.lotsOf(run.book, sku))

const orderWaits = (run: Run, order: string): boolean =>
  run.look.lines.some((line) => line.order === order && line.committed > 0)

/** Orders with something to release; several may be the same one. */
const waiting = (run: Run, indexes: readonly number[]): string[] => {
  const open = run.orders.filter((order) => orderWaits(run, order))
  return indexes.map((index) => at(open, index)).filter((order) => order !== undefined)
}

/** Requests side by side, each order maybe twice and in a batch besides. */
async function releaseAtOnce(run: Run, orders: readonly string[], batch: boolean): Promise<void> {
  if (orders.length === 0) return
  const each = orders.map((order) => ask(run, 'POST', `/orders/${order}/release`, undefined, [409]))
  const body = { orders: [...new Set(orders)], batch: true }
  await Promise.all([...each, ...(batch ? [ask(run, 'POST', '/orders/release', body)] : [])])
}

export const doing: { [Name in keyof Happenings]: Doing<Happenings[Name]> } = {
  async receive(run, { item, quantity, again, lastsFor, daysAgo, place }) {
    const lot = lotNamed(run, skuOf(run, item), again)
    const at = run.clock.now - daysAgo * DAY
    const known = oracle.isKnown(run.book, lot)
    const expiresOn = known || lastsFor === null ? null : oracle.addDays(run.book.today, lastsFor)
    const location = placeOf(place)
    const told = await tell(
      run,
      'receive',
      { ...lot, quantity, location, ...(expiresOn === null ? {} : { expiresOn }) },
      at,
    )
    run.book.receipts.push({ ...lot, at, expiresOn, by: told.id })
    oracle.carry(run.book, lot, quantity, { to: { place: location, status: AVAILABLE }, by: told.id })
    run.told.push(told.id)
    return undefined
  },

  async order(run, { channel: index, onShort, shipIn, lines }) {
    const wanted = lines.map(({ item, quantity }) => ({ sku: skuOf(run, item), quantity }))
    const channel = at(CHANNELS, index)
    const shipBy = shipIn === null ? {} : { shipBy: oracle.addDays(run.book.today, shipIn) }
    const reply = await ask<{ id: string }>(
      run,
      'POST',
      '/orders',
      orderBody(wanted, { channel, onShort, ...shipBy }),
      [409],
    )
    if (reply.status === 201) run.orders.push(reply.body.id)
    return undefined
  },

  async release(run, { orders: indexes, how }) {
    const orders = waiting(run, indexes)
    const [first] = orders
    if (first === undefined) return undefined
    const before = run.look
    if (how === 'one') await ask(run, 'POST', `/orders/${first}/release`, undefined, [409])
    else if (how === 'together') await releaseAtOnce(run, orders, false)
    else if (how === 'batches') await releaseAtOnce(run, orders, true)
    else await ask(run, 'POST', '/orders/release', { orders: [...new Set(orders)], batch: true })
    await expectNothingLeft(run, before, await lookAt(run), how === 'one' ? [first] : orders)
    return undefined
  },

  async pick(run, { task: index, how, quantity: units, other, to, override: by }) {
    const before = run.look
    const task = how === 'late' ? at(run.seen, index) : at(openPicks(run), index)
    if (!task) return undefined
    const taken = pickedFrom(run, task, how, other)
    const wanted = { part: Math.min(units, task.open), more: task.open + units }[how as 'part'] ?? task.open
    const quantity = Math.min(wanted, oracle.unitsAt(run.book, { ...taken, status: AVAILABLE }))
    if (quantity <= 0) return undefined
    const destination =
      at(
        READY.filter((place) => place !== taken.place),
        to,
      ) ?? ''
    const { sku, lot, place } = taken
    const override = how === 'otherLot' ? by : 'none'
    const told = await tell(run, 'pick', {
      taskId: task.id,
      sku,
      lot,
      location: place,
      to: destination,
      quantity,
      lineId: task.line,
      ...(override === 'none' ? {} : { override: await allowed(run, task, lot, override) }),
    })
    expectRightFindings(run, before, { sku, lot, place, quantity, task, override }, told)
    pickUp(run, { sku, lot, place, quantity }, destination, told)
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async short(run, { task: index, found, reason }) {
    const task = at(openPicks(run), index)
    if (!task) return undefined
    const before = run.look
    await missed(run, task, found, reason)
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async hold(run, { lot: index, unmet }) {
    const sku = skuOf(run, index % run.skus.length)
    const lot = unmet ? lotNamed(run, sku, null) : at(everyLot(run), index)
    if (!lot) return undefined
    const before = run.look
    const { body } = await ask<{ lots: oracle.Lot[] }>(run, 'POST', `/lots/${lot.sku}/${lot.lot}/hold`, {
      reason: 'Smells',
    })
    const held = oracle.withDescendants(run.book, lot)
    expect(body.lots.map(oracle.nameOf).sort()).toEqual(held.map(oracle.nameOf).sort())
    oracle.hold(run.book, lot)
    const after = await lookAt(run)
    expectAskedBack(run, before, held, after.tasks)
    await expectNothingLeft(run, before, after)
    return undefined
  },

  async lift(run, { lot: index }) {
    const lots = everyLot(run)
    const lot = at(
      lots.filter((one) => oracle.isHeld(run.book, one)),
      index,
    )
    if (!lot) return undefined
    await ask(run, 'POST', `/lots/${lot.sku}/${lot.lot}/release`, { reason: 'It is fine' })
    oracle.lift(run.book, lot)
    return undefined
  },

  async transform(run, { from, into, kind }) {
    const before = run.look
    const used = from.flatMap(({ lot, quantity }) => {
      const here = at(standing(run), lot)
      return here ? [{ ...here, quantity: Math.min(quantity, here.quantity) }] : []
    })
    const [first] = used
    if (!first) return undefined
    // The same balance twice would be taken once too often.
    const consumed = used.filter((one, n) => n === 0 || one.place !== first.place || !oracle.sameLot(one, first))
    const target = lotNamed(run, skuOf(run, into.item), into.again)
    // What comes out under the number that went in is a contradiction of its own.
    if (consumed.some((one) => oracle.sameLot(one, target))) return undefined
    await makeInto(run, consumed, { ...target, quantity: into.quantity, place: binOf(into.place) }, kind, into.lastsFor)
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async move(run, { lot: index, quantity: units, to }) {
    const here = at(standing(run), index)
    const target = at(
      PLACES.filter((place) => place !== here?.place),
      to,
    )
    if (!here || target === undefined) return undefined
    const before = run.look
    await carryTo(run, here, Math.min(units, here.quantity), target)
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async putBack(run, { task: index, quantity: units, to }) {
    const asked = run.look.tasks.filter(({ kind, open }) => kind === 'put-back' && open > 0)
    const task = at(asked, index)
    const there = task ? oracle.unitsAt(run.book, { ...task, status: AVAILABLE }) : 0
    const quantity = Math.min(units, task?.open ?? 0, there)
    if (!task || quantity <= 0) return undefined
    const before = openUnits(asked, task)
    const bin = at(
      BINS.filter((place) => place !== task.place),
      to,
    )
    await carryTo(run, task, quantity, bin ?? '')
    const left = (await lookAt(run)).tasks.filter(({ kind }) => kind === 'put-back')
    expect(openUnits(left, task), 'what is still to be put back').toBe(before - quantity)
    return undefined
  },

  async gain(run, { lot: index, quantity }) {
    const here = at(standing(run), index)
    if (here) await adjust(run, here, quantity)
    return undefined
  },

  async lose(run, { lot: index, quantity: units }) {
    const here = at(standing(run), index)
    if (!here) return undefined
    const before = run.look
    await adjust(run, here, -Math.min(units, here.quantity))
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async damage(run, { lot: index, quantity }) {
    const here = at(standing(run), index)
    if (!here) return undefined
    const before = run.look
    await changeStatus(run, here, Math.min(quantity, here.quantity), 'damaged')
    await expectNothingLeft(run, before, await lookAt(run))
    return undefined
  },

  async mend(run, { lot: index, quantity }) {
    const here = at(standing(run, 'damaged'), index)
    if (here) await changeStatus(run, here, Math.min(quantity, here.quantity), AVAILABLE)
    return undefined
  },

  async block(run, { place: index, blocked }) {
    const place = binOf(index)
    if (oracle.isBlocked(run.book, place) === blocked) return undefined
    await ask(run, 'PUT', `/locations/${place}`, { kind: 'pick', pickSequence: BINS.indexOf(place), blocked })
    run.book.blocked.push({ place, blocked })
    return undefined
  },

  async policy(run, { item }) {
    const sku = skuOf(run, item)
    const rotation = oracle.rotationOf(run.book, sku) === 'fifo' ? 'fefo' : 'fifo'
    await ask(run, 'PUT', `/items/${sku}`, { name: sku, rotation, lotTracked: true })
    run.book.rotations.push({ sku, rotation })
    return undefined
  },

  async cancel(run, { order: index }) {
    const order = at(run.orders, index)
    if (order !== undefined) await ask(run, 'POST', `/orders/${order}/cancel`, {}, [409])
    return undefined
  },

  async change(run, { order: index, quantity }) {
    const order = at(run.orders, index)
    const line = run.look.lines.find((one) => one.order === order)
    if (order === undefined || !line) return undefined
    const { body } = await ask<{ version: number }>(run, 'GET', `/orders/${order}`, undefined)
    const lines = [{ id: line.id, quantity }]
    await ask(run, 'POST', `/orders/${order}/change`, { version: body.version, lines }, [409])
    return undefined
  },

  async protect(run, { item, channel, quantity }) {
    await ask(run, 'PUT', `/protections/${skuOf(run, item)}/${at(CHANNELS, channel)}`, { quantity }, [409])
    return undefined
  },

  async ship(run, { order: index }) {
    const ready = run.orders.filter((order) => run.look.allocations.some((one) => one.picked && one.order === order))
    const order = at(ready, index)
    if (order === undefined) return undefined
    const picked = run.look.allocations.filter((one) => one.picked && one.order === order)
    const lines = picked.map(({ sku, lot, place, quantity }) => ({ sku, lot, from: place, quantity }))
    const told = await tell(run, 'ship', { orderId: order, lines })
    for (const { from, quantity, ...lot } of lines)
      oracle.carry(run.book, lot, quantity, { from: { place: from, status: AVAILABLE }, by: told.id })
    const bad = (judged: (book: oracle.Book, lot: oracle.Lot) => boolean) => lines.some((one) => judged(run.book, one))
    expect(told.severe.includes('held-lot-moved')).toBe(bad(oracle.isHeld))
    expect(told.severe.includes('expired-lot-picked')).toBe(bad(oracle.isExpired))
    return undefined
  },

  async undo(run, { fact: index }) {
    // What was done last is undone most.
    const by = run.told.toReversed()[index % Math.max(1, Math.min(4, run.told.length))]
    if (by === undefined) return undefined
    run.told = run.told.filter((one) => one !== by)
    const told = await tell(run, 'reverse', { transaction: by })
    oracle.undo(run.book, by, !told.raised.includes('reversal-incomplete'))
    return { restored: true }
  },

  async pass(run, { days }) {
    const before = run.look
    run.clock.now += days * DAY
    run.book.today = oracle.addDays(run.book.today, days)
    await ask(run, 'GET', `/inventory/${skuOf(run, 0)}`, undefined)
    const after = await lookAt(run)
    const gone = everyLot(run).filter((lot) => oracle.isExpired(run.book, lot) && !oracle.isHeld(run.book, lot))
    expectAskedBack(run, before, gone, after.tasks)
    await expectNothingLeft(run, before, after)
    return undefined
  },

  /** From several clients at once. Whoever picks does it as directed; what is directed anew takes only what is free. */
  async rush(run, { orders: indexes, held, short, picks }) {
    const lot = held === null ? undefined : at(everyLot(run), held)
    const gone = lot ? oracle.withDescendants(run.book, lot) : []
    const tasks = openPicks(run).filter((task) => !gone.some((one) => oracle.sameLot(one, task)))
    const missing = short === null ? undefined : at(tasks, short.task)
    const order: Happenings['order'] = {
      channel: indexes[0] ?? 0,
      onShort: 'partial',
      shipIn: null,
      lines: [{ item: 0, quantity: 3 }],
    }
    await Promise.all([
      releaseAtOnce(run, waiting(run, indexes), indexes.length % 2 === 0),
      ...(lot ? [ask(run, 'POST', `/lots/${lot.sku}/${lot.lot}/hold`, { reason: 'Smells' })] : []),
      doing.order(run, order),
      // Not both: a short pick directs others elsewhere, and whose pick came before that nobody could say.
      missing
        ? missed(run, missing, missing.done + Math.min(short?.found ?? 0, missing.open - 1), 'missing')
        : pickInTurn(run, [...new Set(picks.map((index) => at(tasks, index)))]),
    ])
    if (lot) oracle.hold(run.book, lot)
    return undefined
  },
}

/** One device: what it records comes in its order. */
async function pickInTurn(run: Run, tasks: readonly (Task | undefined)[]): Promise<void> {
  for (const task of tasks) {
    const there = task ? oracle.unitsAt(run.book, { ...task, status: AVAILABLE }) : 0
    const quantity = Math.min(task?.open ?? 0, there)
    const to = READY.find((place) => place !== task?.place) ?? ''
    if (!task || quantity <= 0) continue
    const { sku, lot, place } = task
    const payload = { taskId: task.id, sku, lot, location: place, to, quantity, lineId: task.line }
    pickUp(run, { sku, lot, place, quantity }, to, await tell(run, 'pick', payload))
  }
}

const openUnits = (tasks: readonly Task[], { sku, lot, place }: Task): number =>
  tasks.reduce((sum, one) => sum + (one.sku === sku && one.lot === lot && one.place === place ? one.open : 0), 0)

/** What stood picked of lots that may not leave any more is nobody's, and is asked back. */
function expectAskedBack(run: Run, before: Run['look'], lots: readonly oracle.Lot[], tasks: readonly Task[]): void {
  const stood = before.allocations.filter((one) => one.picked && lots.some((lot) => oracle.sameLot(lot, one)))
  for (const one of stood) {
    const asked = tasks.filter(
      ({ kind, place, ...task }) => kind === 'put-back' && place === one.place && oracle.sameLot(task, one),
    )
    expect(
      asked.reduce((sum, { open }) => sum + open, 0),
      `${oracle.nameOf(one)} stands picked at ${one.place} of ${run.skus}`,
    ).toBeGreaterThanOrEqual(one.quantity)
  }
}

function pickedFrom(run: Run, task: Task, how: string, other: number): oracle.Lot & { place: string } {
  const { sku, lot, place } = task
  const here = standing(run).filter((one) => one.sku === sku)
  const elsewhere = {
    otherBin: here.filter((one) => one.lot === lot && one.place !== place),
    otherLot: here.filter((one) => one.lot !== lot),
  }[how as 'otherBin']
  return (elsewhere && at(elsewhere, other)) ?? { sku, lot, place }
}

async function allowed({ sam }: Run, task: Task, lot: string, how: 'proven' | 'forged') {
  const reason = 'The pallet is blocked'
  const proof = await sam.sign({ taskId: task.id, sku: task.sku, lot: how === 'proven' ? lot : 'another', reason })
  return { supervisor: sam.id, reason, proof }
}

function pickUp(
  run: Run,
  { place, quantity, ...lot }: oracle.Lot & { place: string; quantity: number },
  to: string,
  told: Told,
): void {
  const ends = { from: { place, status: AVAILABLE }, to: { place: to, status: AVAILABLE } }
  oracle.carry(run.book, lot, quantity, { ...ends, by: told.id })
  run.told.push(told.id)
}

/** Decision 0008: who did not find what the task asked for has seen that no more of the lot is there than was found. */
async function missed(run: Run, task: Task, found: number, reason: string): Promise<void> {
  const { sku, lot, place } = task
  const told = await tell(run, 'shortPick', { taskId: task.id, sku, lot, location: place, found, reason })
  run.told.push(told.id)
  const wanted = Math.max(0, task.quantity - Math.max(task.done, found))
  if (wanted === 0) return
  const here = { sku, lot, place, status: AVAILABLE }
  const counted = Math.max(0, oracle.unitsAt(run.book, here) - oracle.suspectAt(run.book, here))
  const there = Math.max(0, counted - Math.max(0, found - task.done))
  const damaged = reason === 'damaged' ? Math.min(there, wanted) : 0
  if (damaged > 0)
    oracle.carry(run.book, task, damaged, { from: here, to: { ...here, status: 'damaged' }, by: told.id })
  if (there > damaged) run.book.suspects.push({ sku, lot, place, quantity: there - damaged, by: told.id })
}

async function makeInto(
  run: Run,
  consumed: readonly (oracle.Balance & { quantity: number })[],
  { place, quantity, ...into }: oracle.Lot & { place: string; quantity: number },
  kind: string,
  lastsFor: number | null,
): Promise<void> {
  const { book } = run
  const expiresOn = lastsFor === null ? null : oracle.addDays(book.today, lastsFor)
  const used = consumed.map(({ sku, lot, place: location, quantity: units }) => ({
    sku,
    lot,
    location,
    quantity: units,
  }))
  const known = oracle.isKnown(book, into)
  const told = await tell(run, 'transform', {
    kind,
    consumed: used,
    produced: [{ ...into, location: place, quantity, ...(known || expiresOn === null ? {} : { expiresOn }) }],
  })
  const bad = (judged: (book: oracle.Book, lot: oracle.Lot) => boolean) => consumed.some((one) => judged(book, one))
  expect(told.severe.includes('held-lot-moved')).toBe(bad(oracle.isHeld))
  expect(told.severe.includes('expired-lot-picked')).toBe(bad(oracle.isExpired))
  // Goods that only changed their packing or label are as old as they were, and last no longer.
  const same = kind === 'repack' || kind === 'relabel'
  const dates = consumed.map((one) => oracle.dateOf(book, one)).filter((date) => date !== null)
  const expiries = consumed.flatMap((one) => oracle.expiryOf(book, one) ?? []).sort()
  book.receipts.push({
    ...into,
    at: same && dates.length > 0 ? Math.min(...dates) : run.clock.now,
    expiresOn: (known ? null : expiresOn) ?? (same ? (expiries[0] ?? null) : null),
    by: told.id,
  })
  for (const one of consumed) {
    oracle.carry(book, one, one.quantity, { from: { place: one.place, status: AVAILABLE }, by: told.id })
    oracle.link(book, { sku: one.sku, lot: one.lot }, into, told.id)
  }
  oracle.carry(book, into, quantity, { to: { place, status: AVAILABLE }, by: told.id })
  run.told.push(told.id)
}

async function carryTo(
  run: Run,
  { sku, lot, place }: oracle.Lot & { place: string },
  quantity: number,
  to: string,
): Promise<void> {
  const told = await tell(run, 'move', { sku, lot, quantity, from: place, to })
  const ends = { from: { place, status: AVAILABLE }, to: { place: to, status: AVAILABLE } }
  oracle.carry(run.book, { sku, lot }, quantity, { ...ends, by: told.id })
  run.told.push(told.id)
}

async function adjust(run: Run, { sku, lot, place }: oracle.Balance, quantity: number): Promise<void> {
  const payload = { sku, lot, location: place, status: AVAILABLE, quantity, reason: 'Counted' }
  const told = await tell(run, 'adjust', payload)
  oracle.carry(run.book, { sku, lot }, quantity, { to: { place, status: AVAILABLE }, by: told.id })
  run.told.push(told.id)
}

async function changeStatus(
  run: Run,
  { sku, lot, place, status: from }: oracle.Balance,
  quantity: number,
  to: string,
): Promise<void> {
  const told = await tell(run, 'changeStatus', { sku, lot, location: place, quantity, from, to, reason: 'Seen' })
  oracle.carry(run.book, { sku, lot }, quantity, {
    from: { place, status: from },
    to: { place, status: to },
    by: told.id,
  })
  run.told.push(told.id)
}
