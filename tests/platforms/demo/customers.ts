/** People who buy on the simulated platforms, and change their minds: a few a minute, so that somebody can watch. */
import type { Amazon } from '../amazon/amazon.ts'
import type { Random } from '../shopify/random.ts'
import type { Shopify } from '../shopify/shopify.ts'
import type { Variant } from './offers.ts'

const SECOND = 1_000

export interface Customers {
  stop(): void
}

export interface Market {
  random: Random
  shop: Shopify
  variants: readonly Variant[]
  amazon: Amazon
  listings: readonly string[]
}

export function startCustomers(market: Market): Customers {
  const { random } = market
  let timer: NodeJS.Timeout
  const next = () => {
    timer = setTimeout(() => {
      if (random.chance(0.65)) buyInShop(market)
      else buyAtAmazon(market)
      if (random.chance(0.1)) changeMind(market)
      next()
    }, random.whole(6, 16) * SECOND)
    timer.unref()
  }
  next()
  return { stop: () => clearTimeout(timer) }
}

/** Only what the shop shows: nobody can buy more. */
function buyInShop({ random, shop, variants }: Market): void {
  const chosen = Array.from({ length: random.whole(1, 3) }, () => variants[random.whole(0, variants.length - 1)])
  const lines = [...new Set(chosen)].flatMap((variant) => {
    const quantity = variant ? Math.min(shop.available(variant.item), random.whole(1, 3)) : 0
    return variant && quantity > 0 ? [{ variantId: variant.variantId, quantity }] : []
  })
  if (lines.length > 0) shop.placeOrder({ lines, taxRate: 0.07, shippingCents: 590 })
}

function buyAtAmazon({ random, amazon, listings }: Market): void {
  const sku = listings[random.whole(0, listings.length - 1)]
  if (sku === undefined || amazon.shown(sku) < 1) return
  amazon.placeOrder({ lines: [{ sku, quantity: Math.min(amazon.shown(sku), random.whole(1, 2)), taxCents: 60 }] })
}

function changeMind({ random, shop }: Market): void {
  const open = shop.orders().filter((order) => order.cancelledAt === null && order.fulfillmentStatus === 'UNFULFILLED')
  const order = open[random.whole(0, Math.max(0, open.length - 1))]
  if (order) shop.cancelOrder(order.id, { restock: true })
}
