import type { OpenException } from '../contract.ts'
import { figure } from '../words.ts'

/** How far the putting back of a lot that must not leave has come; null where nothing of it is to be put back. */
export function putBackText({ putBacks }: Pick<OpenException, 'putBacks'>): string | null {
  const asked = (putBacks ?? []).filter(({ state }) => state !== 'cancelled')
  if (asked.length === 0) return null
  const left = asked.filter(({ quantity, done }) => done < quantity)
  const done = asked.reduce((sum, task) => sum + task.done, 0)
  if (left.length === 0) return done === 1 ? 'The one unit is put back.' : `All ${figure(done)} are put back.`
  const places = left.map(({ location, quantity, done }) => `${figure(quantity - done)} at ${location}`).join(', ')
  return `To be put back: ${places}.${done > 0 ? ` ${figure(done)} ${done === 1 ? 'is' : 'are'} back.` : ''}`
}
