/** All that the reference knows from the sources alone. */
import type { Sources } from '../../server/http/reference/described.ts'
import { operationsOfSource } from './operations-of-source.ts'
import { problemsOfSource } from './problems-of-source.ts'
import { withServerSources } from './program.ts'
import { createSchemas } from './schema-of-type.ts'

export const readSources = (): Sources =>
  withServerSources((read) => {
    const schemas = createSchemas(read.checker)
    const found = operationsOfSource(read, schemas)
    const keyed = found.flatMap(({ id, answers }) =>
      Object.entries(answers).flatMap(([status, schema]) => (schema ? [[`${id} ${status}`, schema] as const] : [])),
    )
    const settled = schemas.settle(Object.fromEntries(keyed))
    return {
      operations: Object.fromEntries(
        found.map(({ id, answers, isOnce, isPerWarehouse, words }) => [
          id,
          {
            answers: Object.fromEntries(
              Object.keys(answers).map((status) => [status, settled.schemas[`${id} ${status}`] ?? null]),
            ),
            isOnce,
            isPerWarehouse,
            words,
          },
        ]),
      ),
      schemas: settled.shared,
      problems: problemsOfSource(read),
    }
  })
