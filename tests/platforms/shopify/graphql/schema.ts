/** The part of the Admin schema (2026-10) that is simulated. Everything a client may ask is in this table, nothing else. */
export interface FieldType {
  kind: 'scalar' | 'object' | 'list' | 'connection'
  type: string
}

/** `X` one object, `[X]` a list of objects, `*X` a connection. */
function fields(scalars: string, others: Record<string, string> = {}): Record<string, FieldType> {
  const found: Record<string, FieldType> = { __typename: { kind: 'scalar', type: 'String' } }
  for (const name of scalars.split(' ').filter(Boolean)) found[name] = { kind: 'scalar', type: 'Scalar' }
  for (const [name, text] of Object.entries(others)) {
    const kind = text.startsWith('*') ? 'connection' : text.startsWith('[') ? 'list' : 'object'
    found[name] = { kind, type: text.replace(/[*[\]]/g, '') }
  }
  return found
}

const node = 'Node'

export const SCHEMA: Record<string, Record<string, FieldType>> = {
  Query: fields('', {
    shop: 'Shop',
    location: 'Location',
    locations: '*Location',
    product: 'Product',
    products: '*Product',
    productVariant: 'ProductVariant',
    productVariants: '*ProductVariant',
    inventoryItem: 'InventoryItem',
    inventoryItems: '*InventoryItem',
    inventoryLevel: 'InventoryLevel',
    order: 'Order',
    orders: '*Order',
    fulfillmentOrder: 'FulfillmentOrder',
    return: 'Return',
    node,
    nodes: `[${node}]`,
  }),
  Mutation: fields('', {
    inventorySetQuantities: 'InventorySetQuantitiesPayload',
    fulfillmentCreate: 'FulfillmentCreatePayload',
  }),
  Node: fields('id'),
  PageInfo: fields('hasNextPage hasPreviousPage startCursor endCursor'),
  MoneyBag: fields('', { shopMoney: 'MoneyV2', presentmentMoney: 'MoneyV2' }),
  MoneyV2: fields('amount currencyCode'),
  Shop: fields('id name myshopifyDomain currencyCode ianaTimezone'),
  Location: fields('id name isActive fulfillsOnlineOrders'),
  Product: fields('id title handle status createdAt updatedAt', { variants: '*ProductVariant' }),
  ProductVariant: fields('id sku barcode title displayName price inventoryPolicy inventoryQuantity', {
    product: 'Product',
    inventoryItem: 'InventoryItem',
  }),
  InventoryItem: fields('id legacyResourceId sku tracked requiresShipping createdAt updatedAt', {
    variant: 'ProductVariant',
    inventoryLevel: 'InventoryLevel',
    inventoryLevels: '*InventoryLevel',
  }),
  InventoryLevel: fields('id isActive createdAt updatedAt', {
    item: 'InventoryItem',
    location: 'Location',
    quantities: '[InventoryQuantity]',
  }),
  InventoryQuantity: fields('id name quantity updatedAt'),
  InventorySetQuantitiesPayload: fields('', {
    inventoryAdjustmentGroup: 'InventoryAdjustmentGroup',
    userErrors: '[UserError]',
  }),
  InventoryAdjustmentGroup: fields('id createdAt reason referenceDocumentUri', { changes: '[InventoryChange]' }),
  InventoryChange: fields('name delta quantityAfterChange ledgerDocumentUri', {
    item: 'InventoryItem',
    location: 'Location',
  }),
  // One table for InventorySetQuantitiesUserError and the plain UserError, which has no code.
  UserError: fields('field message code'),
  Order: fields(
    'id legacyResourceId name createdAt processedAt updatedAt cancelledAt cancelReason closed closedAt currencyCode email phone note tags test taxesIncluded confirmed displayFinancialStatus displayFulfillmentStatus returnStatus subtotalLineItemsQuantity currentSubtotalLineItemsQuantity sourceName',
    {
      subtotalPriceSet: 'MoneyBag',
      totalPriceSet: 'MoneyBag',
      currentTotalPriceSet: 'MoneyBag',
      totalTaxSet: 'MoneyBag',
      totalDiscountsSet: 'MoneyBag',
      totalShippingPriceSet: 'MoneyBag',
      totalRefundedSet: 'MoneyBag',
      customer: 'Customer',
      shippingAddress: 'MailingAddress',
      shippingLine: 'ShippingLine',
      shippingLines: '*ShippingLine',
      taxLines: '[TaxLine]',
      lineItems: '*LineItem',
      fulfillmentOrders: '*FulfillmentOrder',
      fulfillments: '[Fulfillment]',
      refunds: '[Refund]',
      returns: '*Return',
    },
  ),
  LineItem: fields(
    'id name title sku quantity currentQuantity fulfillableQuantity unfulfilledQuantity refundableQuantity requiresShipping taxable variantTitle vendor',
    {
      variant: 'ProductVariant',
      product: 'Product',
      originalUnitPriceSet: 'MoneyBag',
      discountedUnitPriceSet: 'MoneyBag',
      originalTotalSet: 'MoneyBag',
      discountedTotalSet: 'MoneyBag',
      totalDiscountSet: 'MoneyBag',
      discountAllocations: '[DiscountAllocation]',
      taxLines: '[TaxLine]',
    },
  ),
  DiscountAllocation: fields('', { allocatedAmountSet: 'MoneyBag' }),
  TaxLine: fields('title rate ratePercentage', { priceSet: 'MoneyBag' }),
  ShippingLine: fields('id title code', {
    originalPriceSet: 'MoneyBag',
    discountedPriceSet: 'MoneyBag',
    taxLines: '[TaxLine]',
  }),
  Customer: fields('id firstName lastName displayName email phone', {
    defaultEmailAddress: 'CustomerEmailAddress',
    defaultPhoneNumber: 'CustomerPhoneNumber',
  }),
  CustomerEmailAddress: fields('emailAddress'),
  CustomerPhoneNumber: fields('phoneNumber'),
  MailingAddress: fields(
    'firstName lastName name company address1 address2 city province provinceCode zip country countryCodeV2 phone',
  ),
  FulfillmentOrder: fields('id status requestStatus createdAt updatedAt orderId orderName', {
    order: 'Order',
    assignedLocation: 'FulfillmentOrderAssignedLocation',
    lineItems: '*FulfillmentOrderLineItem',
  }),
  FulfillmentOrderAssignedLocation: fields('name', { location: 'Location' }),
  FulfillmentOrderLineItem: fields('id totalQuantity remainingQuantity sku inventoryItemId', { lineItem: 'LineItem' }),
  FulfillmentCreatePayload: fields('', { fulfillment: 'Fulfillment', userErrors: '[UserError]' }),
  Fulfillment: fields('id legacyResourceId name status displayStatus createdAt updatedAt totalQuantity', {
    order: 'Order',
    trackingInfo: '[FulfillmentTrackingInfo]',
    fulfillmentLineItems: '*FulfillmentLineItem',
  }),
  FulfillmentTrackingInfo: fields('company number url'),
  FulfillmentLineItem: fields('id quantity', { lineItem: 'LineItem' }),
  Refund: fields('id legacyResourceId createdAt updatedAt note', {
    totalRefundedSet: 'MoneyBag',
    refundLineItems: '*RefundLineItem',
  }),
  RefundLineItem: fields('id quantity restockType restocked', {
    lineItem: 'LineItem',
    subtotalSet: 'MoneyBag',
    totalTaxSet: 'MoneyBag',
  }),
  Return: fields('id name status createdAt totalQuantity', { order: 'Order', returnLineItems: '*ReturnLineItem' }),
  ReturnLineItem: fields('id quantity returnReason returnReasonNote customerNote', {
    fulfillmentLineItem: 'FulfillmentLineItem',
  }),
}

/** Interfaces a fragment may name besides the type itself. */
const INTERFACES = new Set([node, 'ReturnLineItemType'])

/** Whether an object of that type is meant by `... on`. */
export const matches = (on: string | undefined, type: string) => on === undefined || on === type || INTERFACES.has(on)
