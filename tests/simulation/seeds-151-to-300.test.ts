/** The second half. `npm run simulate` runs others. */
import { describeSeeds } from './seeds.ts'

describeSeeds(151, 150)
