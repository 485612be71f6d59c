/** So many bad inputs for each parser, from one seed. A parser that throws is a fault, and so is one that takes longer than a blink. */
import { createRandom } from '../simulation/random.ts'
import { mutated } from './mutate.ts'
import { PARSERS } from './parsers.ts'

export interface Fuzzed {
  name: string
  inputs: number
  /** Milliseconds that the slowest took. */
  slowest: number
  seconds: number
  fault: { input: string; error: unknown } | null
}

/** Longer than any good input of that length takes, by far, also on a busy machine. */
export const TOO_LONG_MS = 2_000

export function fuzz(inputs: number, seed: number, tell: (one: Fuzzed) => void = () => {}): Fuzzed[] {
  return PARSERS.map(({ name, seeds, parse }, nth) => {
    const random = createRandom(seed + nth)
    const began = performance.now()
    const fuzzed: Fuzzed = { name, inputs: 0, slowest: 0, seconds: 0, fault: null }
    while (fuzzed.inputs < inputs && fuzzed.fault === null) {
      const input = mutated(seeds, random)
      const started = performance.now()
      try {
        parse(input)
      } catch (error) {
        fuzzed.fault = { input, error }
      }
      fuzzed.slowest = Math.max(fuzzed.slowest, performance.now() - started)
      fuzzed.inputs += 1
    }
    fuzzed.seconds = (performance.now() - began) / 1_000
    tell(fuzzed)
    return fuzzed
  })
}
