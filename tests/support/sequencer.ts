/**
 * The simulations first: they are the longest by far, and each of them keeps one core busy by itself, beside which browsers and processes
 * have time to start. Vitest would begin with the largest files.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

export class SimulationsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => /simulation\/seeds-/.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
