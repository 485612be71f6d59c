/** The second half. `npm run simulate -- FIRST COUNT` runs others, `npm run simulate -- SEED` one alone. */
import { describeSeeds } from './seeds.ts'

describeSeeds(101, 100)
