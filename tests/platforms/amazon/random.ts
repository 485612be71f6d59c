/** All chance in the simulator comes from one seeded generator, so that a run can be had again. */
export interface Random {
  /** From 0, less than 1. */
  next(): number
  /** True with this probability. Draws nothing at 0, so that a fault which is off changes no run. */
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  digits(count: number): string
  /** In the form of a UUID of version 4. */
  uuid(): string
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function createRandom(seed: number): Random {
  const next = generator(seed)
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const from = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => alphabet[between(0, alphabet.length - 1)]).join('')
  const hex = (count: number) => from('0123456789abcdef', count)
  return {
    next,
    chance: (probability) => probability > 0 && next() < probability,
    between,
    digits: (count) => from('0123456789', count),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${from('89ab', 1)}${hex(3)}-${hex(12)}`,
  }
}
