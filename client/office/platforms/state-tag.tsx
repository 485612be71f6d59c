import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleSlash,
  Clock,
  PlugZap,
  TriangleAlert,
} from 'lucide-react'
import { t } from '../../language/t.ts'
import { type StateKind, StateTag } from '../ui/state.tsx'
import type { Connector, PlatformFailure } from './contract.ts'
import type { ListingState } from './platform-words.ts'

export const CONNECTOR_STATES: Record<Connector['state'], StateKind & { means: string }> = {
  on: { word: t('On'), icon: CircleCheck, tone: 'ok', means: t('It answers.') },
  paused: {
    word: t('Paused'),
    icon: CirclePause,
    tone: 'plain',
    means: t('Somebody has paused it: it shows what it showed then, and its orders wait there.'),
  },
  resting: {
    word: t('Resting'),
    icon: PlugZap,
    tone: 'bad',
    means: t('It has not answered several times in a row, so it is left alone for a while and then asked again.'),
  },
  failing: {
    word: t('Failing'),
    icon: TriangleAlert,
    tone: 'warn',
    means: t('The last call did not get through. It is tried again by itself.'),
  },
}

export const ConnectorState = ({ state }: { state: Connector['state'] }) => (
  <StateTag kind={CONNECTOR_STATES[state]} title={CONNECTOR_STATES[state].means} />
)

export const stateMeans = (state: Connector['state']): string => CONNECTOR_STATES[state].means

const LISTINGS: Record<ListingState, StateKind & { means: string }> = {
  stopped: {
    word: t('Stopped'),
    icon: CircleAlert,
    tone: 'bad',
    means: t('The platform refuses the number: see its failure. Nothing is sent until somebody acts.'),
  },
  paused: {
    word: t('Paused'),
    icon: CirclePause,
    tone: 'plain',
    means: t('Somebody has paused this listing: it is to show 0, whatever there is.'),
  },
  waiting: {
    word: t('Waiting'),
    icon: Clock,
    tone: 'warn',
    means: t('Its number is on its way, or waits to be sent.'),
  },
  unknown: {
    word: t('Not known'),
    icon: CircleHelp,
    tone: 'plain',
    means: t('What it shows is not known; it is read before it is told anything.'),
  },
  right: { word: t('Right'), icon: CircleCheck, tone: 'ok', means: t('It shows what it should, as far as is known.') },
}

export const ListingTag = ({ state }: { state: ListingState }) => (
  <StateTag kind={LISTINGS[state]} title={LISTINGS[state].means} />
)

const FAILURES: Record<PlatformFailure['state'], StateKind> = {
  open: { word: t('Needs somebody'), icon: CircleAlert, tone: 'bad' },
  retrying: { word: t('Tried again by itself'), icon: Clock, tone: 'warn' },
  healed: { word: t('Healed'), icon: CircleCheck, tone: 'ok' },
  ignored: { word: t('Let be'), icon: CircleSlash, tone: 'plain' },
}

export const FailureTag = ({ state }: { state: PlatformFailure['state'] }) => <StateTag kind={FAILURES[state]} />
