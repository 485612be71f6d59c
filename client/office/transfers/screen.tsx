/** Transfers: what goes to other warehouses of the company and what comes from them, and what is on its way. */

import { Plus } from 'lucide-react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { Tap } from '../../ui/tap.tsx'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import { useDoing } from '../shell/doing.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import cell from '../ui/cell.module.css'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure } from '../ui/note.tsx'
import { rowPress } from '../ui/row-press.ts'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useToday, useWarehouses } from '../warehouse.ts'
import { figure, shortDate } from '../words.ts'
import type { Transfer } from './contract.ts'
import { TransferDrawer } from './drawer.tsx'
import { NewTransfer } from './new-transfer.tsx'
import { useTransfers } from './queries.ts'
import styles from './transfers.module.css'
import { transfersFile } from './transfers-file.ts'
import { endsOf, stateOf, sumsOf } from './view.ts'

export default function TransfersScreen() {
  const { api } = useDesk()
  const today = useToday()
  const { params, change } = useAddress()
  const doing = useDoing()
  const state = params.get('state') === 'all' ? undefined : 'open'
  const direction = params.get('direction') ?? undefined
  const found = useTransfers({ state, direction })
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const shown = rows.find(({ id }) => id === params.get('transfer'))
  const open = (id: string | null) => change({ transfer: id })
  const { items: warehouses, own } = useWarehouses().data ?? { items: [], own: '' }
  const alone = warehouses.length === 1
  return (
    <Screen
      title={t('Transfers')}
      say={
        alone
          ? t('There is one warehouse. Others are added in Settings, under Places.')
          : own && t('Of {own}.', { own })
      }
      actions={
        <>
          <DownloadMenu file={transfersFile(api, { state, direction }, today)} off={rows.length === 0} />
          <Action kind="primary" icon={<Plus aria-hidden />} off={alone} onPress={() => doing.begin('ask')}>
            {t('Ask for a transfer')}
          </Action>
        </>
      }
      tools={<Filters state={state} direction={direction} onChange={change} />}
      drawer={shown && <TransferDrawer transfer={shown} onClose={() => open(null)} />}
    >
      {!found.data && <Failure of={found.error} />}
      {found.data && rows.length === 0 && <Nothing>{t('No transfer is like that.')}</Nothing>}
      {rows.length > 0 && <TransferTable rows={rows} shown={shown?.id ?? null} onOpen={open} />}
      {found.hasNextPage && <Action onPress={() => void found.fetchNextPage()}>{t('Show older ones')}</Action>}
      {doing.what === 'ask' && !alone && (
        <NewTransfer onDone={({ id }) => change({ do: null, transfer: id })} onClose={doing.stop} />
      )}
    </Screen>
  )
}

interface FiltersProps {
  state: string | undefined
  direction: string | undefined
  onChange: (change: Record<string, string | null>) => void
}

function Filters({ state, direction, onChange }: FiltersProps) {
  const toggle = (value: string) => onChange({ direction: direction === value ? null : value })
  return (
    <Tools>
      <FilterChip label={t('Coming here')} on={direction === 'in'} onPress={() => toggle('in')} />
      <FilterChip label={t('Leaving here')} on={direction === 'out'} onPress={() => toggle('out')} />
      <FilterChip
        label={t('Those that are through, too')}
        on={state === undefined}
        onPress={() => onChange({ state: state === undefined ? null : 'all' })}
      />
    </Tools>
  )
}

interface TransferTableProps {
  rows: readonly Transfer[]
  shown: string | null
  onOpen: (id: string) => void
}

const HEADS = [t('Asked for'), t('Left'), t('Came'), t('In transit')]

function TransferTable({ rows, shown, onOpen }: TransferTableProps) {
  const today = useToday()
  const { at } = useListKeys({ ids: rows.map(({ id }) => id), open: shown, onOpen })
  return (
    <div className={table.scroll} ref={scrollFocus}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" className={table.lead}>
              {t('Transfer')}
            </th>
            <th scope="col">{t('From, to')}</th>
            <th scope="col">{t('State')}</th>
            {HEADS.map((head) => (
              <th key={head} scope="col" className={`${table.number} ${styles.rest}`}>
                {head}
              </th>
            ))}
            <th scope="col">{t('Expected')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { asked, sent, received, underWay } = sumsOf(row)
            return (
              <tr
                key={row.id}
                data-at={row.id === at || undefined}
                aria-selected={row.id === shown}
                onClick={rowPress(() => onOpen(row.id))}
              >
                <th scope="row" className={table.lead}>
                  <Tap className={cell.open} onPress={() => onOpen(row.id)}>
                    {row.reference}
                  </Tap>
                </th>
                <td>{endsOf(row)}</td>
                <td>
                  <StateTag kind={stateOf(row, today)} />
                </td>
                {[asked, sent, received, underWay].map((units, column) => (
                  <td key={HEADS[column]} className={`${table.number} ${styles.rest}`}>
                    {figure(units)}
                  </td>
                ))}
                <td>{row.expectedOn && shortDate(row.expectedOn)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
