import { DemandDrawer } from './demand/drawer.tsx'
import { EventsDrawer } from './events/drawer.tsx'
import type { PlansView } from './views.ts'

export interface SideDrawerProps {
  doing: NonNullable<PlansView['doing']>
  onClose: () => void
}

/** What is not of one item, and stands in its place. */
export const SideDrawer = ({ doing, onClose }: SideDrawerProps) =>
  doing === 'events' ? <EventsDrawer onClose={onClose} /> : <DemandDrawer onClose={onClose} />
