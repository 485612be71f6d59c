import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { Tap } from '../../ui/tap.tsx'
import { useItemName } from '../counts/queries.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { Listing } from './contract.ts'
import { agoText, listingState, shortName } from './platform-words.ts'
import styles from './platforms.module.css'
import { ListingTag } from './state-tag.tsx'

export interface ListingsTableProps {
  rows: readonly Listing[]
  now: number
  /** Null: who looks at it may change nothing. */
  chosen: ReadonlySet<string> | null
  onToggle: (listing: string) => void
  onToggleAll: (on: boolean) => void
  onOpen: ((listing: string) => void) | null
}

export function ListingsTable({ rows, now, chosen, onToggle, onToggleAll, onOpen }: ListingsTableProps) {
  const all = chosen !== null && rows.every(({ listing }) => chosen.has(listing))
  return (
    <div className={`${table.boxed} ${styles.table}`} ref={scrollFocus}>
      <table className={`${table.table} ${onOpen ? '' : table.plain}`} aria-label={t('Listings')}>
        <thead>
          <tr>
            {chosen ? (
              <SelectAllHead all={all} onToggleAll={onToggleAll}>
                {t('Listing')}
              </SelectAllHead>
            ) : (
              <th scope="col" className={table.lead}>
                {t('Listing')}
              </th>
            )}
            <th scope="col">{t('Item')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col" className={table.number} title={t('Units of the listing that it should show')}>
              {t('Should show')}
            </th>
            <th scope="col" className={table.number} title={t('What it shows as far as is known, and since when')}>
              {t('Shows, since')}
            </th>
            <th scope="col" className={table.number} title={t('Base units in one unit of the listing')}>
              {t('Pack')}
            </th>
            <th scope="col" className={table.number} title={t('Units of the listing that it shows at most')}>
              {t('Cap')}
            </th>
            <th scope="col" className={table.number} title={t('Part of what can be promised that it may show')}>
              {t('Part')}
            </th>
            <th scope="col" className={`${table.number} ${cell.last}`} title={t('Base units that it leaves alone')}>
              {t('Buffer')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.listing}
              row={row}
              now={now}
              chosen={chosen === null ? null : chosen.has(row.listing)}
              onToggle={() => onToggle(row.listing)}
              onOpen={onOpen && (() => onOpen(row.listing))}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  row: Listing
  now: number
  chosen: boolean | null
  onToggle: () => void
  onOpen: (() => void) | null
}

function Row({ row, now, chosen, onToggle, onOpen }: RowProps) {
  const itemName = useItemName()
  const { listing, sku, wanted, shown, shownAt, packQuantity, cap, percent, buffer } = row
  const name = itemName(sku)
  return (
    <tr onClick={onOpen ? rowPress(onOpen) : undefined} aria-selected={chosen ?? undefined}>
      <th scope="row" className={table.lead}>
        <span className={table.pick}>
          {chosen !== null && (
            <input
              type="checkbox"
              className={table.check}
              checked={chosen}
              aria-label={t('Select {listing}', { listing })}
              onChange={onToggle}
            />
          )}
          {onOpen ? (
            <Tap className={styles.listing} title={listing} onPress={onOpen}>
              {shortName(listing)}
            </Tap>
          ) : (
            <span className={styles.listing} title={listing}>
              {shortName(listing)}
            </span>
          )}
        </span>
      </th>
      <td>
        <span className={styles.item} title={name}>
          {name}
        </span>
        {name !== sku && <span className={cell.aside}>{sku}</span>}
      </td>
      <td>
        <ListingTag state={listingState(row)} />
      </td>
      <td className={table.number}>
        <b>{figure(wanted)}</b>
      </td>
      <td className={table.number}>
        <span className={shown !== null && shown > wanted ? styles.bad : undefined}>
          {shown === null ? '?' : figure(shown)}
        </span>
        {shownAt !== null && <span className={cell.aside}>{agoText(shownAt, now)}</span>}
      </td>
      <td className={table.number}>{figure(packQuantity)}</td>
      <td className={table.number}>{cap === null ? '' : figure(cap)}</td>
      <td className={table.number}>{percent === 100 ? '' : `${percent} %`}</td>
      <td className={`${table.number} ${cell.last}`}>{buffer === 0 ? '' : figure(buffer)}</td>
    </tr>
  )
}
