import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { lotHref } from '../lots/queries.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure, momentText } from '../words.ts'
import type { ReturnedGoods } from './contract.ts'
import { useReturnSettings } from './queries.ts'
import { lotFromText, reasonText } from './return-words.ts'

/** The goods as they came in. */
export function GoodsTable({ goods }: { goods: readonly ReturnedGoods[] }) {
  if (goods.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('What came in')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Item')}</th>
          <th scope="col">{t('Where')}</th>
          <th scope="col" className={table.number}>
            {t('Units')}
          </th>
        </tr>
      </thead>
      <tbody>
        {goods.map((one) => (
          <Goods key={one.id} goods={one} />
        ))}
      </tbody>
    </table>
  )
}

function Goods({
  goods: { sku, name, lot, lotFrom, quantity, inspected, reason, location, receivedAt, by },
}: {
  goods: ReturnedGoods
}) {
  const settings = useReturnSettings().data
  const left = quantity - inspected
  return (
    <tr>
      <th scope="row">
        <Link href={`/office?item=${encodeURIComponent(sku)}`}>{name}</Link>
        <span className={parts.under}>
          {lot === null ? (
            t('no lot')
          ) : (
            <Link href={lotHref('/office/lots', { sku, lot })}>{t('lot {lot}', { lot })}</Link>
          )}
          {lotFromText(lotFrom)} · {reasonText(settings, reason)}
        </span>
      </th>
      <td>
        {location}
        <span className={parts.under}>
          {momentText(receivedAt)}, {by ?? t('not proven')}
        </span>
      </td>
      <td className={table.number}>
        {figure(quantity)}
        {left > 0 && <span className={parts.under}>{t('{left} to inspect', { left })}</span>}
      </td>
    </tr>
  )
}
