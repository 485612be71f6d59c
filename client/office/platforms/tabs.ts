/** What is shown of a platform, as the address names it. */
export const TABS = [
  { id: 'health', label: 'Health' },
  { id: 'failures', label: 'Failures' },
  { id: 'listings', label: 'Listings' },
  { id: 'drift', label: 'Drift' },
  { id: 'setup', label: 'Set up' },
] as const
export type Tab = (typeof TABS)[number]['id']

export const tabIn = (params: URLSearchParams, may: boolean): Tab => {
  const named = TABS.find(({ id }) => id === params.get('tab'))?.id ?? 'health'
  return named === 'setup' && !may ? 'health' : named
}

/** Another platform, or another tab, begins without what was searched or done in the one before. */
export const CLEAR = { tab: null, do: null, listing: null, failure: null, search: null } as const
