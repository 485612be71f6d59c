/** One real PostgreSQL for all tests, a migrated database of each kind and a filled demo to copy: each suite gets its own. */
import type { TestProject } from 'vitest/node'
import { offerDemo } from './demo-template.ts'
import { startPostgres } from './embedded-postgres.ts'
import { makeTemplates } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** A file. */
    sqliteTemplate: string
  }
}

export default async function start(project: TestProject) {
  const forgetDemo = offerDemo()
  const { url, stop } = await startPostgres()
  const { file, remove } = await makeTemplates(url)
  project.provide('postgresUrl', url)
  project.provide('sqliteTemplate', file)
  return async () => {
    remove()
    forgetDemo()
    await stop()
  }
}
