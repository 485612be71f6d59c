/** What is done for orders on the floor: which stock they get, and who fetches it. */
import { sql } from 'drizzle-orm'
import type { CountOrigin, CountScope, HiddenFrom } from '../../../shared/rules/counting.ts'
import type { TaskKind } from '../../../shared/wire/pull.ts'
import type { Kit } from '../kit.ts'
import type { OrderTables } from './orders.ts'

export function pickingTables(kit: Kit, { orders, orderLines }: OrderTables) {
  const { table, text, whole, flag, json, primaryKey, index } = kit

  const allocations = table(
    'allocations',
    {
      lineId: text()
        .notNull()
        .references(() => orderLines.id),
      lot: text().notNull(),
      location: text().notNull(),
      /** False: directed to a picker. True: taken, standing in a tote or staging. */
      picked: flag().notNull(),
      orderId: text().notNull(),
      warehouse: text().notNull(),
      sku: text().notNull(),
      quantity: whole().notNull(),
    },
    (t) => [
      index('allocations_by_order').on(t.orderId),
      primaryKey({ columns: [t.lineId, t.lot, t.location, t.picked] }),
      index('allocations_by_stock').on(t.warehouse, t.sku, t.lot, t.location),
    ],
  )

  const pickLists = table(
    'pick_lists',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      /** Null: a batch of several orders, each task says which. */
      orderId: text().references(() => orders.id),
      state: text().$type<'open' | 'done' | 'cancelled'>().notNull(),
      /** Of a batch that was divided: the zone whose bins it asks for. */
      zone: text(),
      staging: text().notNull(),
      deviceId: text(),
      leasedAt: whole(),
      createdAt: whole().notNull(),
    },
    (t) => [index('pick_lists_by_state').on(t.warehouse, t.state), index('pick_lists_by_order').on(t.orderId)],
  )

  const tasks = table(
    'tasks',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      kind: text().$type<TaskKind>().notNull(),
      state: text().$type<'open' | 'done' | 'cancelled'>().notNull(),
      pickListId: text().references(() => pickLists.id),
      orderId: text(),
      lineId: text(),
      sku: text().notNull(),
      lot: text().notNull(),
      location: text().notNull(),
      quantity: whole().notNull(),
      done: whole().notNull(),
      sequence: whole().notNull(),
      /** In a batch: the tote on the cart that this order's units go into. */
      tote: text(),
      /** Of a count: the whole place, one item in it, or one lot of one item. */
      scope: text().$type<CountScope>(),
      origin: text().$type<CountOrigin>(),
      /** Of a blind count: who is not told what the ledger has there. */
      hiddenFrom: text().$type<HiddenFrom>(),
      /** The handheld that a count is with. */
      deviceId: text(),
      leasedAt: whole(),
      /** Users who counted it already: it is asked again of another person. */
      notBy: json<string[]>(),
      createdAt: whole().notNull(),
    },
    (t) => [
      index('tasks_by_pick_list').on(t.pickListId),
      index('tasks_by_state').on(t.warehouse, t.state, t.kind),
      index('tasks_by_line').on(t.lineId),
      index('tasks_by_order').on(t.orderId),
      index('tasks_counting').on(t.warehouse, t.location).where(sql`kind = 'count' and state = 'open'`),
    ],
  )

  return { allocations, pickLists, tasks }
}
