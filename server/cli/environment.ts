/** What the command line takes from outside: database, port, clock and ids. The only place that reads the environment. */
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { migrate } from '../db/migrate.ts'
import { openWork } from '../db/open.ts'
import type { Sources, Work } from '../db/work.ts'

export const sources: Sources = { now: () => Date.now(), newId: () => v7() }

export interface Environment {
  /** Where the package is. */
  root: string
  dataFolder: string
  database: string
  port: number
}

export function readEnvironment(root: string): Environment {
  const dataFolder = resolve(process.env.LOTLINE_DATA_DIR ?? './data')
  return {
    root,
    dataFolder,
    database: process.env.LOTLINE_DATABASE ?? join(dataFolder, 'lotline.db'),
    port: Number(process.env.PORT ?? 8787),
  }
}

export const migrationsOf = (environment: Environment): string => join(environment.root, 'server/db/migrations')

/** Opens the database, at today's schema. */
export async function openDatabase(environment: Environment): Promise<Work> {
  await migrate(environment.database, migrationsOf(environment))
  return openWork(environment.database, sources)
}

export async function withDatabase<T>(environment: Environment, use: (work: Work) => Promise<T>): Promise<T> {
  const work = await openDatabase(environment)
  try {
    return await use(work)
  } finally {
    await work.close()
  }
}
