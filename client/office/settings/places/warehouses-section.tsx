/** All warehouses of the company: each has its pool, its places and its devices. */
import { Plus } from 'lucide-react'
import { t } from '../../../language/t.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { Failure } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { useWarehouses } from '../../warehouse.ts'
import access from '../access/access.module.css'
import { useMayChange } from '../queries.ts'
import { Section } from '../section.tsx'
import styles from '../settings.module.css'

export function WarehousesSection({ onAdd }: { onAdd: () => void }) {
  const { data, error } = useWarehouses()
  const may = useMayChange()
  return (
    <Section
      title={t('Warehouses')}
      say={t(
        'Each has its own pool of stock, its own places and its own devices; items, lots, channels and people are of the company.',
      )}
    >
      {!data && <Failure of={error} />}
      {may && (
        <div className={styles.actions}>
          <Action icon={<Plus aria-hidden />} onPress={onAdd}>
            {t('Add a warehouse')}
          </Action>
        </div>
      )}
      {data && (
        <div className={access.scroll}>
          <table className={`${table.table} ${table.plain}`}>
            <thead>
              <tr>
                <th scope="col" className={styles.first}>
                  {t('Code')}
                </th>
                <th scope="col">{t('Name')}</th>
                <th scope="col" className={access.aside}>
                  {t('Time zone')}
                </th>
                <th scope="col" className={access.aside}>
                  {t('Currency')}
                </th>
                <th scope="col" className={cell.last}>
                  {t('Set-up')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ code, name, timeZone, currency }) => (
                <tr key={code}>
                  <th scope="row" className={styles.first}>
                    {code}
                  </th>
                  <td>
                    {name}
                    {code === data.own && ` (${t('this one')})`}
                  </td>
                  <td className={access.aside}>{timeZone}</td>
                  <td className={access.aside}>{currency}</td>
                  <td className={cell.last}>
                    {may && (
                      <ActionLink href={code === data.own ? '/office/start' : `/office/start?warehouse=${code}`}>
                        {t('Set up')}
                      </ActionLink>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
