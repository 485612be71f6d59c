/** Daily demand as channels make it, from a seed: smooth, seasonal, growing, intermittent and lumpy. */
import { createRandom, type Random } from './random.ts'

export type Kind = 'smooth' | 'seasonal' | 'growing' | 'erratic' | 'intermittent' | 'lumpy'
export const KINDS: readonly Kind[] = ['smooth', 'seasonal', 'growing', 'erratic', 'intermittent', 'lumpy']

export interface Series {
  kind: Kind
  units: number[]
}

/** Whole units of a Poisson distribution: by inversion where they are few, near enough to normal where they are many. */
function poisson(random: Random, mean: number): number {
  if (mean > 50) {
    let sum = -6
    for (let nth = 0; nth < 12; nth++) sum += random.next()
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * sum))
  }
  let [count, chance] = [0, random.next()]
  let part = Math.exp(-mean)
  while (chance > part && count < 400) {
    chance -= part
    count += 1
    part *= mean / count
  }
  return count
}

/** Skewed: mostly small, now and then several times as much. Its mean is 1. */
const skewed = (random: Random): number => -Math.log(1 - random.next())

export function seriesOf(kind: Kind, days: number, random: Random): number[] {
  const mean = 3 + 40 * random.next() ** 2
  const week = Array.from({ length: 7 }, () => 0.3 + 1.4 * random.next())
  const growth = (random.next() - 0.3) * 1.5
  const chance = 0.05 + 0.3 * random.next()
  const size = 2 + 20 * random.next()
  const dayOf: Record<Kind, (day: number) => number> = {
    smooth: () => poisson(random, mean),
    seasonal: (day) => poisson(random, mean * (week[day % 7] ?? 1)),
    growing: (day) => poisson(random, mean * Math.max(0.1, 1 + (growth * day) / days)),
    erratic: () => Math.round(mean * skewed(random)),
    intermittent: () => (random.chance(chance) ? 1 + poisson(random, size / 4) : 0),
    lumpy: () => (random.chance(chance) ? 1 + Math.round(size * skewed(random)) : 0),
  }
  return Array.from({ length: days }, (_, day) => dayOf[kind](day))
}

export function generated(count: number, days: number, seed: number): Series[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, nth): Series => {
    const kind = KINDS[nth % KINDS.length] ?? 'smooth'
    return { kind, units: seriesOf(kind, days, random) }
  })
}
