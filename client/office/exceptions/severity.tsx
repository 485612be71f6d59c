import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { OpenException } from '../contract.ts'
import styles from '../ui/state.module.css'
import type { StateTone } from '../ui/state.tsx'
import { spoken } from '../words.ts'

const KINDS: Record<OpenException['severity'], { icon: LucideIcon; tone: StateTone }> = {
  severe: { icon: OctagonAlert, tone: 'bad' },
  high: { icon: TriangleAlert, tone: 'bad' },
  medium: { icon: CircleAlert, tone: 'warn' },
  low: { icon: Info, tone: 'plain' },
}

/** How bad it is: word, icon and colour. */
export function Severity({ of }: { of: OpenException['severity'] }) {
  const { icon: Icon, tone } = KINDS[of]
  return (
    <span className={styles.state} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {spoken(of)}
    </span>
  )
}
