/** All that the reference knows from the sources alone. */
import type { Topic } from '../../server/channels/rest/event.ts'
import type { JsonSchema, Sources } from '../../server/http/reference/described.ts'
import { eventsOfSource } from './events-of-source.ts'
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
    const events = Object.entries(eventsOfSource(read, schemas)).map(([topic, schema]) => [`event ${topic}`, schema])
    const settled = schemas.settle<string>(Object.fromEntries([...keyed, ...events]))
    const eventOf = (topic: Topic): JsonSchema => settled.schemas[`event ${topic}`] ?? {}
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
      events: {
        availability: eventOf('availability'),
        orders: eventOf('orders'),
        shipments: eventOf('shipments'),
      },
      schemas: settled.shared,
      problems: problemsOfSource(read),
    }
  })
