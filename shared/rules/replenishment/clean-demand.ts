/**
 * What would have been asked for had nothing out of the ordinary happened: days without stock hide demand, promotions make more of
 * it, and days of which nothing is known are not days without demand.
 */

/** One channel's history of one item: a figure for each day, the oldest first. All three are as long. */
export interface DemandHistory {
  /** As it was asked for; below 0 where more came back than went. */
  units: readonly number[]
  /** Part of each day, 0 to 1, on which nothing could be sold although customers would have had to see it. */
  out: readonly number[]
  /** On which a promotion or a known event fell. */
  special: readonly boolean[]
}

export interface CleanDemand {
  units: number[]
  outOfStockDays: number
  eventDays: number
  /** Left out: nothing is known of them. */
  gapDays: number
  /** More came back than went: counted as nothing asked for. */
  returnDays: number
  /** Special days had so many times what is usual; null: there were none, or nothing to compare with. */
  uplift: number | null
}

const WEEK = 7
/** What is usual on a day is the mean of its own weekday in as many weeks before and after. */
const WEEKS_AROUND = 8
/** A silence is a gap in what is known if it is that much longer than any usual one, and at least four weeks. */
const TIMES_USUAL = 10
const LEAST_GAP_DAYS = 28
/** Of fewer nobody knows what is usual. */
const LEAST_OTHERS = 4

export function cleanDemand({ units, out, special }: DemandHistory): CleanDemand {
  const asked = units.map((one) => Math.max(0, one))
  const isUsual = asked.map((_, day) => !out[day] && !special[day])
  const usual = (day: number) => usualOn(day, asked, isUsual)
  const clean = isUsual.every(Boolean)
    ? asked
    : asked.map((one, day) => {
        const typical = isUsual[day] ? null : usual(day)
        if (typical === null) return one
        return special[day] ? typical : one + (out[day] ?? 0) * typical
      })
  const gaps = gapsOf(asked)
  return {
    units: gaps.size === 0 ? clean : clean.filter((_, day) => !gaps.has(day)),
    outOfStockDays: out.filter((part) => part > 0).length,
    eventDays: special.filter(Boolean).length,
    gapDays: gaps.size,
    returnDays: units.filter((one) => one < 0).length,
    uplift: upliftOf(asked, special, usual),
  }
}

/** Null: there is no usual day near it. */
function usualOn(day: number, units: readonly number[], isUsual: readonly boolean[]): number | null {
  let [sum, count] = [0, 0]
  for (let weeks = -WEEKS_AROUND; weeks <= WEEKS_AROUND; weeks++) {
    const other = day + weeks * WEEK
    if (!isUsual[other]) continue
    sum += units[other] ?? 0
    count += 1
  }
  return count === 0 ? null : sum / count
}

function upliftOf(
  units: readonly number[],
  special: readonly boolean[],
  usual: (day: number) => number | null,
): number | null {
  let [asked, typical] = [0, 0]
  for (const [day, one] of units.entries()) {
    const expected = special[day] ? usual(day) : null
    if (expected === null) continue
    asked += one
    typical += expected
  }
  return typical > 0 ? asked / typical : null
}

/**
 * Days of silences between two demands that are too long to be chance. Whole weeks are left out, so that weekdays stay in their
 * places. The last silence is none: what is not asked for any more is a fact.
 */
function gapsOf(units: readonly number[]): Set<number> {
  const silences: { from: number; length: number }[] = []
  let last = -1
  let longest = 0
  for (let day = 0; day < units.length; day++) {
    if ((units[day] ?? 0) <= 0) continue
    if (last >= 0) silences.push({ from: last + 1, length: day - last - 1 })
    if (last >= 0 && day - last - 1 > longest) longest = day - last - 1
    last = day
  }
  const gaps = new Set<number>()
  if (longest < LEAST_GAP_DAYS) return gaps
  const total = silences.reduce((sum, one) => sum + one.length + 1, 0)
  for (const silence of silences) {
    const others = silences.length - 1
    const usual = (total - silence.length - 1) / Math.max(1, others)
    if (others < LEAST_OTHERS || silence.length < Math.max(LEAST_GAP_DAYS, usual * TIMES_USUAL)) continue
    const whole = Math.floor(silence.length / WEEK) * WEEK
    for (let day = silence.from; day < silence.from + whole; day++) gaps.add(day)
  }
  return gaps
}
