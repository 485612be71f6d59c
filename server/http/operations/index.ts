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
import { channelOperations, itemOperations, locationOperations, warehouseOperations } from './master.ts'
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

/** What belongs together, in the order of the reference. */
export interface Area {
  name: string
  /** One sentence. */
  about: string
  operations: Operation[]
}

export const areas: Area[] = [
  {
    name: 'Sign-in',
    about: 'Sessions of people: by badge and PIN on a device, or in the office by an identity provider.',
    operations: [...authOperations, ...oidcOperations],
  },
  {
    name: 'People',
    about: 'Who works here: names, roles, badges and PINs.',
    operations: peopleOperations,
  },
  {
    name: 'Devices',
    about: 'Handhelds: enrolled with a code, revoked when they are lost.',
    operations: deviceOperations,
  },
  {
    name: 'API keys',
    about: 'What other software signs its calls with.',
    operations: apiKeyOperations,
  },
  {
    name: 'Set-up',
    about:
      'What a new server still lacks, sample data, and tables of other systems that are looked at before they are taken in.',
    operations: [...setupOperations, ...importOperations],
  },
  {
    name: 'Warehouses',
    about: 'Each is the boundary of one pool of stock, with a time zone and a currency.',
    operations: warehouseOperations,
  },
  {
    name: 'Items',
    about: 'What is stocked, known by SKU, with its barcodes.',
    operations: itemOperations,
  },
  {
    name: 'Locations',
    about: 'Bins, docks and lanes, and the units that stand in them.',
    operations: locationOperations,
  },
  {
    name: 'Channels',
    about: 'Where orders come from, and what each may draw on.',
    operations: channelOperations,
  },
  {
    name: 'Inventory',
    about: 'What is there, what of it may be promised, how it came about, and what is expected.',
    operations: stockOperations,
  },
  {
    name: 'Availability',
    about: 'Why a channel may promise what it may, what is set aside for whom, and by which rules.',
    operations: availabilityOperations,
  },
  {
    name: 'Orders',
    about: 'Placed, changed, cancelled, released to the floor; pick lists and tasks.',
    operations: orderOperations,
  },
  {
    name: 'Transfers',
    about: 'Goods that go from one warehouse to another.',
    operations: transferOperations,
  },
  {
    name: 'Lots',
    about: 'Batches: holds, and the way of each from supplier to customer.',
    operations: lotOperations,
  },
  {
    name: 'Recalls',
    about: 'Who has goods of a lot, and what is held because of it.',
    operations: recallOperations,
  },
  {
    name: 'Traceability',
    about: 'What an inspector of food asks for, and what completes it.',
    operations: traceabilityOperations,
  },
  {
    name: 'Labels',
    about: 'Labels to print, and the serials of cartons and pallets.',
    operations: labelOperations,
  },
  {
    name: 'Counts',
    about: 'Counts that are asked for, taken, made and judged.',
    operations: countingOperations,
  },
  {
    name: 'Adjustments',
    about: 'Corrections of the ledger at a desk.',
    operations: adjustmentOperations,
  },
  {
    name: 'Returns',
    about: 'What customers send back, and chargebacks.',
    operations: returnOperations,
  },
  {
    name: 'Photos',
    about: 'Pictures of what was inspected, by the hash of their content.',
    operations: attachmentOperations,
  },
  {
    name: 'Exceptions',
    about: 'Contradictions that a person must settle, and transactions that could not be posted.',
    operations: exceptionOperations,
  },
  {
    name: 'Connectors',
    about: 'Sales platforms: connected, mapped, looked after.',
    operations: connectorOperations,
  },
  {
    name: 'Events and orders by REST',
    about: 'For shops and ERPs without a connector of their own: what they are told, and the orders they bring.',
    operations: outgoingOperations,
  },
  {
    name: 'EDI documents',
    about: 'What was exchanged with trading partners, and what became of it.',
    operations: ediOperations,
  },
  {
    name: 'Costs and margins',
    about: 'What each channel earns: fees, costs, contribution.',
    operations: costingOperations,
  },
  {
    name: 'Replenishment',
    about: 'What to order, how much and by when; demand that is told from outside.',
    operations: replenishmentOperations,
  },
  {
    name: 'Sync',
    about: 'How handhelds hand over what was recorded, and read what they work with.',
    operations: syncOperations,
  },
  {
    name: 'Notifications',
    about: 'Push messages about exceptions in a browser.',
    operations: notificationOperations,
  },
  {
    name: 'Status',
    about: 'How the server and the floor are doing.',
    operations: [...statusOperations, ...todayOperations],
  },
]

export const operations: Operation[] = areas.flatMap((area) => area.operations)
