/** Seeded dice: the sample warehouse is the same on every machine, whatever day it is filled. */

export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  oneOf<T>(choices: readonly [T, ...T[]]): T
  shuffled<T>(list: readonly T[]): T[]
}

export function throwDice(seed: number): Dice {
  const next = mulberry32(seed)
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    whole,
    oneOf: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    shuffled(list) {
      const left = [...list]
      return list.flatMap(() => left.splice(whole(0, left.length - 1), 1))
    },
  }
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for a few thousand throws. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
