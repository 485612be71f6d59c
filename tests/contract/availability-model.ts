/**
 * Design section 4, a second time: lists of what has happened, and every figure a sum over them. Nothing is kept but the
 * lists. It shares no code with the server, so that the two can disagree.
 */

export interface ChannelRules {
  channel: string
  /** 1 is the highest. */
  priority: number
  drawsShared: boolean
  buffer: number
  minShelfLifeDays: number
}

export type OnShort = 'reject' | 'partial' | 'backorder' | 'record'
export type Part = 'committed' | 'allocated' | 'picked' | 'shipped' | 'backordered' | 'cancelled'
export type Shelf = 'bin' | 'staging' | 'damaged'

export interface Order {
  channel: string
  onShort: OnShort
  /** ISO date. */
  shipBy: string | null
  lines: Line[]
}

export interface Line {
  sku: string
  order: Order
  /** Counts up with each line: tells which is older. */
  age: number
}

export interface Lot {
  sku: string
  lot: string
  expiresOn: string | null
}

/** What has happened, in order. `today` is the warehouse's date. */
export interface Book {
  today: string
  channels: ChannelRules[]
  /** In order of their first receipt. */
  lots: Lot[]
  fefo: Set<string>
  stock: { sku: string; lot: Lot; shelf: Shelf; quantity: number }[]
  protections: { sku: string; channel: string; quantity: number }[]
  /** The last one of an item and channel counts. */
  terms: { sku: string; channel: string; target: number | null; until: string | null; ended: boolean }[]
  lines: Line[]
  parts: { line: Line; part: Part; quantity: number }[]
  /** Units of a line that came out of its channel's protection, and are still open. */
  draws: { line: Line; quantity: number }[]
  allocations: { line: Line; lot: Lot; shelf: Shelf; quantity: number }[]
}

export const openBook = (today: string, channels: ChannelRules[]): Book => ({
  today,
  channels,
  lots: [],
  fefo: new Set(),
  stock: [],
  protections: [],
  terms: [],
  lines: [],
  parts: [],
  draws: [],
  allocations: [],
})

const total = <T extends { quantity: number }>(list: readonly T[], counts: (entry: T) => boolean): number =>
  list.reduce((sum, entry) => sum + (counts(entry) ? entry.quantity : 0), 0)

const rulesOf = (book: Book, channel: string): ChannelRules => {
  const found = book.channels.find((rules) => rules.channel === channel)
  if (!found) throw new Error(`There is no channel ${channel}.`)
  return found
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const lasts = (lot: Lot, date: string): boolean => lot.expiresOn === null || lot.expiresOn >= date

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Highest priority first. */
const byPriority = (a: ChannelRules, b: ChannelRules): number =>
  a.priority - b.priority || inOrder(a.channel, b.channel)

const NEVER = '9999-12-31'

/** The line that is served first comes first; a shortage falls on the last. */
const byClaim =
  (book: Book) =>
  (a: Line, b: Line): number =>
    byPriority(rulesOf(book, a.order.channel), rulesOf(book, b.order.channel)) ||
    inOrder(a.order.shipBy ?? NEVER, b.order.shipBy ?? NEVER) ||
    a.age - b.age

// --- Figures ----------------------------------------------------------------------------------------------------------

export const onHand = (book: Book, sku: string): number => total(book.stock, (entry) => entry.sku === sku)

/** What may be sold and is still good on that day. */
export const sellable = (book: Book, sku: string, date = book.today): number =>
  total(book.stock, ({ sku: of, lot, shelf }) => of === sku && shelf !== 'damaged' && lasts(lot, date))

export const shelved = (book: Book, lot: Lot, shelf: Shelf): number =>
  total(book.stock, (entry) => entry.lot === lot && entry.shelf === shelf)

export const partOf = (book: Book, line: Line, part: Part): number =>
  total(book.parts, (entry) => entry.line === line && entry.part === part)

export const drawnOf = (book: Book, line: Line): number => total(book.draws, (entry) => entry.line === line)

export const directed = (book: Book, line: Line, lot: Lot): number =>
  total(book.allocations, (entry) => entry.line === line && entry.lot === lot && entry.shelf === 'bin')

export const allocatedOn = (book: Book, lot: Lot, shelf?: Shelf): number =>
  total(book.allocations, (entry) => entry.lot === lot && (shelf === undefined || entry.shelf === shelf))

const partsOf = (book: Book, sku: string, channel: string, part: Part): number =>
  total(book.parts, ({ line, part: of }) => line.sku === sku && line.order.channel === channel && of === part)

export const committed = (book: Book, sku: string, channel: string): number => partsOf(book, sku, channel, 'committed')

/** On pick lists, or picked and not shipped. */
export const allocated = (book: Book, sku: string, channel: string): number =>
  partsOf(book, sku, channel, 'allocated') + partsOf(book, sku, channel, 'picked')

export const backordered = (book: Book, sku: string, channel: string): number =>
  partsOf(book, sku, channel, 'backordered')

export const protectedFor = (book: Book, sku: string, channel: string): number =>
  total(book.protections, (entry) => entry.sku === sku && entry.channel === channel)

const sumOver = (book: Book, figure: (channel: string) => number): number =>
  book.channels.reduce((sum, { channel }) => sum + figure(channel), 0)

export const free = (book: Book, sku: string): number =>
  sellable(book, sku) - sumOver(book, (channel) => committed(book, sku, channel) + allocated(book, sku, channel))

export const shared = (book: Book, sku: string): number =>
  free(book, sku) - sumOver(book, (channel) => protectedFor(book, sku, channel))

/** What a deficit has eaten of a channel's protection: the lowest priority pays first. */
export function charged(book: Book, sku: string, channel: string): number {
  let missing = Math.max(0, -shared(book, sku))
  for (const payer of [...book.channels].sort(byPriority).reverse()) {
    const pays = Math.min(missing, protectedFor(book, sku, payer.channel))
    if (payer.channel === channel) return pays
    missing -= pays
  }
  return 0
}

/**
 * Committed units that stock no longer covers, by line: the last to be served pays first. Long-lived stock is looked at
 * first, because only those who need it can miss it; at last all stock, which everybody needs.
 */
function atRiskByLine(book: Book, sku: string): Map<Line, number> {
  const pays = new Map<Line, number>()
  const lines = book.lines.filter((line) => line.sku === sku).sort(byClaim(book))
  for (const days of minimums(book).reverse()) {
    const inNeed = lines.filter((line) => rulesOf(book, line.order.channel).minShelfLifeDays >= days)
    const covered = (line: Line) => partOf(book, line, 'committed') - (pays.get(line) ?? 0)
    let missing = inNeed.reduce((sum, line) => sum + covered(line), 0) - unallocated(book, sku, days)
    for (const line of inNeed.reverse()) {
      const here = Math.max(0, Math.min(missing, covered(line)))
      pays.set(line, (pays.get(line) ?? 0) + here)
      missing -= here
    }
  }
  return pays
}

/** Stock that is good for so many days, less what is on pick lists or picked. */
function unallocated(book: Book, sku: string, days: number, shipDay = book.today): number {
  const until = addDays(shipDay, days)
  const taken = ({ line, lot }: Book['allocations'][number]) =>
    line.sku === sku && ((days === 0 && shipDay === book.today) || lasts(lot, until))
  return sellable(book, sku, until) - total(book.allocations, taken)
}

/** The minimum shelf lives that channels ask for, and 0. */
const minimums = (book: Book): number[] =>
  [...new Set([0, ...book.channels.map((rules) => rules.minShelfLifeDays)])].sort((a, b) => a - b)

export const atRisk = (book: Book, line: Line): number => atRiskByLine(book, line.sku).get(line) ?? 0

export const atRiskOf = (book: Book, sku: string, channel: string): number =>
  [...atRiskByLine(book, sku)].reduce((sum, [line, units]) => sum + (line.order.channel === channel ? units : 0), 0)

const covered = (book: Book, sku: string, channel: string): number =>
  protectedFor(book, sku, channel) - charged(book, sku, channel)

/** Goods that are good for so many days after that day, less what others with such a need have a claim on. */
function room(book: Book, sku: string, channel: string, shipDay: string, days: number): number {
  const needing = book.channels.filter((rules) => rules.minShelfLifeDays >= days).map((rules) => rules.channel)
  return (
    unallocated(book, sku, days, shipDay) -
    needing.reduce((sum, other) => sum + committed(book, sku, other), 0) -
    needing.filter((other) => other !== channel).reduce((sum, other) => sum + protectedFor(book, sku, other), 0)
  )
}

function rooms(book: Book, sku: string, channel: string, shipDay: string): number[] {
  const least = rulesOf(book, channel).minShelfLifeDays
  return minimums(book)
    .filter((days) => days > 0 && days <= least)
    .map((days) => room(book, sku, channel, shipDay, days))
}

/** What the channel may still sell, for shipment by then. A marketplace's sale is recorded out of its buffer, too. */
export function availableToPromise(
  book: Book,
  sku: string,
  channel: string,
  shipBy: string | null = null,
  recorded = false,
): number {
  const { drawsShared, buffer } = rulesOf(book, channel)
  const pool = Math.max(0, shared(book, sku) - (recorded ? 0 : buffer))
  const base = covered(book, sku, channel) + (drawsShared || recorded ? pool : 0)
  const limits = [base, ...rooms(book, sku, channel, book.today), ...rooms(book, sku, channel, later(book, shipBy))]
  return Math.max(0, Math.min(...limits))
}

const later = (book: Book, date: string | null): string => (date !== null && date > book.today ? date : book.today)

const promisable = (book: Book, line: Line): number =>
  availableToPromise(book, line.sku, line.order.channel, line.order.shipBy, line.order.onShort === 'record')

// --- Orders -----------------------------------------------------------------------------------------------------------

export interface Refused {
  /** Index of the first line that goes too far. */
  line: number
  /** Units of its SKU that are asked for by all lines, and how many there are. */
  requested: number
  availableToPromise: number
}

/** Nothing changes where a line is refused. */
function asOne(book: Book, change: () => Refused | null): Refused | null {
  const lengths = [book.lines, book.parts, book.draws, book.allocations, book.protections].map((list) => list.length)
  const refused = change()
  if (refused)
    for (const [index, list] of [book.lines, book.parts, book.draws, book.allocations, book.protections].entries())
      list.length = lengths[index] ?? 0
  return refused
}

/** As much as may be promised, out of the protection first. */
function commit(book: Book, line: Line, wanted: number): number {
  const { sku, order } = line
  const taken = Math.min(wanted, promisable(book, line))
  const drawn = Math.min(taken, protectedFor(book, sku, order.channel))
  book.parts.push({ line, part: 'committed', quantity: taken })
  book.draws.push({ line, quantity: drawn })
  book.protections.push({ sku, channel: order.channel, quantity: -drawn })
  return taken
}

/** Grows a line by so many units, as its order wishes it when there are not as many. */
function grow(book: Book, line: Line, wanted: number): number | null {
  const most = promisable(book, line)
  if (most < wanted && line.order.onShort === 'reject') return most
  const short = wanted - commit(book, line, wanted)
  book.parts.push({ line, part: line.order.onShort === 'partial' ? 'cancelled' : 'backordered', quantity: short })
  return null
}

function addLine(book: Book, order: Order, sku: string): Line {
  const line = { sku, order, age: book.lines.length }
  book.lines.push(line)
  return line
}

export function place(book: Book, order: Order, wanted: readonly { sku: string; quantity: number }[]): Refused | null {
  const refused = asOne(book, () => {
    for (const [index, { sku, quantity }] of wanted.entries()) {
      const line = addLine(book, order, sku)
      order.lines.push(line)
      const most = grow(book, line, quantity)
      const asked = (lines: typeof wanted) => total(lines, (one) => one.sku === sku)
      if (most !== null)
        return { line: index, requested: asked(wanted), availableToPromise: asked(wanted.slice(0, index)) + most }
    }
    return null
  })
  if (refused) order.lines = []
  return refused
}

const openOf = (book: Book, line: Line): number =>
  partOf(book, line, 'committed') + partOf(book, line, 'allocated') + partOf(book, line, 'picked')

/** The part that came out of shared leaves first; what came out of the protection goes back, if that still stands. */
function keepDraws(book: Book, line: Line, giveBack: boolean): void {
  const gone = Math.max(0, drawnOf(book, line) - openOf(book, line))
  const { sku, order } = line
  book.draws.push({ line, quantity: -gone })
  if (giveBack && stands(book, sku, order.channel))
    book.protections.push({ sku, channel: order.channel, quantity: gone })
}

function unallocate(book: Book, line: Line, units: number, to: Part): void {
  let left = units
  for (const lot of [...book.lots].reverse()) {
    const here = Math.min(left, directed(book, line, lot))
    book.allocations.push({ line, lot, shelf: 'bin', quantity: -here })
    left -= here
  }
  book.parts.push({ line, part: 'allocated', quantity: -units }, { line, part: to, quantity: units })
}

/** Takes units off a line: what is owed first, what is on a pick list last. */
function shrink(book: Book, line: Line, units: number): void {
  let left = units
  for (const part of ['backordered', 'committed'] as const) {
    const here = Math.min(left, partOf(book, line, part))
    book.parts.push({ line, part, quantity: -here }, { line, part: 'cancelled', quantity: here })
    left -= here
  }
  if (left > 0) unallocate(book, line, left, 'cancelled')
  keepDraws(book, line, true)
}

export function cancel(book: Book, order: Order): void {
  for (const line of order.lines) {
    const units = ['backordered', 'committed', 'allocated'] as const
    shrink(
      book,
      line,
      units.reduce((sum, part) => sum + partOf(book, line, part), 0),
    )
  }
  for (const sku of new Set(order.lines.map((line) => line.sku))) stockCameFree(book, sku)
}

/** `by`: units more or less, line by line. `added`: new lines. */
export function change(
  book: Book,
  order: Order,
  by: readonly number[],
  added: readonly { sku: string; quantity: number }[],
): Refused | null {
  const before = [...order.lines]
  const refused = asOne(book, () => {
    for (const [index, line] of before.entries()) if ((by[index] ?? 0) < 0) shrink(book, line, -(by[index] ?? 0))
    order.lines.push(...added.map(({ sku }) => addLine(book, order, sku)))
    const more = [...by.map((units) => Math.max(0, units)), ...added.map(({ quantity }) => quantity)]
    for (const [index, line] of order.lines.entries()) {
      const most = grow(book, line, more[index] ?? 0)
      const asked = (until: number) =>
        order.lines.slice(0, until).reduce((sum, { sku }, n) => sum + (sku === line.sku ? (more[n] ?? 0) : 0), 0)
      if (most !== null)
        return { line: index, requested: asked(order.lines.length), availableToPromise: asked(index) + most }
    }
    return null
  })
  if (refused) order.lines = before
  else for (const line of before.filter((_, index) => (by[index] ?? 0) < 0)) stockCameFree(book, line.sku)
  return refused
}

// --- Protections ------------------------------------------------------------------------------------------------------

const termOf = (book: Book, sku: string, channel: string) =>
  book.terms.findLast((term) => term.sku === sku && term.channel === channel)

export const targetOf = (book: Book, sku: string, channel: string): number | null =>
  termOf(book, sku, channel)?.target ?? null

/** Whether there is a protection that has not ended. */
export const stands = (book: Book, sku: string, channel: string): boolean => termOf(book, sku, channel)?.ended === false

/** What of the shared pool can still be set aside for a channel: what lives long enough for it. */
export const protectable = (book: Book, sku: string, channel: string): number =>
  Math.max(
    0,
    Math.min(
      shared(book, sku),
      ...rooms(book, sku, channel, book.today).map((units) => units - protectedFor(book, sku, channel)),
    ),
  )

export function protect(
  book: Book,
  sku: string,
  channel: string,
  quantity: number,
  target: number | null,
  until: string | null,
): 'insufficient-shared' | null {
  const more = quantity - protectedFor(book, sku, channel)
  if (more > 0 && more > protectable(book, sku, channel)) return 'insufficient-shared'
  book.protections.push({ sku, channel, quantity: more })
  book.terms.push({ sku, channel, target, until, ended: false })
  if (more < 0) stockCameFree(book, sku)
  // What a channel was given goes to those whom it owes.
  else payBackorders(book, sku, channel)
  return null
}

export function transfer(book: Book, sku: string, from: string, to: string, quantity: number): string | null {
  if (quantity > protectedFor(book, sku, from)) return 'insufficient-protection'
  book.protections.push({ sku, channel: from, quantity: -quantity }, { sku, channel: to, quantity })
  if (!stands(book, sku, to)) book.terms.push({ sku, channel: to, target: null, until: null, ended: false })
  payBackorders(book, sku, to)
  return null
}

export const openDraws = (book: Book, sku: string, channel: string): number =>
  total(book.draws, ({ line }) => line.sku === sku && line.order.channel === channel)

/** Channels by priority: first what each owes, oldest first, then its protection up to its target. */
function stockCameFree(book: Book, sku: string): void {
  for (const { channel } of [...book.channels].sort(byPriority)) {
    payBackorders(book, sku, channel)
    const wanted =
      (targetOf(book, sku, channel) ?? 0) - protectedFor(book, sku, channel) - openDraws(book, sku, channel)
    const quantity = Math.max(0, Math.min(wanted, protectable(book, sku, channel)))
    book.protections.push({ sku, channel, quantity })
  }
}

function payBackorders(book: Book, sku: string, channel: string): void {
  for (const line of book.lines.filter((one) => one.sku === sku && one.order.channel === channel)) {
    const taken = commit(book, line, partOf(book, line, 'backordered'))
    book.parts.push({ line, part: 'backordered', quantity: -taken })
  }
}

// --- The floor --------------------------------------------------------------------------------------------------------

export function receive(book: Book, lot: Lot, quantity: number): void {
  if (!book.lots.includes(lot)) book.lots.push(lot)
  gain(book, lot, quantity)
}

export function gain(book: Book, lot: Lot, quantity: number): void {
  book.stock.push({ sku: lot.sku, lot, shelf: 'bin', quantity })
  stockCameFree(book, lot.sku)
}

export function lose(book: Book, lot: Lot, quantity: number): void {
  book.stock.push({ sku: lot.sku, lot, shelf: 'bin', quantity: -quantity })
  stockFell(book, lot.sku)
}

export function damage(book: Book, lot: Lot, quantity: number): void {
  book.stock.push({ sku: lot.sku, lot, shelf: 'damaged', quantity })
  lose(book, lot, quantity)
}

export function mend(book: Book, lot: Lot, quantity: number): void {
  book.stock.push({ sku: lot.sku, lot, shelf: 'damaged', quantity: -quantity })
  gain(book, lot, quantity)
}

/** Lots of an item in the order in which they must leave. */
const inRotation = (book: Book, sku: string): Lot[] => {
  const lots = book.lots.filter((lot) => lot.sku === sku)
  if (!book.fefo.has(sku)) return lots
  return lots.toSorted((a, b) => inOrder(a.expiresOn ?? NEVER, b.expiresOn ?? NEVER))
}

/**
 * Puts so many committed units of a line on a pick list, but for those that are at risk. What is released ships today.
 * Where some channel has a minimum shelf life the choice of lots is the server's, which leaves long-lived ones to those who
 * need them: `adopt` takes it over. How many units there are for the line does not depend on it.
 */
function allocate(book: Book, line: Line, units: number): void {
  let left = Math.min(units, partOf(book, line, 'committed') - atRisk(book, line))
  book.parts.push({ line, part: 'committed', quantity: -left }, { line, part: 'allocated', quantity: left })
  for (const lot of inRotation(book, line.sku).filter((one) => goodFor(book, line, one))) {
    const here = Math.max(0, Math.min(left, shelved(book, lot, 'bin') - allocatedOn(book, lot, 'bin')))
    book.allocations.push({ line, lot, shelf: 'bin', quantity: here })
    left -= here
  }
  if (left > 0 && !choiceIsOpen(book)) throw new Error(`The model has no lot for ${left} units of ${line.sku}.`)
}

export const goodFor = (book: Book, line: Line, lot: Lot): boolean =>
  lasts(lot, addDays(book.today, rulesOf(book, line.order.channel).minShelfLifeDays))

export const choiceIsOpen = (book: Book): boolean => book.channels.some((rules) => rules.minShelfLifeDays > 0)

/** So much of a line is to be picked from a lot, as the server chose. */
export function adopt(book: Book, line: Line, lot: Lot, quantity: number): void {
  book.allocations.push({ line, lot, shelf: 'bin', quantity: quantity - directed(book, line, lot) })
}

/** As much of a line is on pick lists as its lots say. */
export function adoptCount(book: Book, line: Line): void {
  const listed = total(book.allocations, (entry) => entry.line === line && entry.shelf === 'bin')
  const more = listed - partOf(book, line, 'allocated')
  book.parts.push({ line, part: 'committed', quantity: -more }, { line, part: 'allocated', quantity: more })
}

export function release(book: Book, order: Order): void {
  for (const line of order.lines) allocate(book, line, partOf(book, line, 'committed'))
}

/** Pick lists that lost their stock are given other stock where there is some that nobody else was promised. */
function stockFell(book: Book, sku: string): void {
  const lines = book.lines.filter((line) => line.sku === sku).sort(byClaim(book))
  const lost = new Map<Line, number>()
  for (const lot of book.lots.filter((one) => one.sku === sku)) {
    let over = allocatedOn(book, lot, 'bin') - (lasts(lot, book.today) ? shelved(book, lot, 'bin') : 0)
    for (const line of lines.toReversed()) {
      const here = Math.max(0, Math.min(over, directed(book, line, lot)))
      book.allocations.push({ line, lot, shelf: 'bin', quantity: -here })
      book.parts.push({ line, part: 'allocated', quantity: -here }, { line, part: 'committed', quantity: here })
      lost.set(line, (lost.get(line) ?? 0) + here)
      over -= here
    }
  }
  for (const line of lines) allocate(book, line, lost.get(line) ?? 0)
}

export function pick(book: Book, line: Line, lot: Lot, quantity: number): void {
  book.allocations.push({ line, lot, shelf: 'bin', quantity: -quantity }, { line, lot, shelf: 'staging', quantity })
  book.parts.push({ line, part: 'allocated', quantity: -quantity }, { line, part: 'picked', quantity })
  const { sku } = lot
  book.stock.push({ sku, lot, shelf: 'bin', quantity: -quantity }, { sku, lot, shelf: 'staging', quantity })
}

/** All that is picked. */
export function ship(book: Book, order: Order): void {
  for (const line of order.lines) {
    for (const lot of book.lots) {
      const picked = ({ line: of, lot: from, shelf }: Book['allocations'][number]) =>
        of === line && from === lot && shelf === 'staging'
      const quantity = total(book.allocations, picked)
      book.allocations.push({ line, lot, shelf: 'staging', quantity: -quantity })
      book.stock.push({ sku: line.sku, lot, shelf: 'staging', quantity: -quantity })
      book.parts.push({ line, part: 'picked', quantity: -quantity }, { line, part: 'shipped', quantity })
    }
    keepDraws(book, line, false)
  }
}

/** A new day: protections end, lots expire. */
export function dawn(book: Book, today: string): void {
  book.today = today
  for (const sku of new Set(book.stock.map((entry) => entry.sku))) {
    let came = false
    for (const { channel } of book.channels) {
      const term = termOf(book, sku, channel)
      if (!term || term.ended || term.until === null || term.until >= today) continue
      const rest = protectedFor(book, sku, channel)
      book.protections.push({ sku, channel, quantity: -rest })
      book.terms.push({ ...term, target: null, ended: true })
      for (const line of book.lines.filter((one) => one.sku === sku && one.order.channel === channel))
        book.draws.push({ line, quantity: -drawnOf(book, line) })
      came ||= rest > 0
    }
    stockFell(book, sku)
    if (came) stockCameFree(book, sku)
  }
}
