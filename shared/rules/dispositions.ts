/** The ways that inspected goods can go. Apart from their rules, which only some screens need. */

/** `keep`: nobody on the floor can say; the goods stay uninspected until a supervisor has decided. */
export const DISPOSITIONS = ['restock', 'secondary', 'rework', 'scrap', 'supplier', 'keep'] as const
export type Disposition = (typeof DISPOSITIONS)[number]
