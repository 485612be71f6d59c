import { CircleAlert, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { spoken } from '../../language/spoken.ts'
import type { OpenException } from '../contract.ts'
import { type StateKind, StateTag } from '../ui/state.tsx'

const KINDS: Record<OpenException['severity'], Omit<StateKind, 'word'>> = {
  severe: { icon: OctagonAlert, tone: 'bad' },
  high: { icon: TriangleAlert, tone: 'bad' },
  medium: { icon: CircleAlert, tone: 'warn' },
  low: { icon: Info, tone: 'plain' },
}

/** How bad it is: word, icon and colour. */
export const Severity = ({ of }: { of: OpenException['severity'] }) => (
  <StateTag kind={{ word: spoken(of), ...KINDS[of] }} />
)
