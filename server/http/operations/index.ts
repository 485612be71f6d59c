/** Every operation of the API. What is not in this list does not exist; what it does not allow is denied. */
import type { Operation } from '../operation.ts'
import { adjustmentOperations } from './adjustments.ts'
import { apiKeyOperations } from './api-keys.ts'
import { attachmentOperations } from './attachments.ts'
import { authOperations } from './auth.ts'
import { availabilityOperations } from './availability.ts'
import { connectorOperations } from './connectors.ts'
import { costingOperations } from './costing.ts'
import { countingOperations } from './counting.ts'
import { deviceOperations } from './devices.ts'
import { ediOperations } from './edi.ts'
import { exceptionOperations } from './exceptions.ts'
import { importOperations } from './imports.ts'
import { labelOperations } from './labels.ts'
import { lotOperations } from './lots.ts'
import { masterOperations } from './master.ts'
import { notificationOperations } from './notifications.ts'
import { oidcOperations } from './oidc.ts'
import { orderOperations } from './orders.ts'
import { outgoingOperations } from './outgoing.ts'
import { peopleOperations } from './people.ts'
import { recallOperations } from './recalls.ts'
import { replenishmentOperations } from './replenishment.ts'
import { returnOperations } from './returns.ts'
import { setupOperations } from './setup.ts'
import { statusOperations } from './status.ts'
import { stockOperations } from './stock.ts'
import { syncOperations } from './sync.ts'
import { todayOperations } from './today.ts'
import { traceabilityOperations } from './traceability.ts'
import { transferOperations } from './transfers.ts'

export const operations: Operation[] = [
  ...authOperations,
  ...oidcOperations,
  ...peopleOperations,
  ...deviceOperations,
  ...apiKeyOperations,
  ...setupOperations,
  ...masterOperations,
  ...importOperations,
  ...stockOperations,
  ...availabilityOperations,
  ...orderOperations,
  ...lotOperations,
  ...recallOperations,
  ...labelOperations,
  ...countingOperations,
  ...connectorOperations,
  ...costingOperations,
  ...replenishmentOperations,
  ...ediOperations,
  ...outgoingOperations,
  ...adjustmentOperations,
  ...returnOperations,
  ...attachmentOperations,
  ...syncOperations,
  ...exceptionOperations,
  ...notificationOperations,
  ...statusOperations,
  ...todayOperations,
  ...traceabilityOperations,
  ...transferOperations,
]
