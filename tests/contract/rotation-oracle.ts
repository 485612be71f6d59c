/**
 * What stands where, how old it is, and who may have it: lists of what was done, and every answer read from them. Nothing
 * is kept but the lists. It shares no code with the server, so that the two can disagree.
 */

export type Rotation = 'fifo' | 'fefo'

export interface Lot {
  sku: string
  lot: string
}

export interface Balance extends Lot {
  place: string
  status: string
}

export interface Book {
  /** The warehouse's date. */
  today: string
  /** The last one of an item counts. */
  rotations: { sku: string; rotation: Rotation }[]
  /** What dates a lot: a receipt, or that it was made. `by`: the transaction. */
  receipts: (Lot & { at: number; expiresOn: string | null; by: string })[]
  stock: (Balance & { quantity: number; by: string })[]
  suspects: (Lot & { place: string; quantity: number; by: string })[]
  /** The last one of a place counts. */
  blocked: { place: string; blocked: boolean }[]
  /** In force. `root`: the lot that was held, where this one is only made from it. */
  holds: (Lot & { root: string })[]
  made: { from: Lot; into: Lot; by: string }[]
  /** Transactions that were undone. */
  undone: string[]
}

/** Units that an order line has, as the server says: chosen for it, or picked. */
export interface Allocation extends Lot {
  line: string
  place: string
  picked: boolean
  quantity: number
}

const NEVER = '9999-12-31'

export const openBook = (today: string): Book => ({
  today,
  rotations: [],
  receipts: [],
  stock: [],
  suspects: [],
  blocked: [],
  holds: [],
  made: [],
  undone: [],
})

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const sameLot = (a: Lot, b: Lot): boolean => a.sku === b.sku && a.lot === b.lot

export const nameOf = ({ sku, lot }: Lot): string => `${sku}/${lot}`

export const total = <T extends { quantity: number }>(list: readonly T[], counts: (entry: T) => boolean): number =>
  list.reduce((sum, entry) => sum + (counts(entry) ? entry.quantity : 0), 0)

// --- Lots -------------------------------------------------------------------------------------------------------------

/** All that were ever received or made, in that order. */
export const lotsOf = (book: Book, sku: string): Lot[] =>
  book.receipts
    .filter((one, n) => one.sku === sku && book.receipts.findIndex((other) => sameLot(one, other)) === n)
    .map(({ lot }) => ({ sku, lot }))

export const isKnown = (book: Book, lot: Lot): boolean => book.receipts.some((one) => sameLot(one, lot))

/** What a label said first. */
export const expiryOf = (book: Book, lot: Lot): string | null =>
  book.receipts.find((one) => sameLot(one, lot) && one.expiresOn !== null)?.expiresOn ?? null

/** When its first goods came; null where every receipt was undone: then nobody can say how old it is. */
export function dateOf(book: Book, lot: Lot): number | null {
  const standing = book.receipts.filter((one) => sameLot(one, lot) && !book.undone.includes(one.by))
  return standing.length === 0 ? null : Math.min(...standing.map(({ at }) => at))
}

export const rotationOf = (book: Book, sku: string): Rotation =>
  book.rotations.findLast((one) => one.sku === sku)?.rotation ?? 'fifo'

/** Whether `a` has to leave before `b`: two lots of one item. */
export function isOlder(book: Book, a: Lot, b: Lot): boolean {
  const [dateA, dateB] = [dateOf(book, a), dateOf(book, b)]
  if (dateA === null || dateB === null) return false
  const [expiryA, expiryB] = [expiryOf(book, a) ?? NEVER, expiryOf(book, b) ?? NEVER]
  if (rotationOf(book, a.sku) === 'fefo' && expiryA !== expiryB) return expiryA < expiryB
  return dateA < dateB
}

export const isHeld = (book: Book, lot: Lot): boolean => book.holds.some((one) => sameLot(one, lot))

export const lasts = (book: Book, lot: Lot, date: string): boolean => (expiryOf(book, lot) ?? NEVER) >= date

export const isExpired = (book: Book, lot: Lot): boolean => !lasts(book, lot, book.today)

/** The lot and all that was made from it, whatever the way. */
export function withDescendants(book: Book, lot: Lot): Lot[] {
  const found = [lot]
  for (const one of found)
    for (const { from, into, by } of book.made)
      if (sameLot(from, one) && !book.undone.includes(by) && !found.some((known) => sameLot(known, into)))
        found.push(into)
  return found
}

function putHold(book: Book, lot: Lot, root: string): void {
  if (!book.holds.some((one) => sameLot(one, lot) && one.root === root)) book.holds.push({ ...lot, root })
}

export function hold(book: Book, lot: Lot): void {
  for (const { sku, lot: name } of withDescendants(book, lot)) putHold(book, { sku, lot: name }, nameOf(lot))
}

/** Every hold on the lot goes, and what it handed on. */
export function lift(book: Book, lot: Lot): void {
  book.holds = book.holds.filter((one) => !sameLot(one, lot) && one.root !== nameOf(lot))
}

const withAncestors = (book: Book, lot: Lot): Lot[] => {
  const found = [lot]
  for (const one of found)
    for (const { from, into, by } of book.made)
      if (sameLot(into, one) && !book.undone.includes(by) && !found.some((known) => sameLot(known, from)))
        found.push(from)
  return found
}

/** A making was undone: what came of it is held for no lot that is not in it. */
function liftUnfounded(book: Book, by: string): void {
  const made = book.made.filter((one) => one.by === by).flatMap(({ into }) => withDescendants(book, into))
  for (const lot of made) {
    const inIt = withAncestors(book, lot).map(nameOf)
    book.holds = book.holds.filter((one) => !sameLot(one, lot) || inIt.includes(one.root))
  }
}

/** `used` went in, `into` came out: it and what is made of it are held for the same reason. */
export function link(book: Book, used: Lot, into: Lot, by: string): void {
  book.made.push({ from: used, into, by })
  for (const one of book.holds.filter((other) => sameLot(other, used)))
    for (const { sku, lot } of withDescendants(book, into)) putHold(book, { sku, lot }, one.root)
}

// --- Stock ------------------------------------------------------------------------------------------------------------

export const unitsAt = (book: Book, { sku, lot, place, status }: Balance): number =>
  total(book.stock, (one) => one.sku === sku && one.lot === lot && one.place === place && one.status === status)

export const suspectAt = (book: Book, { sku, lot, place }: Omit<Balance, 'status'>): number =>
  total(book.suspects, (one) => one.sku === sku && one.lot === lot && one.place === place)

/** Everything that is not empty, in the order in which it was first touched. */
export function balances(book: Book): (Balance & { quantity: number; suspect: number })[] {
  const found: Balance[] = []
  const known = (a: Balance) => (b: Balance) => sameLot(a, b) && a.place === b.place && a.status === b.status
  for (const { sku, lot, place, status } of book.stock) {
    const key = { sku, lot, place, status }
    if (!found.some(known(key))) found.push(key)
  }
  return found
    .map((key) => ({
      ...key,
      quantity: unitsAt(book, key),
      suspect: key.status === 'available' ? suspectAt(book, key) : 0,
    }))
    .filter(({ quantity, suspect }) => quantity !== 0 || suspect !== 0)
}

export const isBlocked = (book: Book, place: string): boolean =>
  book.blocked.findLast((one) => one.place === place)?.blocked ?? false

/** What moves from a place to another; undefined: from or to beyond the walls. */
export function carry(
  book: Book,
  { sku, lot }: Lot,
  quantity: number,
  { from, to, by }: { from?: Omit<Balance, 'sku' | 'lot'>; to?: Omit<Balance, 'sku' | 'lot'>; by: string },
): void {
  if (from) book.stock.push({ sku, lot, ...from, quantity: -quantity, by })
  if (to) book.stock.push({ sku, lot, ...to, quantity, by })
}

/** The goods go back to where they came from. `whole`: and so does what was noted beside them. */
export function undo(book: Book, by: string, whole: boolean): void {
  book.undone.push(by)
  liftUnfounded(book, by)
  for (const one of book.stock.filter((entry) => entry.by === by))
    book.stock.push({ ...one, quantity: -one.quantity, by: `undo ${by}` })
  if (!whole) return
  for (const one of book.suspects.filter((entry) => entry.by === by))
    book.suspects.push({ ...one, quantity: -one.quantity, by: `undo ${by}` })
}

// --- Who may have it --------------------------------------------------------------------------------------------------

/** Of lots that nobody holds, that are not expired and came by a receipt; in places that are open; and nobody missed them. */
const sellable = (book: Book): (Balance & { quantity: number; suspect: number })[] =>
  balances(book).filter(
    (one) =>
      one.status === 'available' &&
      !isBlocked(book, one.place) &&
      isKnown(book, one) &&
      !isHeld(book, one) &&
      !isExpired(book, one),
  )

/** Sellable units of a lot that are good until that day, place by place, and no line has them. */
export function freeUnits(book: Book, lot: Lot, until: string, allocations: readonly Allocation[]): number {
  if (!lasts(book, lot, until)) return 0
  return sellable(book)
    .filter((one) => sameLot(one, lot))
    .reduce((sum, here) => sum + Math.max(0, here.quantity - here.suspect - takenAt(here, allocations)), 0)
}

const takenAt = (here: Balance, allocations: readonly Allocation[]): number =>
  total(allocations, (one) => sameLot(one, here) && one.place === here.place)

/** Of an item, good until that day, in all lots: what is there less what lines have of it. */
export function roomUntil(book: Book, sku: string, until: string, allocations: readonly Allocation[]): number {
  return sellable(book)
    .filter((one) => one.sku === sku && lasts(book, one, until))
    .reduce((sum, here) => sum + here.quantity - here.suspect - takenAt(here, allocations), 0)
}

/** Lots of the item that must leave before this one and could: free, and good until that day. */
export const olderFree = (book: Book, lot: Lot, until: string, allocations: readonly Allocation[]): Lot[] =>
  lotsOf(book, lot.sku).filter((other) => isOlder(book, other, lot) && freeUnits(book, other, until, allocations) > 0)
