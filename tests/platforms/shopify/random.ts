/** The simulator's only chance: one seed decides every fault and every delay (xorshift32 after a scramble of the seed). */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  chance(probability: number): boolean
  /** Whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** Shaped like a version 4 UUID. */
  uuid(): string
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('')
  return {
    next,
    // Draws even for 0 and 1, so that switching one fault off does not shift all the others.
    chance: (probability) => next() < probability,
    whole,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
