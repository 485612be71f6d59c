/** What the platform itself holds and sends, such as FBA: beside our stock, and in none of our figures. */
import { t } from '../../language/t.ts'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { Connector } from './contract.ts'
import { agoText } from './platform-words.ts'
import { usePools } from './queries.ts'

export function PoolsPart({ connector, now }: { connector: Connector; now: number }) {
  const { data, error } = usePools(connector.id)
  if (!data) return error ? <Failure of={error} /> : null
  const { items, readAt, failed, next } = data
  if (items.length === 0 && failed === null) return null
  return (
    <section aria-label={t('Held by the platform')}>
      <h3 className={parts.heading}>{t('Held and sent by the platform itself')}</h3>
      <p className={parts.prose}>
        {t('A pool of its own: none of it is ours to promise, and our figures have nothing of it.')}
        {readAt !== null && t(' Read {readAt}.', { readAt: agoText(readAt, now).toLowerCase() })}
      </p>
      {failed && (
        <Note tone="warn">
          {failed.detail} {failed.advice}
        </Note>
      )}
      {items.length > 0 && (
        <table className={table.small} aria-label={t('Held by the platform')}>
          <thead>
            <tr>
              <th scope="col">{t('Listing')}</th>
              {[t('Sellable'), t('Reserved'), t('Unsellable'), t('On the way')].map((head) => (
                <th key={head} scope="col" className={table.number}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ listing, title, sellable, reserved, unsellable, onTheWay }) => (
              <tr key={listing}>
                <th scope="row" title={title ?? undefined}>
                  {listing}
                </th>
                {[sellable, reserved, unsellable, onTheWay].map((units, nth) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: four columns that never change places
                  <td key={nth} className={table.number}>
                    {figure(units)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next !== null && (
        <p className={parts.prose}>{t('These are the first {items}; the API has all.', { items: items.length })}</p>
      )}
    </section>
  )
}
