import {
  Activity,
  ArrowLeftRight,
  Boxes,
  ChartColumn,
  CircleAlert,
  ClipboardList,
  ListChecks,
  type LucideIcon,
  Megaphone,
  PackageOpen,
  Settings,
  SlidersHorizontal,
  Store,
  Tags,
  TrendingUp,
  Truck,
} from 'lucide-react'

/** The screens of the office, as the bar at the left and the palette name them. */
export const PLACES: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/office', label: 'Stock', icon: Boxes },
  { href: '/office/orders', label: 'Orders', icon: ClipboardList },
  { href: '/office/transfers', label: 'Transfers', icon: Truck },
  { href: '/office/exceptions', label: 'Exceptions', icon: CircleAlert },
  { href: '/office/lots', label: 'Lots', icon: Tags },
  { href: '/office/returns', label: 'Returns', icon: PackageOpen },
  { href: '/office/counts', label: 'Counts', icon: ListChecks },
  { href: '/office/recalls', label: 'Recalls', icon: Megaphone },
  { href: '/office/margins', label: 'Margins', icon: ChartColumn },
  { href: '/office/replenishment', label: 'Replenishment', icon: TrendingUp },
  { href: '/office/platforms', label: 'Platforms', icon: Store },
  { href: '/office/edi', label: 'EDI', icon: ArrowLeftRight },
  { href: '/office/rules', label: 'Rules', icon: SlidersHorizontal },
  { href: '/office/status', label: 'Status', icon: Activity },
  { href: '/office/settings', label: 'Settings', icon: Settings },
]

/** Whether this is the screen, or one that lies below it. */
export const isAt = (href: string, location: string): boolean =>
  location === href || (href !== '/office' && location.startsWith(`${href}/`))
