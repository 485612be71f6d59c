/** One seed decides everything. mulberry32: small, fast, and the same on every machine. */
export interface Random {
  next(): number
  chance(probability: number): boolean
  /** Whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T | undefined
  uuid(now: number): string
  /** From here on as if it began with `seed`; what was left out before changes nothing of what follows. */
  reseed(seed: number): void
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  let counter = 0
  return {
    next,
    chance: (probability) => next() < probability,
    whole,
    pick: (from) => from[Math.floor(next() * from.length)],
    uuid(now) {
      counter += 1
      const time = now.toString(16).padStart(12, '0')
      const hex = Array.from({ length: 15 }, () => whole(0, 15).toString(16)).join('')
      // Ids of one millisecond keep their order: the counter leads the random part.
      const order = (counter % 4096).toString(16).padStart(3, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${hex.slice(0, 3)}-${hex.slice(3)}`
    },
    reseed(from) {
      state = from >>> 0
    },
  }
}

/** The seed of the nth part of what `seed` decides. */
export const partOf = (seed: number, nth: number): number =>
  (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(nth + 1, 0x85ebca6b)) >>> 0
