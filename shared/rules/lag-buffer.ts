/** What is kept back for sales that a platform makes while a number is on its way to it. */

export interface Sold {
  units: number
  /** In that long, milliseconds. */
  withinMs: number
}

/** Base units a millisecond: the faster of the usual pace and of the pace of late, so that a flash sale counts at once. */
export const velocityOf = (usual: Sold, late: Sold): number =>
  Math.max(usual.units / usual.withinMs, late.units / late.withinMs)

/** Whole base units, rounded up; nothing where nothing sells. `delayMs`: from a change to its confirmation, as measured. */
export const lagBufferOf = (velocity: number, delayMs: number): number => Math.ceil(velocity * delayMs)
