/** Where a hold came from, in words; nothing where a person placed it. */
export function sourceText(source: string): string {
  if (source.startsWith('recall ')) return 'by a recall'
  if (!source.startsWith('lot ')) return ''
  const [sku, lot] = source.slice(4).split('\u001f')
  return lot === undefined ? `handed on by ${sku}` : `handed on by lot ${lot} of ${sku}`
}
