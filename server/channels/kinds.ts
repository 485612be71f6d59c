/** The kinds of platforms that can be connected. */
import type { ConnectorKind } from '../db/tables/channels.ts'
import { amazon } from './amazon/amazon.ts'
import type { ConnectorKindOf, FileKindOf } from './connector.ts'
import { edi } from './edi/edi.ts'
import { rest } from './rest/rest.ts'
import { shopify } from './shopify/shopify.ts'

export const connectorKinds: Partial<Record<ConnectorKind, ConnectorKindOf | FileKindOf>> = {
  shopify,
  amazon,
  edi,
  rest,
}
