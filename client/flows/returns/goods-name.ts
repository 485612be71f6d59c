import type { ItemRow } from '../../../shared/wire/pull.ts'

/** "Oat bars · lot L1" */
export function goodsName({ item, lot }: { item: ItemRow; lot: string }): string {
  if (!item.lotTracked) return item.name
  return lot === '' ? `${item.name} · lot not known` : `${item.name} · lot ${lot}`
}
