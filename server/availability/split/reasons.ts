/** Why so much is proposed for a channel, in sentences that a planner can check. */
import { plainMoney } from '../../../shared/rules/money.ts'
import type { ProtectedShare } from '../../../shared/rules/protect-scarce.ts'
import type { UnitMargin } from '../../costing/unit-margins.ts'

interface Side extends UnitMargin {
  name: string
  drawsShared: boolean
  held: number
  demand: readonly number[]
}

export function reasonsOf(
  side: Side,
  proposed: ProtectedShare | null,
  { currency, days }: { currency: string; days: number },
): string[] {
  const money = (amount: number): string => `${plainMoney({ amount: Math.round(amount), currency })} ${currency}`
  return [earns(side, money), asks(side, days), loses(side, money), gets(side, proposed)].filter(
    (reason) => reason !== undefined,
  )
}

function earns({ margin, units, name }: Side, money: (amount: number) => string): string {
  if (margin === null) return `Nothing was sold to ${name} for a year: what a unit earns there is not known.`
  const what = margin < 0 ? `loses ${money(-margin)}` : `earns ${money(margin)}`
  return `A unit ${what}, over the ${units} sold in a year.`
}

function asks({ demand, name }: Side, days: number): string {
  const [least, most] = [Math.min(...demand), Math.max(...demand)]
  if (!(most > 0)) return `${name} has not asked for it.`
  const mean = demand.reduce((sum, one) => sum + one, 0) / demand.length
  return `${Math.round(mean)} were asked for in ${days} days on average, ${least} at least and ${most} at most.`
}

function loses({ penalty, penaltyFrom }: Side, money: (amount: number) => string): string | undefined {
  if (penaltyFrom === null || penalty === 0) return undefined
  const from = penaltyFrom === 'stated' ? 'as it was set' : 'by what was charged for those that were missing in a year'
  return `A missing unit costs ${money(penalty)}, ${from}.`
}

function gets({ held, name, drawsShared, margin }: Side, proposed: ProtectedShare | null): string | undefined {
  if (proposed === null) return margin === null ? `What ${name} has stays as it is.` : undefined
  const sold = Math.round(proposed.sold)
  if (proposed.protect === 0)
    return drawsShared
      ? sold > 0
        ? `Nothing is set aside for it: it is likely to sell ${sold} of what all share.`
        : 'Nothing is set aside for it, and little is left to share.'
      : 'Nothing is set aside for it, and it sells nothing of what all share.'
  const change = proposed.protect === held ? 'as now' : proposed.protect > held ? 'more than now' : 'less than now'
  return `${proposed.protect} set aside, ${change}: it is likely to sell ${sold}, and one more set aside would bring no more in all.`
}
