import { t } from '../../language/t.ts'
import type { OpenException } from '../contract.ts'

/** How far the putting back of a lot that must not leave has come; null where nothing of it is to be put back. */
export function putBackText({ putBacks }: Pick<OpenException, 'putBacks'>): string | null {
  const asked = (putBacks ?? []).filter(({ state }) => state !== 'cancelled')
  if (asked.length === 0) return null
  const left = asked.filter(({ quantity, done }) => done < quantity)
  const done = asked.reduce((sum, task) => sum + task.done, 0)
  if (left.length === 0) return t('All {count} are put back.', { count: done })
  const places = left
    .map(({ location, quantity, done }) => t('{quantity} at {location}', { quantity: quantity - done, location }))
    .join(', ')
  const open = t('To be put back: {places}.', { places })
  return done > 0 ? `${open} ${t('{count} are back.', { count: done })}` : open
}
