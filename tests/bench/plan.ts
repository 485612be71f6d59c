/** What is pushed, in the same order by the load generator and by the bare program: both do the same work. */

export const SKUS = 2_000
/** Lots of each item that are known before anything is measured. */
export const KNOWN_LOTS = 2
export const BINS = 400
export const DOCKS = 8
export const BATCH = 50
export const CONNECTIONS = 8

export type Kind = 'receive' | 'move' | 'mixed'

/** One transaction, as its device recorded it. */
export interface Unit {
  type: 'receive' | 'move'
  sku: string
  lot: string
  quantity: number
  /** The dock that it is received at, or carried away from. */
  dock: string
  /** Where a move carries it. */
  bin: string
  expiresOn: string
  /** Nothing of this lot was received before. */
  newLot: boolean
}

export const skuAt = (index: number): string => `SKU-${String(index % SKUS).padStart(5, '0')}`
export const knownLot = (index: number): string => `L24${String(index % KNOWN_LOTS).padStart(2, '0')}`
export const dockAt = (connection: number): string => `DOCK-${connection + 1}`
export const binAt = (index: number): string => `B-${String(index % BINS).padStart(3, '0')}`
export const EXPIRES = '2031-12-31'

/**
 * `count` receipts of one connection in one round: every third is of a new lot, the others of lots received before.
 * Within a round no balance is met twice at a dock, so that a move always empties the balance that it takes from.
 */
function receipts(connection: number, round: number, count: number): Unit[] {
  if (count > SKUS * KNOWN_LOTS) throw new Error('A round would meet one balance twice.')
  return Array.from({ length: count }, (_, index): Unit => {
    const at = index + connection * 997 + round * 131
    const newLot = index % 3 === 0
    return {
      type: 'receive',
      sku: skuAt(at),
      lot: newLot ? `N${round}C${connection}I${index}` : knownLot(Math.floor(index / SKUS)),
      quantity: 12 + (index % 36),
      dock: dockAt(connection),
      bin: binAt(at * 7),
      expiresOn: EXPIRES,
      newLot,
    }
  })
}

const putAway = (receipt: Unit): Unit => ({ ...receipt, type: 'move', newLot: false })

/**
 * The units of one connection in one round. A round of moves puts away what the round of receipts with the same number
 * brought; a mixed round puts each receipt away at once.
 */
export function unitsOf(kind: Kind, connection: number, round: number, count: number): Unit[] {
  if (kind === 'receive') return receipts(connection, round, count)
  if (kind === 'move') return receipts(connection, round, count).map(putAway)
  return receipts(connection, round, count / 2).flatMap((receipt) => [receipt, putAway(receipt)])
}
