import { Boxes, CircleAlert, ClipboardList, type LucideIcon, SlidersHorizontal } from 'lucide-react'

/** The screens of the office, as the bar at the left and the palette name them. */
export const PLACES: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/office', label: 'Stock', icon: Boxes },
  { href: '/office/orders', label: 'Orders', icon: ClipboardList },
  { href: '/office/exceptions', label: 'Exceptions', icon: CircleAlert },
  { href: '/office/rules', label: 'Rules', icon: SlidersHorizontal },
]
