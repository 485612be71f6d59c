import * as v from 'valibot'

/** What stock may be used for. A hold is no status: it is on the lot. */
export const STATUSES = ['available', 'uninspected', 'rework', 'damaged'] as const
export type Status = (typeof STATUSES)[number]
export const status = v.picklist(STATUSES, 'The status is available, uninspected, rework or damaged.')
