/** Which documents are shown: of which partner, view, kind and number, read from the address. */
import { t } from '../../language/t.ts'
import type { DocumentFilter } from './queries.ts'

export const VIEWS = [
  { id: 'open', label: t('To look after'), filter: { state: 'open' }, none: t('Nothing waits for anybody.') },
  { id: 'in', label: t('Came in'), filter: { direction: 'in' }, none: t('Nothing has come from this partner yet.') },
  { id: 'out', label: t('Went out'), filter: { direction: 'out' }, none: t('Nothing has gone to this partner yet.') },
  { id: 'all', label: t('All'), filter: {}, none: t('Nothing was exchanged with this partner yet.') },
] as const satisfies readonly { id: string; label: string; filter: DocumentFilter; none: string }[]

export type View = (typeof VIEWS)[number]
export type ViewId = View['id']

/** The kinds of documents, as people in the trade call them. */
export const KINDS = [
  { set: '850', label: t('Purchase orders (850)') },
  { set: '860', label: t('Order changes (860)') },
  { set: '855', label: t('Order answers (855)') },
  { set: '856', label: t('Ship notices (856)') },
  { set: '810', label: t('Invoices (810)') },
  { set: '846', label: t('Inventory (846)') },
  { set: '812', label: t('Credits and debits (812)') },
  { set: '180', label: t('Returns (180)') },
  { set: '997', label: t('Acknowledgements (997)') },
] as const

export interface DocumentsView {
  view: View
  /** Empty: the first partner. */
  partner: string
  set: string
  search: string
}

export function readDocumentsView(params: URLSearchParams): DocumentsView {
  const set = params.get('set') ?? ''
  return {
    view: VIEWS.find(({ id }) => id === params.get('view')) ?? VIEWS[3],
    partner: params.get('partner') ?? '',
    set: KINDS.some((kind) => kind.set === set) ? set : '',
    search: params.get('search') ?? '',
  }
}

export const filterOf = ({ view, set, search }: DocumentsView): DocumentFilter => ({
  ...view.filter,
  set,
  number: search.trim(),
})
