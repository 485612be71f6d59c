/** What can be done about an exception, as buttons. */
import type { OpenException, Proposal } from '../contract.ts'
import { figure, spoken } from '../words.ts'
import { isShortage } from './exceptions-view.ts'

/** What has to happen outside before an exception is said to be settled so. */
const OUTSIDE: Record<string, string> = {
  'label-conflict relabel': 'Print the unit a new label, and take the old one off.',
  'rotation-bypassed accept': 'The younger lot goes out; the older one stays for the next order.',
  'rotation-bypassed swap': 'Put the younger lot back, and pick the older one in its place.',
  'held-lot-moved stop-shipment': 'Keep the goods in the house, or call them back from the carrier.',
  'held-lot-moved put-back': 'Bring the goods to a bin: Put back on a handheld leads there, and this closes by itself.',
  'expired-lot-picked stop-shipment': 'Keep the goods in the house, or call them back from the carrier.',
  'expired-lot-picked put-back':
    'Bring the goods to a bin: Put back on a handheld leads there, and this closes by itself.',
}

/**
 * For a shortage the server proposes, figures and all; where it sees no way, there is none. Anything else a person may say
 * to be settled outside, and by which remedy.
 */
export function proposalsOf(exception: OpenException): Proposal[] {
  if (isShortage(exception)) return exception.proposals ?? []
  return exception.remedies.map((remedy) => {
    const outside = OUTSIDE[`${exception.type} ${remedy}`]
    const records = `This only records that it was settled by "${spoken(remedy).toLowerCase()}". It moves no stock and no promise.`
    return {
      remedy,
      label: spoken(remedy),
      detail: outside === undefined ? records : `${outside} ${records}`,
      body: { remedy, note: '' },
    }
  })
}

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
