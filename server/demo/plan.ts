/** The sample company's traceability plan: what 21 CFR 1.1315 asks of one, as a small maker would write it down. */
import * as v from 'valibot'
import type { Tx } from '../db/work.ts'
import { putSetting } from '../master/settings.ts'
import { PLAN_SETTING, traceabilityPlan } from '../traceability/plan.ts'

const PLAN = `Records: receiving, transformation and shipping are recorded at the scan by Lotline and kept for 24 months.

Foods on the list: nut butters (Spread Smooth Peanut, Crunchy Peanut, Roasted Almond, Hazelnut & Cocoa), and what contains them in the same form (Oat bar Peanut Butter). The item's record says so.

Lot codes: what we make gets L, the year, the day of the year and the line, on the day it is made. What we buy keeps the lot code that its maker gave it.

Records are handed over as a spreadsheet within 24 hours. A drill is held every quarter.`

export const putPlan = (tx: Tx): Promise<void> =>
  putSetting(
    tx,
    PLAN_SETTING,
    v.parse(traceabilityPlan, {
      planText: PLAN,
      contactName: 'Ingrid Solberg',
      contactTitle: 'Head of quality',
      contactPhone: '+1 555 0100',
      contactEmail: 'quality@hearthandgrain.example',
    }),
  )
