/** Which remedies each type of exception has, and what carries them out. */
import type { ExceptionType, exceptionKinds } from '../types.ts'
import { acceptChargeback, dispute } from './chargeback.ts'
import { complete } from './complete.ts'
import { correct } from './correct.ts'
import { count } from './count.ts'
import { accept, keep, review } from './decide.ts'
import { hold } from './hold.ts'
import { accept as acceptFewer, approve, dispose, inspectAgain, restock } from './inspection.ts'
import { merge } from './merge.ts'
import { parked } from './parked.ts'
import { ignoreIntake, ignorePublish, rePublish, retryConnector, retryIntake, retryPublish } from './publish.ts'
import { putBack } from './put-back.ts'
import { putSurplusBack } from './put-surplus-back.ts'
import { reAllocateItem, reAllocateLine } from './re-allocate.ts'
import { relabel } from './relabel.ts'
import type { Remedy } from './remedy.ts'
import { reverse } from './reverse.ts'
import { sendBack } from './send-back.ts'
import { sendReturnBack } from './send-back-return.ts'
import { shortage } from './shortage.ts'
import { swap } from './swap.ts'
import { bookDifference } from './transfer.ts'
import { recountDisturbed, variance } from './variance.ts'
import { writeOff } from './write-off.ts'

type Remedies = { [Type in ExceptionType]: Record<(typeof exceptionKinds)[Type]['remedies'][number], Remedy> }

const ofLine = { split: shortage, substitute: shortage, cancel: shortage }

export const remedies: Remedies = {
  'negative-stock': { count, 'write-off': writeOff, reverse },
  'rotation-bypassed': { accept, swap, hold, reverse },
  'held-lot-moved': { 'stop-shipment': putBack, 'put-back': putBack, review, reverse },
  'expired-lot-picked': { 'stop-shipment': putBack, 'put-back': putBack, hold, review, reverse },
  'short-pick': { 're-allocate': reAllocateLine, backorder: shortage, ...ofLine, reverse },
  oversold: { 'move-protection': shortage, ...ofLine },
  'at-risk': { 're-allocate': reAllocateItem, 'move-protection': shortage, ...ofLine },
  'protection-short': { lower: shortage, 'take-from-another': shortage },
  'unconfirmed-lot': { complete, merge, count, hold, reverse },
  'lot-conflict': { keep, correct, hold, reverse },
  'count-variance': { approve: variance, keep: variance, recount: variance, reverse },
  'count-disturbed': { recount: recountDisturbed, reverse },
  'over-receipt': { accept, 'send-back': sendBack, count, hold, reverse },
  'transfer-differs': { 'write-off': bookDifference, reverse },
  'over-return': { accept, 'send-back': sendReturnBack, hold, reverse },
  'disposition-stopped': { dispose, 'inspect-again': inspectAgain, accept: acceptFewer, hold, reverse },
  'scrap-approval': { approve, 'inspect-again': inspectAgain, reverse },
  'documents-missing': { restock, 'inspect-again': inspectAgain, reverse },
  'chargeback-due': { dispute, accept: acceptChargeback },
  'quality-suspect': { hold, review },
  'over-pick': { 'put-back': putSurplusBack, accept, count, reverse },
  'label-conflict': { relabel, review, reverse },
  'over-shipment': { review, reverse },
  'lease-conflict': { review, reverse },
  'unknown-reference': { review, count, reverse },
  'unproven-author': { review, reverse },
  'stream-gap': { review, count },
  'sequence-reused': { review },
  'refused-transaction': { mend: parked, dismiss: parked },
  'publish-failed': { retry: retryPublish, ignore: ignorePublish },
  'intake-failed': { retry: retryIntake, ignore: ignoreIntake },
  drift: { 're-publish': rePublish, review },
  'connector-silent': { retry: retryConnector, review },
  'reversal-incomplete': { review, count },
}
