import {
  Activity,
  ArrowLeftRight,
  Boxes,
  CalendarCheck,
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
import { t } from '../../language/t.ts'

/** The screens of the office, as the bar at the left and the palette name them. */
export const PLACES: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/office/today', label: t('Today'), icon: CalendarCheck },
  { href: '/office', label: t('Stock'), icon: Boxes },
  { href: '/office/orders', label: t('Orders'), icon: ClipboardList },
  { href: '/office/transfers', label: t('Transfers'), icon: Truck },
  { href: '/office/exceptions', label: t('Exceptions'), icon: CircleAlert },
  { href: '/office/lots', label: t('Lots'), icon: Tags },
  { href: '/office/returns', label: t('Returns'), icon: PackageOpen },
  { href: '/office/counts', label: t('Counts'), icon: ListChecks },
  { href: '/office/recalls', label: t('Recalls'), icon: Megaphone },
  { href: '/office/margins', label: t('Margins'), icon: ChartColumn },
  { href: '/office/replenishment', label: t('Replenishment'), icon: TrendingUp },
  { href: '/office/platforms', label: t('Platforms'), icon: Store },
  { href: '/office/edi', label: t('EDI'), icon: ArrowLeftRight },
  { href: '/office/rules', label: t('Rules'), icon: SlidersHorizontal },
  { href: '/office/status', label: t('Status'), icon: Activity },
  { href: '/office/settings', label: t('Settings'), icon: Settings },
]

/** Whether this is the screen, or one that lies below it. */
export const isAt = (href: string, location: string): boolean =>
  location === href || (href !== '/office' && location.startsWith(`${href}/`))
