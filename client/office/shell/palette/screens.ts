/** The screens of the office, and the pages of its settings. */
import { t } from '../../../language/t.ts'
import { SETTINGS_VIEWS, settingsHref } from '../../settings/views.ts'
import { PLACES } from '../places.ts'
import type { Goal } from './goal.ts'

export const SCREEN_GOALS: readonly Goal[] = [
  ...PLACES.map(({ href, label }): Goal => ({ href, label, kind: 'screen' })),
  ...SETTINGS_VIEWS.slice(1).map(
    ({ id, label }): Goal => ({ href: settingsHref(id), label, aside: t('Settings'), kind: 'screen' }),
  ),
]
