/** The three views of counts, as the address names them. */
import { t } from '../../language/t.ts'
export const VIEWS = [
  { id: 'asked', label: t('Asked') },
  { id: 'made', label: t('Made') },
  { id: 'accuracy', label: t('Accuracy') },
] as const
export type ViewId = (typeof VIEWS)[number]['id']

export const viewIn = (params: URLSearchParams): ViewId =>
  VIEWS.find(({ id }) => id === params.get('view'))?.id ?? 'asked'
