/** Which seeds run on PostgreSQL: the rest has the disk of its own that crashes and backups are about. */
import type { SimulationOptions } from './simulate.ts'

const EVERY = 50

export const onPostgresToo = (seed: number, postgres: string | undefined): SimulationOptions =>
  postgres !== undefined && seed % EVERY === 0 ? { postgres } : {}
