/**
 * Lists that the office scrolls through, sorts and searches: however long they are, what they cost is not the floor's. On the
 * embedded database every read takes the server's own thread, so these are read in another.
 */
import { createStockList, type StockPage, type StockWanted } from '../availability/stock-list/stock-list.ts'
import type { Reading } from '../db/work.ts'
import { type CountsOfExceptions, countExceptions } from '../exceptions/counts.ts'
import { type ExceptionsPage, type ExceptionsWanted, listExceptions } from '../exceptions/list.ts'
import { type LotsPage, type LotsWanted, listLots } from '../lots/list.ts'
import { listOrders, type OrdersPage, type OrdersWanted } from '../orders/list.ts'

/** By the instant (UTC milliseconds) at which it is asked. */
export interface Lists {
  stock(warehouse: string, wanted: StockWanted, now: number): Promise<StockPage>
  orders(warehouse: string, wanted: OrdersWanted, now: number): Promise<OrdersPage>
  lots(warehouse: string, wanted: LotsWanted, now: number): Promise<LotsPage>
  exceptions(warehouse: string, wanted: ExceptionsWanted): Promise<ExceptionsPage>
  exceptionCounts(warehouse: string): Promise<CountsOfExceptions>
}

export function createLists(reading: Reading): Lists {
  const stock = createStockList(reading)
  return {
    stock: stock.page,
    orders: (warehouse, wanted, now) => reading.read((reader) => listOrders(reader, warehouse, wanted, now)),
    lots: (warehouse, wanted, now) => reading.read((reader) => listLots(reader, warehouse, wanted, now)),
    exceptions: (warehouse, wanted) => reading.read((reader) => listExceptions(reader, warehouse, wanted)),
    exceptionCounts: (warehouse) => reading.read((reader) => countExceptions(reader, warehouse)),
  }
}
