/** Counts that somebody asks for: places, items wherever they stand, lots, or a zone. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { Problem } from '../problem.ts'
import { askForCount, type WantedCount } from './ask.ts'
import { type CountTaskAnswer, countTaskAnswer } from './task-answer.ts'

const MOST_NAMED = 1_000
const MOST_TASKS = 5_000

const some = <Entry extends v.GenericSchema>(entry: Entry) =>
  v.optional(v.pipe(v.array(entry), v.minLength(1, 'Name at least one, or leave this out.'), v.maxLength(MOST_NAMED)))

export const askInput = v.pipe(
  v.strictObject({
    locations: some(field.location),
    skus: some(field.sku),
    /** Of the named items where there are any, else of every item that has a lot of this number. */
    lots: some(field.lotNumber),
    zone: v.optional(field.name),
    /** A blind count keeps what the ledger has from the handhelds. */
    blind: v.optional(v.boolean(), true),
  }),
  v.check(
    ({ locations, skus, lots, zone }) => Boolean(locations ?? skus ?? lots ?? zone),
    'Say what to count: locations, skus, lots or a zone.',
  ),
)
export type AskInput = v.InferOutput<typeof askInput>

export async function askByHand(tx: Tx, warehouse: string, input: AskInput): Promise<{ items: CountTaskAnswer[] }> {
  const scene = openRequest(tx, warehouse, 'count')
  const places = await placesMeant(scene, input)
  const wanted = input.skus || input.lots ? await goodsMeant(scene, input, places) : places.map(wholePlace)
  if (wanted.length > MOST_TASKS)
    throw new Problem(422, 'too-many', `That would be ${wanted.length} counts. Ask for at most 5,000 at a time.`)
  const items = new Map<string, CountTaskAnswer>()
  for (const one of wanted) {
    const task = await askForCount(scene, {
      ...one,
      origin: 'hand',
      hiddenFrom: input.blind ? 'handhelds' : 'nobody',
    })
    items.set(task.id, countTaskAnswer(task))
  }
  return { items: [...items.values()] }
}

type Meant = Pick<WantedCount, 'location' | 'scope' | 'sku' | 'lot'>

const wholePlace = (location: string): Meant => ({ location, scope: 'location', sku: '', lot: '' })

/** The named places and those of the zone. Without either: none, and goods are looked for everywhere. */
async function placesMeant({ tx, warehouse }: Scene, { locations: named = [], zone }: AskInput): Promise<string[]> {
  const { locations } = tx.t
  const known = await tx.db
    .select({ code: locations.code })
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), sql`${locations.kind} <> 'virtual'`, inArray(locations.code, named)))
  const missing = named.find((code) => !known.some((place) => place.code === code))
  if (missing !== undefined)
    throw new Problem(422, 'unknown-location', `There is no location ${missing} in ${warehouse}.`, {
      field: 'locations',
    })
  if (zone === undefined) return [...new Set(named)]
  const inZone = await tx.db
    .select({ code: locations.code })
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), eq(locations.zone, zone)))
    .orderBy(asc(locations.pickSequence), asc(locations.code))
  if (inZone.length === 0)
    throw new Problem(422, 'unknown-zone', `No location of ${warehouse} is in zone ${zone}.`, { field: 'zone' })
  return [...new Set([...named, ...inZone.map(({ code }) => code)])]
}

/** Where the named items and lots stand; a named place is asked even where the ledger has nothing of them. */
async function goodsMeant(scene: Scene, { skus, lots }: AskInput, places: readonly string[]): Promise<Meant[]> {
  const { stock } = scene.tx.t
  if (skus) await requireItems(scene, skus)
  const rows = await scene.tx.db
    .selectDistinct({ location: stock.location, sku: stock.sku, lot: stock.lot })
    .from(stock)
    .where(
      and(
        eq(stock.warehouse, scene.warehouse),
        sql`${stock.inHouse}`,
        skus ? inArray(stock.sku, skus) : undefined,
        lots ? inArray(stock.lot, lots) : undefined,
        places.length > 0 ? inArray(stock.location, [...places]) : undefined,
      ),
    )
    .orderBy(stock.location, stock.sku, stock.lot)
  if (lots) return rows.map(({ location, sku, lot }) => ({ location, scope: 'lot', sku, lot }))
  const found = rows.map(({ location, sku }): Meant => ({ location, scope: 'item', sku, lot: '' }))
  const named = places.flatMap((location) =>
    (skus ?? []).map((sku): Meant => ({ location, scope: 'item', sku, lot: '' })),
  )
  return [...new Map([...found, ...named].map((one) => [`${one.location}\n${one.sku}`, one])).values()]
}

async function requireItems({ tx }: Scene, skus: readonly string[]): Promise<void> {
  const { items } = tx.t
  const known = await tx.db
    .select({ sku: items.sku })
    .from(items)
    .where(inArray(items.sku, [...skus]))
  const missing = skus.find((sku) => !known.some((item) => item.sku === sku))
  if (missing !== undefined) throw new Problem(422, 'unknown-sku', `There is no item ${missing}.`, { field: 'skus' })
}
