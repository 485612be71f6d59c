/** Which documents are shown: of which partner, view, kind and number, read from the address. */
import type { DocumentFilter } from './queries.ts'

export const VIEWS = [
  { id: 'open', label: 'To look after', filter: { state: 'open' }, none: 'Nothing waits for anybody.' },
  { id: 'in', label: 'Came in', filter: { direction: 'in' }, none: 'Nothing has come from this partner yet.' },
  { id: 'out', label: 'Went out', filter: { direction: 'out' }, none: 'Nothing has gone to this partner yet.' },
  { id: 'all', label: 'All', filter: {}, none: 'Nothing was exchanged with this partner yet.' },
] as const satisfies readonly { id: string; label: string; filter: DocumentFilter; none: string }[]

export type View = (typeof VIEWS)[number]
export type ViewId = View['id']

/** The kinds of documents, as people in the trade call them. */
export const KINDS = [
  { set: '850', label: 'Purchase orders (850)' },
  { set: '860', label: 'Order changes (860)' },
  { set: '855', label: 'Order answers (855)' },
  { set: '856', label: 'Ship notices (856)' },
  { set: '810', label: 'Invoices (810)' },
  { set: '846', label: 'Inventory (846)' },
  { set: '812', label: 'Credits and debits (812)' },
  { set: '180', label: 'Returns (180)' },
  { set: '997', label: 'Acknowledgements (997)' },
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
