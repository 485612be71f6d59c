/**
 * Keeps book of the service that channels got. A cycle is the time between two receipts; it counts for a channel if none of the
 * units that it asked for in it was missing.
 */
export interface Service {
  /** By channel: the part of the cycles in which nothing was missing, and of the units that were there. 0 to 1. */
  cycle: number[]
  fill: number[]
  cycles: number
  /** Mean units on the shelf at the end of a day. */
  stock: number
}

/** Days before the first judged cycle may begin: the shelf was full at the start. */
const WARM_UP = 60

export interface ServiceBook {
  asked(channel: number, units: number, there: number): void
  cycleEnds(day: number): void
  dayEnds(onHand: number): void
  service(): Service
}

export function createServiceBook(channels: number): ServiceBook {
  const zeros = (): number[] => Array.from({ length: channels }, () => 0)
  const [good, asked, there, missing] = [zeros(), zeros(), zeros(), zeros()]
  let [cycles, days, stock, isJudged] = [0, 0, 0, false]
  const add = (to: number[], channel: number, units: number): void => {
    to[channel] = (to[channel] ?? 0) + units
  }
  return {
    asked(channel, units, given) {
      if (!isJudged) return
      add(asked, channel, units)
      add(there, channel, given)
      add(missing, channel, units - given)
    },
    cycleEnds(day) {
      if (isJudged) {
        cycles += 1
        for (let channel = 0; channel < channels; channel++) add(good, channel, missing[channel] === 0 ? 1 : 0)
      }
      missing.fill(0)
      isJudged ||= day >= WARM_UP
    },
    dayEnds(onHand) {
      if (!isJudged) return
      days += 1
      stock += onHand
    },
    service: () => ({
      cycle: good.map((one) => one / Math.max(1, cycles)),
      fill: there.map((one, channel) => (asked[channel] === 0 ? 1 : one / (asked[channel] ?? 1))),
      cycles,
      stock: stock / Math.max(1, days),
    }),
  }
}
