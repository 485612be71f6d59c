/** Each step of the set-up in words: what it is for, how it stands, and where it is done. */
import { t } from '../../language/t.ts'
import { momentText } from '../words.ts'
import type { StepId, Steps } from './contract.ts'

export interface StepGroup {
  title: string
  steps: readonly StepId[]
}

/** In the order in which they are best done. */
export const GROUPS: readonly StepGroup[] = [
  { title: t('What there is'), steps: ['company', 'warehouse', 'locations', 'items', 'barcodes'] },
  { title: t('Who works with it'), steps: ['people', 'devices', 'scanner', 'labels'] },
  { title: t('The first goods'), steps: ['receipt', 'shipment'] },
  { title: t('To rest easy'), steps: ['backup', 'https'] },
]

export const ORDER: readonly StepId[] = GROUPS.flatMap(({ steps }) => steps)

export const TITLES: Record<StepId, string> = {
  company: t('Company'),
  warehouse: t('Warehouse'),
  locations: t('Locations'),
  items: t('Items'),
  barcodes: t('Barcodes'),
  people: t('People'),
  devices: t('Devices'),
  scanner: t('Scanner'),
  labels: t('Labels of places'),
  receipt: t('First receipt'),
  shipment: t('First shipment'),
  backup: t('Backup'),
  https: t('HTTPS'),
}

/** What is known of it, and what to do where it is not done. */
const SAYS: { [Id in StepId]: (step: Steps[Id]) => string } = {
  company: ({ done }) =>
    done
      ? t('Name and address stand on labels and records.')
      : t('Name, address, currency and time zone: they stand on labels and in records of traceability.'),
  warehouse: ({ done }) =>
    done ? t('It has its name and its time zone.') : t('Its name, and the time zone in which its days begin.'),
  locations: (step) => {
    if (step.bins === 0) return t('Bins, docks and staging lanes: made from a pattern, or from a file.')
    if (step.docks === 0) return t('{count} bins, and no dock yet: goods come in at a dock.', { count: step.bins })
    return t('Bins: {bins}, docks: {docks}, staging lanes: {staging}, places for returns: {returns}.', {
      bins: step.bins,
      docks: step.docks,
      staging: step.staging,
      returns: step.returns,
    })
  },
  items: ({ count, sample }) => {
    if (count === 0) return t('From a file, from a sales platform, or sample data to look around with.')
    if (sample > 0) return t('{count} items, of which {sample} are sample data.', { count, sample })
    return t('{count} items.', { count })
  },
  barcodes: ({ done, without }) =>
    !done
      ? t('What the scanner reads on goods. An item without one is scanned by its SKU.')
      : without === 0
        ? t('Every item has one.')
        : t('{count} items have none, and are scanned by their SKU.', { count: without }),
  people: ({ done, roles }) =>
    done
      ? t(
          'Pickers: {pickers}, receivers: {receivers}, counters: {counters}, inspectors: {inspectors}, supervisors: {supervisors}, planners: {planners}.',
          {
            pickers: roles.picker ?? 0,
            receivers: roles.receiver ?? 0,
            counters: roles.counter ?? 0,
            inspectors: roles.inspector ?? 0,
            supervisors: roles.supervisor ?? 0,
            planners: roles.planner ?? 0,
          },
        )
      : t('Whoever works on the floor needs a badge, a PIN and a role.'),
  devices: ({ count }) =>
    count === 0
      ? t('Each handheld is enrolled once, with a code from here.')
      : t('{count} devices beside this one.', { count }),
  scanner: ({ count }) =>
    count === 0
      ? t('On the handheld: home, Check the scanner. It says what to change on the scanner until all is right.')
      : t('Set right on {count} devices.', { count }),
  labels: ({ printedAt }) =>
    printedAt === null
      ? t('A label with its barcode for each bin, dock and lane: on sheets or on a roll.')
      : t('Printed last on {day}.', { day: momentText(printedAt) }),
  receipt: ({ done }) =>
    done
      ? t('Goods have come in.')
      : t('On the handheld: Receive. Scan a label, give lot and quantity, then put it away.'),
  shipment: ({ done }) =>
    done ? t('An order has left.') : t('Release an order, then pick, pack and ship it on the handheld.'),
  backup: ({ by, takenAt }) => {
    if (by === 'by the database')
      return t(
        'PostgreSQL is backed up by its own means, which cannot be seen from here: docs/backup.md says what is needed.',
      )
    if (by === 'none') return t('Set LOTLINE_BACKUPS to a folder on another disk: a proven copy is put there each day.')
    return takenAt === null
      ? t('Taken each day; the first one is on its way.')
      : t('Taken each day, last on {day}.', { day: momentText(takenAt) })
  },
  https: ({ done }) =>
    done
      ? t('Camera, offline work and notifications are there.')
      : t(
          'Without it browsers give no camera and keep nothing for work without a network: docs/https.md has three ways.',
        ),
}

export const stepSays = <Id extends StepId>(id: Id, steps: Steps): string => SAYS[id](steps[id])

/** Where it is done: a page of the set-up itself, or another screen. Null: not in the office. */
export const PLACES: Record<StepId, 'here' | string | null> = {
  company: 'here',
  warehouse: 'here',
  locations: 'here',
  items: 'here',
  barcodes: 'here',
  people: '/office/settings?view=access',
  devices: '/office/settings?view=access',
  scanner: null,
  labels: '/office/settings?view=places',
  receipt: null,
  shipment: '/office/orders',
  backup: null,
  https: null,
}

/** How many are done of those that can be seen, and the first that is not. */
export function progressOf(steps: Steps): { done: number; of: number; next: StepId | null } {
  const seen = ORDER.filter((id) => steps[id].done !== null)
  return {
    done: seen.filter((id) => steps[id].done).length,
    of: seen.length,
    next: seen.find((id) => !steps[id].done) ?? null,
  }
}
