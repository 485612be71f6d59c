/** Which warehouse fills an order of a channel that several serve: the first choice that has all of it. */
import { channelNamed } from '../availability/pool.ts'
import type { Reader, Tx } from '../db/work.ts'
import { openRequest } from '../ledger/scene.ts'
import { Problem } from '../problem.ts'
import { decideLines } from './decide.ts'
import type { OrderInput } from './input.ts'
import { orderLocks, orderNamed, type Placed, placeOrder, requireChannel, requireItems } from './place.ts'

export interface AskedWarehouse {
  code: string
  /** Somebody named it, or else it is where orders go that name none. */
  isNamed: boolean
}

/** The warehouses that may fill it, the first choice first. Throws a Problem for one that does not serve the channel. */
export async function servingWarehouses(
  reader: Pick<Reader, 'statements'>,
  channel: string,
  { code, isNamed }: AskedWarehouse,
): Promise<string[]> {
  const servedFrom = (await channelNamed(reader, channel))?.servedFrom ?? null
  if (servedFrom === null || (isNamed && servedFrom.includes(code))) return [code]
  if (!isNamed) return servedFrom
  throw new Problem(
    422,
    'warehouse-not-serving',
    `Warehouse ${code} does not serve ${channel}. Name ${servedFrom.join(' or ')}, or leave the warehouse out.`,
    { field: 'warehouse' },
  )
}

/** Locks that placing it in one of them needs. */
export const routeLocks = (warehouses: readonly string[], input: OrderInput): string[] => [
  ...new Set(warehouses.flatMap((warehouse) => orderLocks(warehouse, input))),
]

/** Behind `routeLocks`. An order is not divided: where none has all of it, the one that has most decides by its onShort. */
export async function placeRouted(tx: Tx, warehouses: readonly string[], input: OrderInput): Promise<Placed> {
  const [only = 'MAIN'] = warehouses
  if (warehouses.length < 2 || (await orderNamed(tx, input))) return placeOrder(tx, only, input)
  const channel = await requireChannel(tx, input.channel)
  await requireItems(tx, input.lines)
  const { shipBy = null, startsOn = null } = input
  const wanted = input.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  let best = { warehouse: only, units: -1 }
  for (const warehouse of warehouses) {
    const terms = { channel, onShort: 'partial' as const, shipBy, startsOn }
    const lines = await decideLines(openRequest(tx, warehouse, 'order'), terms, input.lines)
    const units = lines.reduce((sum, line) => sum + line.committed + line.planned, 0)
    if (units > best.units) best = { warehouse, units }
    if (units === wanted) break
  }
  return placeOrder(tx, best.warehouse, input)
}
