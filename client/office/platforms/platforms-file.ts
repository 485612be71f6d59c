import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { importFile } from '../export/import-file.ts'
import { ofList, ofRows, type TableFile } from '../export/table-file.ts'
import { readAll } from '../list/read-all.ts'
import type { OtherFile } from '../ui/download-menu.tsx'
import type { Connector, Listing } from './contract.ts'
import { kindOf } from './kinds.ts'
import { COLUMNS } from './many.ts'
import { listingsPath } from './queries.ts'
import { CONNECTOR_STATES } from './state-tag.tsx'

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const platformsFile = (
  rows: readonly Connector[],
  channelName: (code: string) => string,
): TableFile<Connector> => ({
  name: 'platforms',
  sheet: t('Platforms'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, number, moment }) => [
    text(t('Platform'), ({ id }) => id),
    text(t('Kind'), ({ kind }) => kindOf(kind).name),
    text(t('Channel'), ({ channel }) => channelName(channel)),
    text(t('State'), ({ state }) => CONNECTOR_STATES[state].word),
    number(t('Listings'), ({ listings }) => listings),
    number(t('Failures'), ({ failures }) => failures),
    number(t('Numbers waiting'), ({ waiting }) => waiting),
    number(t('Orders to read'), ({ ordersDue }) => ordersDue),
    moment(t('Last order'), ({ lastOrderAt }) => instant(lastOrderAt)),
    moment(t('Last update'), ({ lastUpdateAt }) => instant(lastUpdateAt)),
    number(t('Lag p50, ms'), ({ lag }) => lag?.p50),
    number(t('Lag p99, ms'), ({ lag }) => lag?.p99),
    number(t('Compared'), ({ drift }) => drift?.compared),
    number(t('Drifted'), ({ drift }) => drift?.drifted),
    number(t('Notices refused'), ({ notices }) => notices.refused),
  ]),
})

/** All of the platform, or those that the search leaves. */
export const listingsFile = (api: Api, id: string, search: string): TableFile<Listing> => ({
  name: `listings-${id}`,
  sheet: t('Listings'),
  rows: ofList(api, listingsPath(id), { search }),
  columns: columnsOf(({ text, number, share, moment }) => [
    text(t('Listing'), ({ listing }) => listing),
    text(t('SKU'), ({ sku }) => sku),
    number(t('Units in one'), ({ packQuantity }) => packQuantity),
    text(t('State'), ({ mode }) => (mode === 'on' ? t('On') : t('Paused'))),
    number(t('Shows at most'), ({ cap }) => cap),
    share(t('Share'), ({ percent }) => percent / 100),
    number(t('Kept back'), ({ buffer }) => buffer),
    number(t('To show'), ({ wanted }) => wanted),
    number(t('Shown'), ({ shown }) => shown),
    moment(t('Shown since'), ({ shownAt }) => instant(shownAt)),
  ]),
})

/** In the shape that Map many reads, so that a spreadsheet can change many and give them back. */
export const listingsToChange = (api: Api, id: string): OtherFile => ({
  label: t('CSV for Map many'),
  make: async () => {
    const rows: Listing[] = []
    await readAll<Listing>(api, listingsPath(id), {}, (some) => rows.push(...some))
    return importFile(
      `listings-${id}`,
      COLUMNS,
      rows.map((row) => COLUMNS.map((column) => row[column])),
    )
  },
})
