/** Settings of the company: one named value each, whole, in the shape that its capability says. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader, Tx } from '../db/work.ts'

/** Undefined: nobody has set it. One kept by an older version is read by today's schema, so give new fields a default. */
export async function readSetting<Output>(
  { db, t }: Pick<Reader, 'db' | 't'>,
  name: string,
  schema: v.GenericSchema<unknown, Output>,
): Promise<Output | undefined> {
  const [kept] = await db.select({ value: t.settings.value }).from(t.settings).where(eq(t.settings.name, name))
  return kept && v.parse(schema, kept.value)
}

/** `value` has been checked by its schema before. */
export async function putSetting({ db, t }: Pick<Tx, 'db' | 't'>, name: string, value: unknown): Promise<void> {
  await db.insert(t.settings).values({ name, value }).onConflictDoUpdate({ target: t.settings.name, set: { value } })
}
