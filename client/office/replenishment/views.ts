/** Which items are shown, and what of the page is open: read from the address. */
import { t } from '../../language/t.ts'
import type { ItemPlan } from './contract.ts'

export const NEED_VIEWS = [
  { id: 'now', label: t('Order now') },
  { id: 'soon', label: t('Due soon') },
  { id: 'overstock', label: t('Overstock') },
  { id: 'expiring', label: t('Expiring') },
  { id: 'all', label: t('All') },
] as const
export type NeedView = (typeof NEED_VIEWS)[number]['id']

export const DRAWER_TABS = [
  { id: 'advice', label: t('What to do') },
  { id: 'channels', label: t('Channels') },
  { id: 'protect', label: t('Protect') },
  { id: 'policy', label: t('Policy') },
] as const
export type DrawerTab = (typeof DRAWER_TABS)[number]['id']

export interface PlansView {
  need: NeedView
  text: string
  supplier: string
  item: string | null
  tab: DrawerTab
  doing: 'events' | 'demand' | null
}

export function readPlansView(params: URLSearchParams): PlansView {
  const doing = params.get('do')
  return {
    need: NEED_VIEWS.find(({ id }) => id === params.get('need'))?.id ?? 'now',
    text: params.get('search') ?? '',
    supplier: params.get('supplier') ?? '',
    item: params.get('item'),
    tab: DRAWER_TABS.find(({ id }) => id === params.get('tab'))?.id ?? 'advice',
    doing: doing === 'events' || doing === 'demand' ? doing : null,
  }
}

/** What is typed there must not be thrown away by a key that is pressed beside a field. */
export const isTyping = ({ item, tab, doing }: PlansView): boolean =>
  doing !== null || (item !== null && (tab === 'protect' || tab === 'policy'))

export const suppliersOf = (plans: readonly ItemPlan[]): string[] =>
  [...new Set(plans.flatMap(({ supplier }) => supplier ?? []))].sort((a, b) => a.localeCompare(b))

export const ofSupplier = (plans: readonly ItemPlan[], supplier: string): readonly ItemPlan[] =>
  supplier === '' ? plans : plans.filter((plan) => plan.supplier === supplier)
