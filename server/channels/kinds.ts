/** The kinds of platforms that can be connected. */
import type { ConnectorKind } from '../db/tables/channels.ts'
import { amazon } from './amazon/amazon.ts'
import type { ConnectorKindOf } from './connector.ts'
import { rest } from './rest/rest.ts'
import { shopify } from './shopify/shopify.ts'

export const connectorKinds: Partial<Record<ConnectorKind, ConnectorKindOf>> = { shopify, amazon, rest }
