/** Fills an empty database with the sample warehouse, by the same functions that serve the API and the imports. */
import * as v from 'valibot'
import { newEnrolmentCode } from '../auth/devices.ts'
import { putUser } from '../auth/users.ts'
import { localDate } from '../availability/local-date.ts'
import type { Role } from '../db/schema.ts'
import type { Tx, Work } from '../db/work.ts'
import type { DemoInfo } from '../http/deps.ts'
import { openStockImport } from '../import/stock.ts'
import { changeLabelSettings } from '../labels/sscc.ts'
import { holdLot } from '../lots/holds.ts'
import { channelInput, putChannel } from '../master/channels.ts'
import { itemInput, putItem } from '../master/items.ts'
import { locationInput, putLocation } from '../master/locations.ts'
import { putWarehouse } from '../master/warehouses.ts'
import { orderInput } from '../orders/input.ts'
import { orderLocks, placeOrder } from '../orders/place.ts'
import { releaseOrder } from '../picking/release.ts'
import { expectReceipt } from '../receiving/expect.ts'
import { CATALOGUE, HELD_SKU, TRACED_SKUS } from './catalogue.ts'
import { CHANNELS } from './channels.ts'
import { beginCosting, reckonPast } from './costing.ts'
import { countSome, putCounting } from './counted.ts'
import { rememberDemand } from './demand.ts'
import { throwDice } from './dice.ts'
import { COMPANY_PREFIX, WAREHOUSE_GLN } from './gs1-keys.ts'
import { type DemoOrder, openOrders } from './orders.ts'
import { putPartners } from './partners.ts'
import { pastOf } from './past.ts'
import { DEMO_PIN, hirePeople } from './people.ts'
import { pickSome } from './picked.ts'
import { PLACES } from './places.ts'
import { putPlan } from './plan.ts'
import { familyOf, setAside } from './protections.ts'
import { announcedReceipts } from './receipts.ts'
import { relive } from './relive.ts'
import { takeBackSome } from './returned.ts'
import { type OpeningStock, openingStock } from './stock.ts'
import { rememberStock } from './stock-history.ts'
import { DEMO_TIME_ZONE, DEMO_WAREHOUSE, WAREHOUSE_ADDRESS } from './warehouse.ts'

const SEED = 9521234

/** As many devices as anybody tries, for years: whoever can open the demo may use it. */
const ENROLMENTS = 1_000_000
const ENROLMENT_LASTS_MS = 10 * 365 * 86_400_000

/** `now` in UTC milliseconds: lots, receipts and orders are dated around its day. The same day gives the same stock. */
export async function fillDemo(work: Work, now: number): Promise<DemoInfo> {
  const today = localDate(now, DEMO_TIME_ZONE)
  const dice = throwDice(SEED)
  // Thrown before any unit: a unit may run again, and the dice would fall differently.
  const opening = openingStock(today, dice)
  const receipts = announcedReceipts(today, dice)
  const orders = openOrders(today, dice)
  const hired = await hirePeople()
  await work.run([], async (tx) => {
    await putBuilding(tx)
    await putCatalogue(tx)
    await putPartners(tx)
    await putPlan(tx)
    await putCounting(tx)
    await changeLabelSettings(tx, { companyPrefix: COMPANY_PREFIX, extensionDigit: 0, dates: 'expiry' })
  })
  const people = await work.run([], async (tx) => {
    const users = []
    for (const person of hired) users.push(await putUser(tx, person))
    for (const receipt of receipts) await expectReceipt(tx, DEMO_WAREHOUSE, receipt)
    return users
  })
  await beginCosting(work)
  const withRole = (role: Role) => people.find((user) => user.roles.includes(role))?.id ?? ''
  await relive(work, now, pastOf(today), { receiver: withRole('receiver'), picker: withRole('picker') })
  await work.run([], (tx) => putOpeningStock(tx, opening))
  const atWork = [...orders.filter(({ released }) => released).map(({ input }) => input), ...receipts]
  const busy = new Set(atWork.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  await countSome(work, now, { counter: withRole('counter'), helper: withRole('receiver') }, busy)
  await work.run([], (tx) => holdOne(tx, opening, withRole('inspector')))
  for (const order of orders) await takeOrder(work, order, withRole('planner'))
  await pickSome(work, now, withRole('picker'))
  await takeBackSome(work, now, today, { receiver: withRole('receiver'), inspector: withRole('inspector') })
  await setAside(work, today)
  await reckonPast(work, today)
  await rememberDemand(work, now, today, opening)
  await rememberStock(work, now, today)
  return {
    enrolmentCode: await newDemoEnrolment(work),
    pin: DEMO_PIN,
    users: hired.map(({ name, roles, badge }) => ({ name, roles, badge })),
  }
}

/** A code that enrols device after device. */
export const newDemoEnrolment = async (work: Work): Promise<string> =>
  (await work.run([], (tx) => newEnrolmentCode(tx, DEMO_WAREHOUSE, ENROLMENTS, ENROLMENT_LASTS_MS))).code

async function putBuilding(tx: Tx): Promise<void> {
  await putWarehouse(tx, DEMO_WAREHOUSE, {
    name: 'Hearth & Grain, main warehouse',
    timeZone: DEMO_TIME_ZONE,
    currency: 'USD',
    gln: WAREHOUSE_GLN,
    address: WAREHOUSE_ADDRESS,
  })
  for (const { code, ...location } of PLACES) {
    await putLocation(tx, DEMO_WAREHOUSE, code, v.parse(locationInput, location))
  }
  for (const [channel, input] of Object.entries(CHANNELS)) await putChannel(tx, channel, v.parse(channelInput, input))
}

async function putCatalogue(tx: Tx): Promise<void> {
  for (const item of CATALOGUE) {
    const input = {
      name: item.name,
      rotation: item.rotation,
      lotTracked: item.shelfLifeDays !== null,
      traced: TRACED_SKUS.has(item.sku),
      unit: item.unit,
      standardCost: { amount: item.cost, currency: 'USD' },
      leadTimeDays: item.leadTimeDays,
      group: familyOf(item.sku),
      barcodes: [
        { code: item.unitGtin, quantity: 1 },
        { code: item.caseGtin, quantity: item.caseQuantity },
      ],
    }
    await putItem(tx, DEMO_WAREHOUSE, item.sku, v.parse(itemInput, input))
  }
}

async function putOpeningStock(tx: Tx, { lots, stock }: OpeningStock): Promise<void> {
  const opened = openStockImport(tx, DEMO_WAREHOUSE)
  for (const lot of lots) await opened.writeLot(lot)
  for (const row of stock) await opened.writeStock(row)
  await opened.end()
}

/** The youngest of an item's lots waits for a laboratory, so that a hold can be seen; orders have the older ones. */
async function holdOne(tx: Tx, { lots }: OpeningStock, inspector: string): Promise<void> {
  const lot = lots.findLast(({ sku }) => sku === HELD_SKU)?.lot
  if (lot === undefined) throw new Error(`There is no lot of ${HELD_SKU} to hold.`)
  const hold = { sku: HELD_SKU, lot, reason: 'Laboratory result is due', source: 'person', by: 'Kenji Mori' }
  await holdLot(tx, DEMO_WAREHOUSE, { deviceId: null, userId: inspector }, hold)
}

async function takeOrder(work: Work, { input, released }: DemoOrder, planner: string): Promise<void> {
  const order = v.parse(orderInput, input)
  const placed = await work.run(orderLocks(DEMO_WAREHOUSE, order), (tx) => placeOrder(tx, DEMO_WAREHOUSE, order))
  if (released) await work.run([], (tx) => releaseOrder(tx, placed.answer.id, { userId: planner, deviceId: null }))
}
