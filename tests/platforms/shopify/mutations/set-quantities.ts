/** `inventorySetQuantities`: all rows or none, each only while the platform still has the quantity the caller saw. */
import { utc } from '../formats.ts'
import type { Asked, View } from '../graphql/execute.ts'
import { FieldFault } from '../graphql/problem.ts'
import { KEY_MISSING, type Keys } from '../idempotency.ts'
import { gid, numberOf } from '../ids.ts'
import type { Level, Shop, Variant } from '../shop.ts'
import { itemView, locationView } from '../views/stock.ts'
import { type Input, inputOf, listOf, userError } from './input.ts'

const REASONS =
  'correction cycle_count_available damaged movement_canceled movement_created movement_received movement_updated other promotion quality_control received reservation_created reservation_deleted reservation_updated restock safety_stock shrinkage'.split(
    ' ',
  )
const BOUND = 1_000_000_000

type UserError = ReturnType<typeof userError>
type Payload = View & { userErrors: UserError[] }

interface Row {
  index: string
  itemId: unknown
  locationId: unknown
  quantity: number
  from: number | null
}

const payload = (group: View | null, userErrors: UserError[]): Payload => ({
  __typename: 'InventorySetQuantitiesPayload',
  inventoryAdjustmentGroup: group,
  userErrors,
})

export function setQuantities(shop: Shop, keys: Keys, { args, directives }: Asked): Payload {
  const key = directives.idempotent?.key
  if (typeof key !== 'string' || key === '') throw new FieldFault(KEY_MISSING, 'BAD_REQUEST')
  const input = inputOf(
    args.input,
    'InventorySetQuantitiesInput',
    ['name', 'reason', 'quantities'],
    ['referenceDocumentUri'],
  )
  const rows = rowsOf(input)
  const refuse = (message: string, code: string) => payload(null, [userError(null, message, code)])
  return keys.once(key, input, () => act(shop, input, rows), refuse)
}

function rowsOf(input: Input): Row[] {
  return listOf(input.quantities, 'quantities').map((value, index) => {
    const names = ['inventoryItemId', 'locationId', 'quantity']
    const row = inputOf(value, 'InventoryQuantityInput', names, ['changeFromQuantity'])
    if (row.changeFromQuantity === undefined)
      throw new FieldFault(
        'InventoryQuantityInput must include the following argument: changeFromQuantity.',
        'INVALID_FIELD_ARGUMENTS',
      )
    if (!Number.isInteger(row.quantity)) throw new FieldFault('quantity must be an Int', 'INVALID_VARIABLE')
    const { inventoryItemId: itemId, locationId } = row
    const from = row.changeFromQuantity as number | null
    return { index: String(index), itemId, locationId, quantity: row.quantity as number, from }
  })
}

function act(shop: Shop, input: Input, rows: Row[]): Payload {
  const errors = [
    ...inputErrors(input),
    ...rows.flatMap((row) => rowErrors(shop, String(input.name), row)),
    ...twice(rows),
  ]
  if (errors.length > 0) return payload(null, errors)
  return payload(
    groupView(
      shop,
      input,
      rows.flatMap((row) => apply(shop, String(input.name), row)),
    ),
    [],
  )
}

function inputErrors({ name, reason, referenceDocumentUri: uri }: Input): UserError[] {
  const errors: UserError[] = []
  if (name !== 'available' && name !== 'on_hand')
    errors.push(
      userError(['input', 'name'], "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME'),
    )
  if (!REASONS.includes(String(reason))) {
    const message = `The specified reason is invalid. Valid values are: ${REASONS.join(', ')}.`
    errors.push(userError(['input', 'reason'], message, 'INVALID_REASON'))
  }
  if (uri !== undefined && uri !== null && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(String(uri)))
    errors.push(
      userError(
        ['input', 'referenceDocumentUri'],
        'The specified reference document is invalid.',
        'INVALID_REFERENCE_DOCUMENT',
      ),
    )
  return errors
}

function rowErrors(shop: Shop, name: string, row: Row): UserError[] {
  const at = (field: string, message: string, code: string) =>
    userError(['input', 'quantities', row.index, field], message, code)
  const variant = itemOf(shop, row)
  const errors = boundErrors(name, row, at)
  if (!variant)
    errors.push(at('inventoryItemId', 'The specified inventory item could not be found.', 'INVALID_INVENTORY_ITEM'))
  const here = row.locationId === gid('Location', shop.locationId)
  if (!here) errors.push(at('locationId', 'The specified location could not be found.', 'INVALID_LOCATION'))
  if (!variant || !here) return errors
  const level = shop.levels.get(variant.itemId)
  if (!level)
    return [
      ...errors,
      at('locationId', 'The specified inventory item is not stocked at the location.', 'ITEM_NOT_STOCKED_AT_LOCATION'),
    ]
  // The words a shop really answers; the enum's own description of the code is worded otherwise.
  const stale = 'The changeFromQuantity argument no longer matches the persisted quantity.'
  if (row.from !== null && row.from !== current(level, name))
    errors.push(at('changeFromQuantity', stale, 'CHANGE_FROM_QUANTITY_STALE'))
  return errors
}

function boundErrors(
  name: string,
  { quantity }: Row,
  at: (field: string, message: string, code: string) => UserError,
): UserError[] {
  if (quantity > BOUND)
    return [at('quantity', "The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH')]
  if (quantity < -BOUND)
    return [at('quantity', "The quantity can't be lower than -1,000,000,000.", 'INVALID_QUANTITY_TOO_LOW')]
  if (quantity < 0 && name !== 'available')
    return [at('quantity', "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE')]
  return []
}

function twice(rows: Row[]): UserError[] {
  const pair = ({ itemId, locationId }: Row) => `${String(itemId)} ${String(locationId)}`
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(pair(row), (counts.get(pair(row)) ?? 0) + 1)
  const message = 'The combination of inventoryItemId and locationId must be unique.'
  return rows
    .filter((row) => (counts.get(pair(row)) ?? 0) > 1)
    .map(({ index }) =>
      userError(['input', 'quantities', index, 'locationId'], message, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR'),
    )
}

const itemOf = (shop: Shop, { itemId }: Row): Variant | undefined =>
  shop.variantsByItem.get(numberOf('InventoryItem', itemId) ?? 0)

const current = ({ available, committed }: Level, name: string) =>
  name === 'on_hand' ? available + committed : available

/** Available and on hand always move together. */
function apply(shop: Shop, name: string, row: Row): View[] {
  const variant = itemOf(shop, row)
  const level = variant && shop.levels.get(variant.itemId)
  if (!variant || !level) throw new Error('A row was applied that had not been checked')
  const delta = row.quantity - current(level, name)
  level.available += delta
  level.updatedAt = shop.now()
  return delta === 0 ? [] : ['available', 'on_hand'].map((moved) => changeView(shop, variant, moved, delta))
}

/** `quantityAfterChange` is null here, as it is in recorded answers of this mutation. */
const changeView = (shop: Shop, variant: Variant, name: string, delta: number): View => ({
  __typename: 'InventoryChange',
  name,
  delta,
  quantityAfterChange: null,
  ledgerDocumentUri: null,
  item: () => itemView(shop, variant),
  location: () => locationView(shop),
})

const groupView = (shop: Shop, input: Input, changes: View[]): View => ({
  __typename: 'InventoryAdjustmentGroup',
  id: gid('InventoryAdjustmentGroup', shop.nextId()),
  createdAt: utc(shop.now()),
  reason: input.reason,
  referenceDocumentUri: input.referenceDocumentUri ?? null,
  changes,
})
