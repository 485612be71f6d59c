/** What webhooks carry: the types of their data, as they are declared. */
import { isInterfaceDeclaration } from 'typescript/unstable/ast/is'
import type { Topic } from '../../server/channels/rest/event.ts'
import type { JsonSchema } from '../../server/http/reference/described.ts'
import type { ServerSources } from './program.ts'
import type { Schemas } from './schema-of-type.ts'

const FILE = 'server/channels/rest/event.ts'
const DATA: Record<Topic, string> = {
  availability: 'AvailabilityData',
  orders: 'OrderData',
  shipments: 'ShipmentData',
}

export function eventsOfSource({ checker, files }: ServerSources, schemas: Schemas): Record<Topic, JsonSchema> {
  const [, file] = files.find(([path]) => path === FILE) ?? []
  const declared = [...(file?.statements ?? [])].filter(isInterfaceDeclaration)
  const of = (topic: Topic): JsonSchema => {
    const name = declared.find((one) => one.name.text === DATA[topic])?.name
    const symbol = name && checker.getSymbolAtLocation(name)
    if (!symbol) throw new Error(`${FILE} declares no ${DATA[topic]}.`)
    return schemas.of(checker.getDeclaredTypeOfSymbol(symbol), topic)
  }
  return { availability: of('availability'), orders: of('orders'), shipments: of('shipments') }
}
