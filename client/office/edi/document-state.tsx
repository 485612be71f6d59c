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
import { type StateKind, StateTag } from '../ui/state.tsx'
import type { DocumentState } from './contract.ts'

const STATES: Record<DocumentState, StateKind> = {
  received: { word: 'Received', icon: FileInput, tone: 'plain' },
  applied: { word: 'Followed', icon: CircleCheck, tone: 'ok' },
  failed: { word: 'Failed', icon: CircleAlert, tone: 'bad' },
  refused: { word: 'Refused', icon: CircleX, tone: 'bad' },
  ignored: { word: 'Let be', icon: CircleSlash, tone: 'plain' },
  drafted: { word: 'To be sent', icon: FileClock, tone: 'plain' },
  sent: { word: 'Sent', icon: Send, tone: 'plain' },
  accepted: { word: 'Accepted', icon: CircleDot, tone: 'ok' },
  'accepted-with-errors': { word: 'Errors noted', icon: TriangleAlert, tone: 'warn' },
  rejected: { word: 'Rejected', icon: CircleX, tone: 'bad' },
  unanswered: { word: 'Unanswered', icon: Clock, tone: 'bad' },
}

export const DocumentStateTag = ({ of }: { of: DocumentState }) => <StateTag kind={STATES[of]} />
