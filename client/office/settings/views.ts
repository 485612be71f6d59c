/** The pages of the settings, as the address names them; the first is the one that it does not name. */
import { t } from '../../language/t.ts'

export const SETTINGS_VIEWS = [
  { id: 'company', label: t('Company') },
  { id: 'places', label: t('Places') },
  { id: 'costing', label: t('Costing') },
  { id: 'replenishment', label: t('Replenishment') },
  { id: 'access', label: t('People and devices') },
] as const
export type SettingsView = (typeof SETTINGS_VIEWS)[number]['id']

export const settingsViewIn = (params: URLSearchParams): SettingsView =>
  SETTINGS_VIEWS.find(({ id }) => id === params.get('view'))?.id ?? 'company'

export const settingsHref = (view: SettingsView): string =>
  view === 'company' ? '/office/settings' : `/office/settings?view=${view}`
