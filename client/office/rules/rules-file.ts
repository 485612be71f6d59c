import { t } from '../../language/t.ts'
import type { Rule } from '../contract.ts'
import { columnsOf } from '../export/columns.ts'
import { importFile } from '../export/import-file.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import type { OtherFile } from '../ui/download-menu.tsx'
import { KINDS } from './rule-words.ts'

export const rulesFile = (rules: readonly Rule[], channelName: (code: string) => string): TableFile<Rule> => ({
  name: 'rules-of-allocation',
  sheet: t('Rules'),
  rows: ofRows(rules),
  columns: columnsOf(({ text, number, share }) => [
    text(t('SKU'), ({ sku }) => sku),
    text(t('Group'), ({ group }) => group),
    text(t('Channel'), ({ channel }) => channelName(channel)),
    text(t('Kind'), ({ kind }) => KINDS.find((one) => one.kind === kind)?.label),
    number(t('Units'), ({ kind, value }) => (kind === 'share' ? null : value)),
    share(t('Share'), ({ kind, value }) => (kind === 'share' ? value : null)),
  ]),
})

/** In the shape of `lotline import`. */
export const rulesToImport = (rules: readonly Rule[]): OtherFile => ({
  label: t('CSV for the import'),
  make: async () =>
    importFile(
      'rules',
      ['sku', 'group', 'channel', 'kind', 'value'],
      rules.map(({ sku, group, channel, kind, value }) => [sku, group, channel, kind, value]),
    ),
})
