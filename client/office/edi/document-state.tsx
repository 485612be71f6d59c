/** What became of a document, as word, icon and colour. */

import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleSlash,
  CircleX,
  Clock,
  FileClock,
  FileInput,
  Send,
  TriangleAlert,
} from 'lucide-react'
import { t } from '../../language/t.ts'
import { type StateKind, StateTag } from '../ui/state.tsx'
import type { DocumentState } from './contract.ts'

export const DOCUMENT_STATES: Record<DocumentState, StateKind> = {
  received: { word: t('Received'), icon: FileInput, tone: 'plain' },
  applied: { word: t('Followed'), icon: CircleCheck, tone: 'ok' },
  failed: { word: t('Failed'), icon: CircleAlert, tone: 'bad' },
  refused: { word: t('Refused'), icon: CircleX, tone: 'bad' },
  ignored: { word: t('Let be'), icon: CircleSlash, tone: 'plain' },
  drafted: { word: t('To be sent'), icon: FileClock, tone: 'plain' },
  sent: { word: t('Sent'), icon: Send, tone: 'plain' },
  accepted: { word: t('Accepted'), icon: CircleDot, tone: 'ok' },
  'accepted-with-errors': { word: t('Errors noted'), icon: TriangleAlert, tone: 'warn' },
  rejected: { word: t('Rejected'), icon: CircleX, tone: 'bad' },
  unanswered: { word: t('Unanswered'), icon: Clock, tone: 'bad' },
}

export const DocumentStateTag = ({ of }: { of: DocumentState }) => <StateTag kind={DOCUMENT_STATES[of]} />
