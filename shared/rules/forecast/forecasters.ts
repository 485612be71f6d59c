/**
 * Ways to look ahead from a series of demand. Each is told one period after the other and knows nothing of those to come; asked
 * at any time, it says what it expects of the next ones together.
 */

export interface Forecaster {
  /** Units of the next period, not negative. */
  observe(units: number): void
  /** Expected units of the next `periods` together, not negative. */
  ahead(periods: number): number
}

/** The last period goes on. */
export function naive(): Forecaster {
  let last = 0
  return {
    observe: (units) => {
      last = units
    },
    ahead: (periods) => last * periods,
  }
}

/** The last season comes again. What everything else has to beat. */
export function seasonalNaive(season: number): Forecaster {
  const last: number[] = []
  let at = 0
  return {
    observe: (units) => {
      last[at % season] = units
      at += 1
    },
    ahead(periods) {
      let sum = 0
      for (let step = 0; step < periods; step++) sum += last[(at + step) % season] ?? 0
      return sum
    },
  }
}

/** Simple exponential smoothing; it begins with the first observation, or with a level that is given. */
export function smoothing(alpha: number, initial?: number): Forecaster {
  let level = initial
  return {
    observe: (units) => {
      level = level === undefined ? units : level + alpha * (units - level)
    },
    ahead: (periods) => Math.max(0, level ?? 0) * periods,
  }
}

/** Holt's method with a trend that dies away by `phi` (Gardner and McKenzie), for a trend never lasts. */
export function dampedTrend(alpha: number, beta: number, phi: number): Forecaster {
  let level: number | undefined
  let trend = 0
  return {
    observe(units) {
      if (level === undefined) {
        level = units
        return
      }
      const before = level
      level = alpha * units + (1 - alpha) * (before + phi * trend)
      trend = beta * (level - before) + (1 - beta) * phi * trend
    },
    ahead(periods) {
      let [sum, grown, factor] = [0, 0, 1]
      for (let step = 0; step < periods; step++) {
        factor *= phi
        grown += factor * trend
        sum += Math.max(0, (level ?? 0) + grown)
      }
      return sum
    },
  }
}

/** Holt and Winters without a trend: a level, and what each place of the season is above or below it. */
export function seasonal(season: number, alpha: number, gamma: number): Forecaster {
  const offsets = Array.from({ length: season }, () => 0)
  const first: number[] = []
  let level = 0
  let at = 0
  return {
    observe(units) {
      const place = at % season
      at += 1
      if (at <= season) {
        first.push(units)
        level = first.reduce((sum, one) => sum + one, 0) / first.length
        if (at === season) for (const [nth, one] of first.entries()) offsets[nth] = one - level
        return
      }
      const offset = offsets[place] ?? 0
      const before = level
      level = alpha * (units - offset) + (1 - alpha) * before
      offsets[place] = gamma * (units - level) + (1 - gamma) * offset
    },
    ahead(periods) {
      let sum = 0
      for (let step = 0; step < periods; step++) sum += Math.max(0, level + (offsets[(at + step) % season] ?? 0))
      return sum
    },
  }
}

/**
 * Croston's method: sizes and intervals are smoothed apart, when there is a demand. `corrected`: the approximation of Syntetos
 * and Boylan, which takes off its bias.
 */
export function croston(alpha: number, corrected: boolean): Forecaster {
  let size: number | undefined
  let interval = 0
  let since = 0
  const factor = corrected ? 1 - alpha / 2 : 1
  return {
    observe(units) {
      since += 1
      if (units <= 0) return
      if (size === undefined) {
        size = units
        interval = since
      } else {
        size += alpha * (units - size)
        interval += alpha * (since - interval)
      }
      since = 0
    },
    ahead: (periods) => (size === undefined ? 0 : (factor * size * periods) / interval),
  }
}

/** Teunter, Syntetos and Babai: how likely a demand is is smoothed in each period, so that what is sold no more is forgotten. */
export function tsb(alpha: number, beta: number): Forecaster {
  let size: number | undefined
  let chance = 0
  let periods = 0
  return {
    observe(units) {
      periods += 1
      const occurs = units > 0 ? 1 : 0
      if (size === undefined) {
        // Nobody knew of it before its first demand: one in so many periods.
        if (occurs === 1) {
          size = units
          chance = 1 / periods
        }
        return
      }
      chance += beta * (occurs - chance)
      if (occurs === 1) size += alpha * (units - size)
    },
    ahead: (ahead) => (size === undefined ? 0 : size * chance * ahead),
  }
}
