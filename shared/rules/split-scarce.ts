/**
 * How scarce units of an item are best split between channels. A channel's next unit is worth what it earns and what it saves
 * in penalties, times how likely it is to be asked for; that falls with each unit, so the dearest unit next is the best split.
 */

export interface Claimant {
  channel: string
  /** Contribution of one unit sold there, minor units; it may be a loss. */
  margin: number
  /** What each unit that is asked for and not there costs: chargeback, ranking. Minor units. */
  penalty: number
  /** Units asked for in as many periods like the one to come; what is likely is read from them. */
  demand: readonly number[]
  /** Whether it may sell what is protected for nobody; left out: it may. */
  drawsShared?: boolean
}

export interface Share {
  channel: string
  units: number
  /** Of these units: expected to be sold, and what they are expected to bring, penalties for the rest taken off. */
  sold: number
  contribution: number
  /** What one unit more would be worth here. */
  next: number
}

export interface Split {
  shares: Share[]
  /** Worth more kept than given to any channel. */
  left: number
  contribution: number
}

/** Of equal worth, the channel that is named first. Units are whole base units. */
export function splitScarce(units: number, claimants: readonly Claimant[]): Split {
  const steps = claimants
    .flatMap((one, place) => stepsOf(one).map((step) => ({ ...step, place })))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || a.place - b.place)
  const given = claimants.map(() => 0)
  let left = units
  for (const { place, units: most } of steps) {
    const taken = Math.min(left, most)
    given[place] = (given[place] ?? 0) + taken
    left -= taken
  }
  const shares = claimants.map((one, place) => shareOf(one, given[place] ?? 0))
  return { shares, left, contribution: shares.reduce((sum, share) => sum + share.contribution, 0) }
}

/** Units that are all as likely to be asked for, the likeliest first. */
function stepsOf({ margin, penalty, demand }: Claimant): { units: number; value: number }[] {
  const sorted = [...demand].sort((a, b) => a - b)
  return sorted.flatMap((most, nth) => {
    const before = sorted[nth - 1] ?? 0
    const likely = (sorted.length - nth) / sorted.length
    return most > before ? [{ units: most - before, value: (margin + penalty) * likely }] : []
  })
}

/** What so many units are expected to bring to a channel. */
export function expectedOf({ margin, penalty, demand }: Claimant, units: number): number {
  if (demand.length === 0) return 0
  const sum = demand.reduce((all, asked) => {
    const sold = Math.min(asked, units)
    return all + margin * sold - penalty * (asked - sold)
  }, 0)
  return sum / demand.length
}

function shareOf(one: Claimant, units: number): Share {
  const { channel, demand, margin, penalty } = one
  const likely = demand.length === 0 ? 0 : demand.filter((asked) => asked > units).length / demand.length
  const sold = demand.length === 0 ? 0 : demand.reduce((sum, asked) => sum + Math.min(asked, units), 0) / demand.length
  return { channel, units, sold, contribution: expectedOf(one, units), next: (margin + penalty) * likely }
}
