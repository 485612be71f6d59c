/** All that the database knows of an item and that its plan is made of. */
import { eq, sql } from 'drizzle-orm'
import type { ItemClass } from '../../shared/rules/counting.ts'
import type { ItemPolicy } from '../../shared/rules/replenishment/policy.ts'
import { type Inventory, inventoryOf } from '../availability/inventory.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { openUnits, type Special, specialDays } from './channel-facts.ts'
import { readHistory, type Series } from './history.ts'
import { type Coming, comingOf, lotsOnShelf, originOf, type StockedLot } from './item-facts.ts'
import { type LeadTimes, leadTimesOf } from './lead-times.ts'
import type { PlanningScene } from './scene.ts'
import { readPolicy } from './settings.ts'

export interface Known {
  sku: string
  item: Schema['items']['$inferSelect']
  itemClass: ItemClass | null
  inventory: Inventory
  series: readonly Series[]
  coming: Coming[]
  lots: StockedLot[]
  policy: ItemPolicy
  keepsProtected: boolean
  supplier: string | null
  isMade: boolean
  leadTime: LeadTimes
  terms: { reviewDays: number; minimum: number; multiple: number; shelfLifeDays: number | null }
  /** Base units. `owed`: open of orders, also what is promised against receipts to come, for those are counted, too. */
  stock: { sellable: number; onOrder: number; owed: number }
  /** What falls into the time that an order of today must last. */
  special: Special[]
}

/** `series`: what is known of its demand already; left out: it is read. Throws not-found. */
export async function knowledgeOf(
  reader: Reader,
  scene: PlanningScene,
  sku: string,
  known?: readonly Series[],
): Promise<Known> {
  const { place, now, today, settings } = scene
  const item = await itemOf(reader, sku)
  const inventory = await inventoryOf(reader, place.code, sku, now)
  const { policy, keepsProtected } = await readPolicy(reader, place.code, sku)
  const origin = await originOf(reader, sku, place.timeZone)
  const coming = await comingOf(reader, place.code, sku)
  const supplier = policy.supplier ?? origin.supplier ?? coming.find((one) => one.supplier !== null)?.supplier ?? null
  const leadTime = leadTimesOf(
    policy.leadTimeDays === null && supplier !== null ? await scene.leadTimes(reader, supplier) : [],
    policy.leadTimeDays ?? item.leadTimeDays,
    settings.leadTimeDays,
  )
  const reviewDays = policy.reviewDays ?? settings.reviewDays
  return {
    ...{ sku, item, inventory, policy, keepsProtected, coming, supplier, leadTime },
    series: known ?? (await readHistory(reader, place, sku, now)),
    lots: await lotsOnShelf(reader, place.code, sku, { standardCost: item.standardCost, today }),
    itemClass: await scene.classOf(reader, sku),
    isMade: origin.isMade,
    terms: {
      reviewDays,
      minimum: policy.minimum ?? 1,
      multiple: policy.multiple ?? 1,
      shelfLifeDays: policy.shelfLifeDays ?? origin.shelfLifeDays,
    },
    stock: {
      sellable: inventory.sellable,
      onOrder: coming.reduce((sum, one) => sum + one.units, 0),
      owed: inventory.channels.reduce((sum, one) => sum + openUnits(one), 0),
    },
    special: specialDays(scene, sku, leadTime.mean + reviewDays),
  }
}

const statements = ((db, { items }) => ({
  item: prepared(
    'planned_item',
    db
      .select()
      .from(items)
      .where(eq(items.sku, sql.placeholder('sku'))),
  ),
})) satisfies Statements<unknown>

async function itemOf(reader: Reader, sku: string) {
  const [item] = await reader.statements(statements).item.execute({ sku })
  if (!item) throw notFound(`item ${sku}`)
  return item
}
