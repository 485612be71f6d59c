/** The traceability plan (21 CFR 1.1315) and whom an inspector may ask about it: a setting of the company. */
import * as v from 'valibot'
import { name } from '../../shared/transactions/fields.ts'
import type { Reader } from '../db/work.ts'
import { readSetting } from '../master/settings.ts'

export const PLAN_SETTING = 'traceability'

const LONGEST_PLAN = 30_000

export const traceabilityPlan = v.object({
  planText: v.optional(
    v.pipe(
      v.string('Give the plan as text.'),
      v.maxLength(LONGEST_PLAN, 'A cell of a spreadsheet holds no longer plan.'),
    ),
    '',
  ),
  contactName: v.nullish(name, null),
  contactTitle: v.nullish(name, null),
  contactPhone: v.nullish(name, null),
  contactEmail: v.nullish(v.pipe(v.string(), v.trim(), v.email('Give an email address.'), v.maxLength(200)), null),
})
export type TraceabilityPlan = v.InferOutput<typeof traceabilityPlan>

export const readPlan = async (reader: Pick<Reader, 'db' | 't'>): Promise<TraceabilityPlan> =>
  (await readSetting(reader, PLAN_SETTING, traceabilityPlan)) ?? v.parse(traceabilityPlan, {})
