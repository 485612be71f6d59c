/**
 * The only words that the kit says by itself: fixed states, and names for keys that show an icon. Everything else is
 * passed in by the screens. They stand in one object so that a translation can take their place.
 */
import { t } from '../language/t.ts'
export const words = {
  synced: t('Synced'),
  waiting: (count: number) => t('{number} waiting', { number: count }),
  offline: t('Offline'),
  offlineSaved: (count: number) => t('Offline · {number} saved', { number: count }),
  attention: (count: number) => t('{count} need attention', { count }),
  oldest: (age: string) => t('oldest {age}', { age }),
  minutes: (count: number) => t('{number} min', { number: count }),
  hours: (count: number) => t('{number} h', { number: count }),
  days: (count: number) => t('{number} d', { number: count }),
  nothingRecorded: t('Nothing was recorded.'),
  clear: t('Clear'),
  backspace: t('Delete last digit'),
  less: (step: number) => t('{step} less', { step }),
  more: (step: number) => t('{step} more', { step }),
  add: (count: number) => `+${count}`,
  entered: (count: number, of: number) => t('{number} of {of} digits', { number: count, of }),
}
