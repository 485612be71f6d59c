/** The three views of counts, as the address names them. */
export const VIEWS = [
  { id: 'asked', label: 'Asked' },
  { id: 'made', label: 'Made' },
  { id: 'accuracy', label: 'Accuracy' },
] as const
export type ViewId = (typeof VIEWS)[number]['id']

export const viewIn = (params: URLSearchParams): ViewId =>
  VIEWS.find(({ id }) => id === params.get('view'))?.id ?? 'asked'
