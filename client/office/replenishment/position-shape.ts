/** What is there and on its way, measured against the reorder point: as wide as twice of it. */
export interface PositionShape {
  /** Percent of the width. */
  filled: number
  mark: number
  isShort: boolean
}

export function positionShape(position: number, reorderPoint: number): PositionShape {
  const most = Math.max(1, reorderPoint * 2)
  const percent = (units: number) => Math.round(Math.min(1, Math.max(0, units) / most) * 1000) / 10
  return {
    filled: percent(position),
    mark: percent(reorderPoint),
    // Where nothing is asked for, nothing is needed: only what is owed beyond what is there is short.
    isShort: position <= reorderPoint && (reorderPoint > 0 || position < 0),
  }
}
