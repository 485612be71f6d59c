/** The least of a Shopify shop that a test of one rule needs; the simulator under tests/platforms is the whole of it. */
import type { ExceptionType } from '../../server/exceptions/types.ts'

export const OF_CONNECTORS: readonly ExceptionType[] = ['publish-failed', 'connector-silent', 'intake-failed', 'drift']

const LOCATION = 'gid://shopify/Location/1'

interface SetInput {
  quantities: { inventoryItemId: string; locationId: string; quantity: number; changeFromQuantity: number | null }[]
}

export type ShopFault = 'down' | 'time-out-after' | 'hang' | null

export interface SmallShop {
  location: string
  token: string
  fault: ShopFault
  /** How often anything was asked of it. */
  asked: number
  /** Inventory items of each call that set something. */
  calls: string[][]
  fetch: typeof fetch
  add(): string
  stock(item: string): void
  available(item: string): number
  sell(item: string, units: number): void
  /** When it is asked next. */
  reached(): Promise<void>
}

export function createSmallShop(token: string): SmallShop {
  const levels = new Map<string, number>()
  let heard: () => void = () => undefined
  const shop: SmallShop = {
    location: LOCATION,
    token,
    fault: null,
    asked: 0,
    calls: [],
    async fetch(_url, init) {
      shop.asked += 1
      heard()
      if (shop.fault === 'down') throw new TypeError('fetch failed')
      if (shop.fault === 'hang') return new Promise<Response>(() => undefined)
      if (new Headers(init?.headers).get('x-shopify-access-token') !== shop.token)
        return Response.json({ errors: '[API] Invalid API key or access token' }, { status: 401 })
      const { query, variables } = JSON.parse(String(init?.body))
      const data = query.includes('inventorySetQuantities') ? set(variables.input) : read(variables.ids)
      if (shop.fault === 'time-out-after') throw new DOMException('timed out', 'TimeoutError')
      return Response.json({ data })
    },
    add() {
      const item = `gid://shopify/InventoryItem/${levels.size + 1}`
      levels.set(item, 0)
      return item
    },
    stock: (item) => void levels.set(item, 0),
    available: (item) => levels.get(item) ?? Number.NaN,
    sell: (item, units) => void levels.set(item, (levels.get(item) ?? 0) - units),
    reached: () =>
      new Promise((resolve) => {
        heard = resolve
      }),
  }

  function set({ quantities }: SetInput) {
    const unknown = quantities.flatMap(({ inventoryItemId }, index) =>
      levels.has(inventoryItemId)
        ? []
        : [
            {
              code: 'INVALID_INVENTORY_ITEM',
              field: ['input', 'quantities', String(index), 'inventoryItemId'],
              message: 'The inventory item could not be found.',
            },
          ],
    )
    const stale = quantities.flatMap(({ inventoryItemId, changeFromQuantity }, index) =>
      changeFromQuantity !== null && levels.get(inventoryItemId) !== changeFromQuantity
        ? [
            {
              code: 'CHANGE_FROM_QUANTITY_STALE',
              field: ['input', 'quantities', String(index), 'changeFromQuantity'],
              message: 'The change from quantity is stale.',
            },
          ]
        : [],
    )
    const userErrors = [...unknown, ...stale]
    if (userErrors.length === 0) {
      shop.calls.push(quantities.map(({ inventoryItemId }) => inventoryItemId))
      for (const { inventoryItemId, quantity } of quantities) levels.set(inventoryItemId, quantity)
    }
    return { inventorySetQuantities: { userErrors } }
  }

  const read = (ids: string[]) => ({
    nodes: ids.map((id) => {
      const quantity = levels.get(id)
      return quantity === undefined ? null : { id, inventoryLevel: { quantities: [{ name: 'available', quantity }] } }
    }),
  })

  return shop
}
