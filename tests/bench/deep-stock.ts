/**
 * Many lots in stock, written past the API because a bench has no hours: lots, the movements that brought them, both
 * balances, and the shelf. The bench audits the database afterwards, so that what was written is what the ledger holds.
 */
import Database from 'better-sqlite3'

export interface DeepStock {
  skus: readonly string[]
  lotsPerSku: number
  /** Units of each lot, in one bin. */
  quantity: number
  bins: readonly string[]
  /** On how many days the lots of an item expire; one where nothing is said. At most 31. */
  expiryDays?: number
}

const expiryOf = (index: number, days: number): string => `2031-12-${String(31 - (index % days)).padStart(2, '0')}`

export function writeDeepStock(file: string, { skus, lotsPerSku, quantity, bins, expiryDays = 1 }: DeepStock): void {
  const database = new Database(file)
  const s = prepareAll(database)
  const at = Date.now() - 86_400_000
  database.transaction(() => {
    for (const [skuIndex, sku] of skus.entries()) {
      const shelf = new Map<string, number>()
      for (let index = 0; index < lotsPerSku; index++) {
        const lot = `D${index}`
        const bin = bins[(skuIndex + index) % bins.length] as string
        const receivedAt = at + index
        const expiresOn = expiryOf(index, expiryDays)
        const rotation = `${expiresOn} ${String(receivedAt).padStart(14, '0')}`
        s.lot.run(sku, lot, expiresOn, receivedAt)
        s.movement.run(`${sku}-${lot}`, `${sku}-${lot}`, sku, lot, quantity, bin, receivedAt, receivedAt)
        s.stock.run(sku, lot, '@supplier', -quantity, 0, 0, rotation, expiresOn)
        s.stock.run(sku, lot, bin, quantity, 1, 1, rotation, expiresOn)
        shelf.set(expiresOn, (shelf.get(expiresOn) ?? 0) + quantity)
      }
      for (const [expiresOn, sellable] of shelf) s.shelf.run(sku, expiresOn, sellable)
    }
  })()
  database.close()
}

function prepareAll(database: Database.Database) {
  return {
    lot: database.prepare(
      'INSERT INTO lots (sku, lot, expires_on, received_at, cost_quantity, confirmed) VALUES (?, ?, ?, ?, 0, 1)',
    ),
    movement: database.prepare(
      `INSERT INTO movements (id, warehouse, transaction_id, sku, lot, quantity, from_location, from_status, to_location, to_status, reason, border, occurred_at, recorded_at)
       VALUES (?, 'MAIN', ?, ?, ?, ?, '@supplier', 'available', ?, 'available', 'import', 1, ?, ?)`,
    ),
    stock: database.prepare(
      `INSERT INTO stock (warehouse, sku, lot, location, status, quantity, allocated, suspect, in_house, sellable, rotation, expires_on, pick_sequence)
       VALUES ('MAIN', ?, ?, ?, 'available', ?, 0, 0, ?, ?, ?, ?, 0)`,
    ),
    shelf: database.prepare(
      `INSERT INTO shelf (warehouse, sku, expires_on, sellable, allocated) VALUES ('MAIN', ?, ?, ?, 0)`,
    ),
  }
}
