/** What is shown of a platform, as the address names it. */
import { t } from '../../language/t.ts'
export const TABS = [
  { id: 'health', label: t('Health') },
  { id: 'failures', label: t('Failures') },
  { id: 'listings', label: t('Listings') },
  { id: 'lag', label: t('Lag') },
  { id: 'drift', label: t('Drift') },
  { id: 'setup', label: t('Set up') },
] as const
export type Tab = (typeof TABS)[number]['id']

export const tabIn = (params: URLSearchParams, may: boolean): Tab => {
  const named = TABS.find(({ id }) => id === params.get('tab'))?.id ?? 'health'
  return named === 'setup' && !may ? 'health' : named
}

/** Another platform, or another tab, begins without what was searched or done in the one before. */
export const CLEAR = { tab: null, do: null, listing: null, failure: null, search: null } as const
