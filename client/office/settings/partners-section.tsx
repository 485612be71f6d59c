import { Plus } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { useDesk } from '../desk.ts'
import { Action } from '../ui/action.tsx'
import cell from '../ui/cell.module.css'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { addressText } from './address.ts'
import { partnersFile } from './partners-file.ts'
import { useMayChange, usePartners } from './queries.ts'
import { Section } from './section.tsx'
import styles from './settings.module.css'

export interface PartnersSectionProps {
  at: string | null
  onOpen: (name: string) => void
  onAdd: () => void
}

export function PartnersSection({ at, onOpen, onAdd }: PartnersSectionProps) {
  const { api } = useDesk()
  const partners = usePartners()
  const may = useMayChange()
  const rows = partners.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section
      title={t('Partners')}
      say={t(
        'Suppliers and customers by the name that receipts and orders give them, with what a record of traceability says of them.',
      )}
    >
      {!partners.data && <Failure of={partners.error} />}
      <div className={styles.actions}>
        {may && (
          <Action icon={<Plus aria-hidden />} onPress={onAdd}>
            {t('Add a partner')}
          </Action>
        )}
        <DownloadMenu file={partnersFile(api)} off={rows.length === 0} />
      </div>
      {partners.data && rows.length === 0 && <p className={parts.prose}>{t('There is no partner yet.')}</p>}
      {rows.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.first}>
                {t('Name')}
              </th>
              <th scope="col">{t('GLN')}</th>
              <th scope="col">{t('Address')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((partner) => (
              <tr
                key={partner.name}
                data-at={partner.name === at || undefined}
                onClick={rowPress(() => onOpen(partner.name))}
              >
                <th scope="row" className={styles.first}>
                  <Tap className={cell.open} onPress={() => onOpen(partner.name)}>
                    {partner.name}
                  </Tap>
                </th>
                <td>{partner.gln}</td>
                <td className={cell.rest}>{addressText(partner.address)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {partners.hasNextPage && (
        <div className={styles.actions}>
          <Action off={partners.isFetchingNextPage} onPress={() => void partners.fetchNextPage()}>
            {partners.isFetchingNextPage ? t('Loading…') : t('Show more')}
          </Action>
        </div>
      )}
    </Section>
  )
}
