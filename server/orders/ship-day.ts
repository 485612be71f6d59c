/** The local day on which an order is to leave: shelf life is counted from it. */
import { localDate } from '../availability/local-date.ts'
import type { Scene } from '../ledger/scene.ts'

/** Today where it is due, late, or nobody said. */
export async function shipDayOf(scene: Pick<Scene, 'ground'>, shipBy: string | null): Promise<string> {
  const today = await scene.ground.today()
  if (shipBy === null) return today
  const day = shipBy.length === 10 ? shipBy : localDate(Date.parse(shipBy), await scene.ground.timeZone())
  return day > today ? day : today
}
