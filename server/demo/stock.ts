/** What stands where when the demo opens: per item three or four lots of different ages, over the bins of its bay. */
import type { LotRow, StockRow } from '../import/stock.ts'
import { CATALOGUE, type DemoItem, EXPIRED_SKUS, SCARCE_SKU } from './catalogue.ts'
import { daysAfter } from './dates.ts'
import type { Dice } from './dice.ts'
import { lineOf, lotNumber, supplierLotNumber } from './lot-numbers.ts'
import { SKUS_WITH_PAST } from './past.ts'
import { BAYS_IN_WALKING_ORDER, type Bay, DOCKS, RETURNS_CAGE } from './places.ts'

export interface OpeningStock {
  lots: LotRow[]
  stock: StockRow[]
}

const SUPPLIERS = ['Prairie Mill Foods', 'Lakeside Co-Packing', 'Northern Pantry'] as const

export function openingStock(today: string, dice: Dice): OpeningStock {
  const opening: OpeningStock = { lots: [], stock: [] }
  for (const [index, item] of CATALOGUE.entries()) {
    const bay = BAYS_IN_WALKING_ORDER[index % BAYS_IN_WALKING_ORDER.length] as Bay
    if (item.shelfLifeDays === null) opening.stock.push(...stockWithoutLots(item, bay, dice))
    else addLots(opening, { item, shelfLifeDays: item.shelfLifeDays, bay, index, today, dice })
  }
  const lots = opening.lots.filter(({ sku }) => !SKUS_WITH_PAST.has(sku))
  const stock = opening.stock.filter(({ sku }) => !SKUS_WITH_PAST.has(sku))
  return { lots, stock: [...stock, ...returnedStock(stock)] }
}

interface Shelf {
  item: DemoItem
  shelfLifeDays: number
  bay: Bay
  index: number
  today: string
  dice: Dice
}

interface Batch {
  receivedDaysAgo: number
  madeDaysAgo: number
}

function addLots(opening: OpeningStock, shelf: Shelf): void {
  const batches = batchesOf(shelf)
  for (const [age, batch] of batches.entries()) {
    const lot = lotOf(shelf, batch)
    const stock = binsOf(shelf, age, batches.length).map(
      (location): StockRow => ({
        sku: lot.sku,
        lot: lot.lot,
        location,
        status: 'available',
        quantity: unitsIn(shelf, location, age),
      }),
    )
    lot.unitCostQuantity = stock.reduce((sum, row) => sum + row.quantity, 0)
    opening.lots.push(lot)
    opening.stock.push(...stock)
  }
}

/** Tea keeps for two years, but nobody holds a lot of it for so long. */
const LONGEST_IN_STOCK_DAYS = 400

/** Oldest first. Ages are shares of the shelf life, so that every item has something old and something fresh. */
function batchesOf({ item, shelfLifeDays, index, dice }: Shelf): Batch[] {
  if (item.sku === SCARCE_SKU) return [{ receivedDaysAgo: 20, madeDaysAgo: 25 }]
  const shares = EXPIRED_SKUS.has(item.sku)
    ? [1.05, 0.7, 0.3]
    : shelfLifeDays < 60
      ? [0.8, 0.5, 0.2]
      : [0.45, 0.28, 0.12]
  const batches = shares.map((share): Batch => {
    const madeDaysAgo = Math.round(Math.min(shelfLifeDays, LONGEST_IN_STOCK_DAYS) * share) + dice.whole(0, 2)
    return { madeDaysAgo, receivedDaysAgo: Math.max(1, madeDaysAgo - dice.whole(2, 5)) }
  })
  if (index % 3 === 0) batches.push({ madeDaysAgo: 4, receivedDaysAgo: 1 })
  return index % 4 === 1 && item.rotation === 'fefo' ? laterButOlder(batches) : batches
}

/** The second delivery brought goods made before those of the first: rotation by expiry and by receipt then differ. */
function laterButOlder([first, second, ...others]: Batch[]): Batch[] {
  if (!first || !second) return first ? [first] : []
  return [
    { receivedDaysAgo: first.receivedDaysAgo, madeDaysAgo: first.receivedDaysAgo + 2 },
    { receivedDaysAgo: second.receivedDaysAgo, madeDaysAgo: first.receivedDaysAgo + 8 },
    ...others,
  ]
}

function lotOf({ item, shelfLifeDays, index, today, dice }: Shelf, batch: Batch): LotRow {
  const producedOn = daysAfter(today, -batch.madeDaysAgo)
  return {
    sku: item.sku,
    lot: lotNumber(producedOn, lineOf(item.sku)),
    receivedOn: daysAfter(today, -batch.receivedDaysAgo),
    producedOn,
    expiresOn: daysAfter(producedOn, shelfLifeDays),
    supplier: SUPPLIERS[index % SUPPLIERS.length],
    supplierLot: supplierLotNumber(producedOn),
    unitCost: { amount: item.cost + dice.whole(-3, 5), currency: 'USD' },
    unitCostQuantity: 1,
  }
}

/**
 * The oldest lot stands in the lower pick bin, the next above it, the rest in storage. In every third bay the oldest is
 * still up in storage and a younger one is nearest to hand: there a picker can take the wrong lot. What came in
 * yesterday waits on a dock in every ninth.
 */
function binsOf({ bay, index, item }: Shelf, age: number, lots: number): string[] {
  const [first, second, third, fourth, fifth] = bay.bins.map((bin) => bin.code) as [string, ...string[]]
  if (item.sku === SCARCE_SKU) return [first]
  const order = index % 3 === 0 ? [[third], [first], [second, fourth]] : [[first], [second, third], [fourth]]
  const newest = index % 9 === 0 ? DOCKS[1] : fifth
  return (age === 3 && age === lots - 1 ? [newest] : (order[age] ?? [])).filter((code) => code !== undefined)
}

/** Storage holds whole cases; a pick bin has been picked from, so that a case is open there. */
function unitsIn({ item, bay, dice }: Shelf, location: string, age: number): number {
  if (item.sku === SCARCE_SKU) return 5
  const isPickBin = bay.bins.some((bin) => bin.code === location && bin.kind === 'pick')
  if (!isPickBin) return item.caseQuantity * dice.whole(12, 30)
  return item.caseQuantity * dice.whole(3, 8) - (age === 0 ? dice.whole(1, 4) : 0)
}

function stockWithoutLots(item: DemoItem, bay: Bay, dice: Dice): StockRow[] {
  return bay.bins.slice(1, 4).map(({ code }) => ({
    sku: item.sku,
    location: code,
    status: 'available',
    quantity: item.caseQuantity * dice.whole(4, 20),
  }))
}

/** A few units that came back and wait for inspection, and some that were found broken. */
function returnedStock(stock: readonly StockRow[]): StockRow[] {
  const withLot = stock.filter((row) => row.lot !== undefined && row.sku !== SCARCE_SKU)
  return [5, 60, 110, 150].flatMap((at, index): StockRow[] => {
    const row = withLot[at]
    if (!row) return []
    const status = index === 3 ? 'damaged' : 'uninspected'
    return [{ sku: row.sku, lot: row.lot, location: RETURNS_CAGE, status, quantity: index + 2 }]
  })
}
