import type { ItemRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'

/** "Oat bars · lot L1" */
export function goodsName({ item, lot }: { item: ItemRow; lot: string }): string {
  if (!item.lotTracked) return item.name
  return lot === ''
    ? t('{name} · lot not known', { name: item.name })
    : t('{name} · lot {lot}', { name: item.name, lot })
}
