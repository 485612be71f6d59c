/** Where a hold came from, in words; nothing where a person placed it. */
import { t } from '../../language/t.ts'
export function sourceText(source: string): string {
  if (source.startsWith('recall ')) return t('by a recall')
  if (!source.startsWith('lot ')) return ''
  const [sku, lot] = source.slice(4).split('\u001f')
  return lot === undefined ? t('handed on by {sku}', { sku }) : t('handed on by lot {lot} of {sku}', { lot, sku })
}
