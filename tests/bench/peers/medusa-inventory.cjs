// Medusa's inventory module alone, called in this process, on PostgreSQL. Nothing is around it: no order, no HTTP, no workflow.
const { answer } = require('./answer.cjs')
const { MedusaApp, MedusaAppMigrateUp, ModulesDefinition } = require('@medusajs/framework/modules-sdk')
const { Modules } = require('@medusajs/framework/utils')

const PLACE = 'warehouse'
const PER_REQUEST = 250

let inventory
/** Alone, it has nothing that it could be linked to. */
const noLinks = { initialize: async () => undefined, getMigrationPlanner: () => undefined }
/** By SKU. */
const items = new Map()

async function start({ url, skus, quantity, atOnce }) {
  const settings = () => ({
    modulesConfig: {
      [Modules.INVENTORY]: { definition: ModulesDefinition[Modules.INVENTORY], resolve: '@medusajs/inventory' },
      [Modules.LINK]: noLinks,
    },
    sharedResourcesConfig: {
      database: {
        clientUrl: url,
        driverOptions: { connection: { ssl: false } },
        pool: { min: atOnce, max: 2 * atOnce },
      },
    },
  })
  await MedusaAppMigrateUp(settings())
  const { modules } = await MedusaApp(settings())
  inventory = modules[Modules.INVENTORY]
  for (let at = 0; at < skus.length; at += PER_REQUEST) {
    const made = await inventory.createInventoryItems(skus.slice(at, at + PER_REQUEST).map((sku) => ({ sku })))
    for (const { id, sku } of made) items.set(sku, id)
    await inventory.createInventoryLevels(
      made.map(({ id }) => ({ inventory_item_id: id, location_id: PLACE, stocked_quantity: quantity })),
    )
  }
}

async function reserve({ lines, atOnce }) {
  return timed(atOnce, lines.length, async (index) => {
    const { line, sku, quantity } = lines[index]
    const item = items.get(sku)
    if (!(await inventory.confirmInventory(item, [PLACE], quantity))) throw new Error(`${sku} is not there.`)
    const input = { inventory_item_id: item, location_id: PLACE, line_item_id: line, quantity }
    await inventory.createReservationItems([input])
  })
}

async function read({ skus, atOnce, forMs }) {
  const deadline = performance.now() + forMs
  return timed(atOnce, Number.POSITIVE_INFINITY, async (index) => {
    if (performance.now() >= deadline) return false
    await inventory.retrieveAvailableQuantity(items.get(skus[index % skus.length]), [PLACE])
  })
}

/** So many at once, each beginning the next when it is done with one; until there are no more, or the work says false. */
async function timed(atOnce, count, work) {
  const latenciesMs = []
  let next = 0
  const takeTurns = async () => {
    while (next < count) {
      const started = performance.now()
      if ((await work(next++)) === false) return
      latenciesMs.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: atOnce }, takeTurns))
  return { requests: latenciesMs.length, elapsedMs: performance.now() - started, latenciesMs }
}

/** Reservations there are, and by SKU what its own figure for the available says is missing of what was stocked. */
async function tell({ quantity }) {
  const [, orders] = await inventory.listAndCountReservationItems({}, { take: 1 })
  const units = {}
  for (const [sku, id] of items) units[sku] = quantity - Number(await inventory.retrieveAvailableQuantity(id, [PLACE]))
  return { orders, units }
}

answer({ start, reserve, read, tell })
