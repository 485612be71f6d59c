import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import type { DocumentSummary } from './contract.ts'
import { DOCUMENT_STATES } from './document-state.tsx'
import { acknowledgementText } from './document-words.ts'
import { documentsPath } from './queries.ts'

export const documentsFile = (api: Api, connector: string, query: ListQuery): TableFile<DocumentSummary> => ({
  name: `documents-${connector}`,
  sheet: t('Documents'),
  rows: ofList(api, documentsPath(connector), query),
  columns: columnsOf(({ text, moment }) => [
    text(t('Document'), ({ name }) => heard(name)),
    text(t('Direction'), ({ direction }) => (direction === 'in' ? t('Came in') : t('Went out'))),
    text(t('State'), ({ state }) => DOCUMENT_STATES[state].word),
    text(t('Number'), ({ number }) => number),
    text(t('Order'), ({ externalId }) => externalId),
    text(t('Acknowledgement'), (document) => acknowledgementText(document)),
    text(t('What it says'), ({ detail }) => detail),
    text(t('Control number'), ({ control }) => control),
    text(t('File'), ({ fileName }) => fileName),
    moment(t('When'), ({ at }) => at),
  ]),
})
