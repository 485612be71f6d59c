/** Warehouses. A new one comes with its virtual locations and one staging lane, so that it can post from the start. */
import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { VIRTUAL_LOCATIONS } from '../../shared/rules/places.ts'
import { ROTATION_POLICIES } from '../../shared/rules/rotation.ts'
import { name } from '../../shared/transactions/fields.ts'
import { prepared, type Reader, type Statements, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { Problem } from '../problem.ts'
import { address, gln } from './partners.ts'

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

export const warehouseInput = v.object({
  name,
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'Give an IANA time zone, such as America/Chicago.')),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Give the currency as three capital letters.')),
  gln: v.optional(gln),
  rotationPolicy: v.optional(v.picklist(ROTATION_POLICIES, 'The rotation policy is enforce or warn.')),
  address: v.nullish(address),
})

/** What a new database has, until somebody says where it really is. */
export const FIRST_WAREHOUSE = { name: 'Main warehouse', timeZone: 'UTC', currency: 'USD' } as const

export const DEFAULT_STAGING = 'STAGING'

export async function putWarehouse(tx: Tx, code: string, input: v.InferOutput<typeof warehouseInput>): Promise<void> {
  const { warehouses, locations } = tx.t
  const row = {
    code,
    name: input.name,
    timeZone: input.timeZone,
    currency: input.currency,
    gln: input.gln ?? null,
    rotationPolicy: input.rotationPolicy ?? 'enforce',
    address: input.address ?? null,
  }
  const [known] = await tx.db.select({ code: warehouses.code }).from(warehouses).where(eq(warehouses.code, code))
  await tx.db.insert(warehouses).values(row).onConflictDoUpdate({ target: warehouses.code, set: row })
  emit(tx, 'warehouses', code, row)
  if (known) return
  for (const virtual of VIRTUAL_LOCATIONS) {
    await tx.db.insert(locations).values({
      warehouse: code,
      code: virtual,
      kind: 'virtual',
      within: null,
      pickSequence: 0,
      blocked: false,
      sscc: null,
    })
  }
  const staging = {
    warehouse: code,
    code: DEFAULT_STAGING,
    kind: 'staging' as const,
    within: null,
    pickSequence: 1_000_000,
    blocked: false,
    zone: null,
    sscc: null,
    countedAt: null,
  }
  await tx.db.insert(locations).values(staging)
  emit(tx, 'locations', code, staging)
}

const statements = ((db, t) => ({
  known: prepared(
    'warehouse_known',
    db
      .select({ code: t.warehouses.code })
      .from(t.warehouses)
      .where(eq(t.warehouses.code, sql.placeholder('code'))),
  ),
})) satisfies Statements<unknown>

export async function requireWarehouse(tx: Pick<Tx, 'statements'>, code: string): Promise<void> {
  const [known] = await tx.statements(statements).known.execute({ code })
  if (!known) throw new Problem(404, 'unknown-warehouse', `There is no warehouse ${code}.`, { field: 'warehouse' })
}

/** All of them: a lot that is looked for everywhere is found by the index only where each warehouse is named. */
export async function warehouseCodes({ db, t }: Pick<Reader, 'db' | 't'>): Promise<string[]> {
  const rows = await db.select({ code: t.warehouses.code }).from(t.warehouses).orderBy(t.warehouses.code)
  return rows.map(({ code }) => code)
}
