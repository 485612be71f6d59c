/** The shortest story of a seed that still fails: steps are left out by halves, then one by one, then kinds of faults. */
import { FAULTS, type Fault } from './faults.ts'
import { type SimulationOptions, STEPS, simulate } from './simulate.ts'

export interface Kept {
  seed: number
  steps: readonly number[]
  without: readonly Fault[]
}

export interface Shrunk {
  kept: Kept
  failure: string
}

/** Null where it does not fail at all. */
export async function shrink(
  seed: number,
  options: SimulationOptions,
  tell: (line: string) => void,
): Promise<Shrunk | null> {
  const failureOf = async (steps: readonly number[], without: readonly Fault[]): Promise<string | null> => {
    try {
      await simulate(seed, { ...options, steps, without })
      return null
    } catch (error) {
      return (error as Error).message
    }
  }
  if ((await failureOf(STEPS, [])) === null) return null
  const steps = await fewest(STEPS, async (some) => (await failureOf(some, [])) !== null, tell)
  const needed = await fewest(FAULTS, async (some) => (await failureOf(steps, others(some))) !== null, tell)
  const without = others(needed)
  const failure = await failureOf(steps, without)
  return { kept: { seed, steps, without }, failure: failure ?? '' }
}

const others = (some: readonly Fault[]): Fault[] => FAULTS.filter((fault) => !some.includes(fault))

/** Of `all` as few as still fail; none that is left can be left out by itself. */
async function fewest<One>(
  all: readonly One[],
  fails: (some: readonly One[]) => Promise<boolean>,
  tell: (line: string) => void,
): Promise<readonly One[]> {
  let left = all
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const without = [...left.slice(0, from), ...left.slice(from + size)]
      if (await fails(without)) left = without
      else from += size
    }
    tell(`${left.length} of ${all.length} left`)
  }
  return left
}
