/** The first half of the 300 seeds that run with every change; the halves run side by side. */
import { describeSeeds } from './seeds.ts'

describeSeeds(1, 150)
