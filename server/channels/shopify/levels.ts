/** What a Shopify location shows as available, and how it is told another number. */
import * as v from 'valibot'

export interface Quantity {
  inventoryItemId: string
  locationId: string
  quantity: number
  /** The number that it must still show; then nothing else has changed it meanwhile. Null: whatever it shows. */
  changeFromQuantity: number | null
}

export const SET_AVAILABLE = `mutation SetAvailable($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors { code field message }
  }
}`

export const setAvailable = (quantities: readonly Quantity[], key: string) => ({
  key,
  input: { name: 'available', reason: 'correction', quantities },
})

const setAnswer = v.object({
  inventorySetQuantities: v.object({
    userErrors: v.array(
      v.object({ code: v.nullish(v.string()), field: v.nullish(v.array(v.string())), message: v.string() }),
    ),
  }),
})

export interface QuantityError {
  /** Which of the quantities; undefined: the call as such. */
  index: number | undefined
  code: string
  message: string
}

/** Undefined: not an answer to this mutation. */
export function errorsOfSet(data: unknown): QuantityError[] | undefined {
  const parsed = v.safeParse(setAnswer, data)
  if (!parsed.success) return undefined
  return parsed.output.inventorySetQuantities.userErrors.map(({ code, field, message }) => {
    const place = field?.[field.indexOf('quantities') + 1]
    return { index: place !== undefined && /^\d+$/.test(place) ? Number(place) : undefined, code: code ?? '', message }
  })
}

export const READ_LEVELS = `query Levels($ids: [ID!]!, $location: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id
      inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
    }
  }
}`

const levelsAnswer = v.object({
  nodes: v.array(
    v.nullable(
      v.object({
        id: v.string(),
        inventoryLevel: v.nullable(
          v.object({ quantities: v.array(v.object({ name: v.string(), quantity: v.number() })) }),
        ),
      }),
    ),
  ),
})

/** What is available by inventory item; items that the location does not stock are missing. */
export function levelsOf(data: unknown): Map<string, number> | undefined {
  const parsed = v.safeParse(levelsAnswer, data)
  if (!parsed.success) return undefined
  const found = new Map<string, number>()
  for (const node of parsed.output.nodes) {
    const level = node?.inventoryLevel?.quantities.find(({ name }) => name === 'available')
    if (node && level) found.set(node.id, level.quantity)
  }
  return found
}
