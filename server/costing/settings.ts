/** What work and packing cost, as the company has set it. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const LABOUR = 'labour'

const seconds = (most: number) => v.pipe(v.number('Give whole seconds.'), v.integer(), v.minValue(0), v.maxValue(most))

export const labourSettings = v.object({
  /** Of one hour, with what an employer pays besides. */
  wagePerHour: field.nonNegativeMoney,
  /** Longer between two scans, nobody worked on the second one for all of it: the standard counts. */
  idleSeconds: v.optional(seconds(3_600), 180),
  /** Where there are no times. */
  pickSecondsPerUnit: v.optional(seconds(3_600), 8),
  packSecondsPerUnit: v.optional(seconds(3_600), 5),
  inspectSecondsPerUnit: v.optional(seconds(3_600), 45),
  /** Carton, filling and label of one parcel. */
  packagingPerParcel: v.optional(field.nonNegativeMoney),
})
export type LabourSettings = v.InferOutput<typeof labourSettings>

/** Undefined: nobody has said what work costs, and none is entered. */
export const readLabour = (reader: Pick<Reader, 'db' | 't'>): Promise<LabourSettings | undefined> =>
  readSetting(reader, LABOUR, labourSettings)

export const putLabour = (tx: Tx, value: LabourSettings): Promise<void> => putSetting(tx, LABOUR, value)
