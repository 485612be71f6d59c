/** Documents exchanged with trading partners: what came, what went, what became of each, and what somebody must look after. */

import { useMemo } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Tabs } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import type { Connector, DocumentSummary } from './contract.ts'
import { documentsFile } from './documents-file.ts'
import { DocumentDrawer } from './drawer.tsx'
import styles from './edi.module.css'
import { useDocuments, usePartners } from './queries.ts'
import { DocumentsTable } from './table.tsx'
import { type DocumentsView, filterOf, KINDS, readDocumentsView, VIEWS, type ViewId } from './views.ts'

export default function EdiScreen() {
  const { api } = useDesk()
  const { params, change } = useAddress()
  const view = useMemo(() => readDocumentsView(params), [params])
  const partners = usePartners()
  const partner = partners.data?.find(({ id }) => id === view.partner) ?? partners.data?.[0]
  const documents = useDocuments(partner?.id, filterOf(view))
  const rows = useMemo(() => documents.data?.pages.flatMap(({ items }) => items) ?? [], [documents.data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const open = params.get('document')
  const show = (document: string) => change({ document }, true)
  const { at } = useListKeys({ ids, open, onOpen: show })
  return (
    <div className={styles.wide}>
      <Screen
        title={t('EDI')}
        say={partner && t('What is exchanged with {partner} by files of X12.', { partner: nameOf(partner) })}
        actions={
          partner && (
            <DownloadMenu file={documentsFile(api, partner.id, { ...filterOf(view) })} off={rows.length === 0} />
          )
        }
        tools={
          <>
            <Tabs<ViewId>
              label={t('Documents')}
              tabs={VIEWS}
              chosen={view.view.id}
              onChoose={(id) => change({ view: id === 'all' ? null : id, document: null })}
            />
            <Filters view={view} partners={partners.data ?? []} partner={partner} change={change} />
            <Failure of={partners.error ?? (documents.data ? null : documents.error)} />
          </>
        }
        drawer={
          open !== null &&
          partner && (
            <DocumentDrawer key={open} connector={partner.id} id={open} onClose={() => change({ document: null })} />
          )
        }
      >
        <DocumentList
          at={at}
          onOpen={show}
          view={view}
          isAlone={partners.data?.length === 0}
          of={documents}
          rows={rows}
        />
      </Screen>
    </div>
  )
}

interface ListProps {
  of: ReturnType<typeof useDocuments>
  rows: readonly DocumentSummary[]
  view: DocumentsView
  /** Nobody is connected. */
  isAlone: boolean
  at: string | null
  onOpen: (id: string) => void
}

function DocumentList({ of, rows, view, isAlone, at, onOpen }: ListProps) {
  if (isAlone)
    return <Nothing>{t('No trading partner is connected. An administrator connects one by the API.')}</Nothing>
  if (of.data && rows.length === 0)
    return <Nothing>{view.search || view.set ? t('No document is like that.') : view.view.none}</Nothing>
  return (
    <DocumentsTable
      rows={rows}
      at={at}
      onOpen={onOpen}
      more={of.hasNextPage ? () => void of.fetchNextPage() : null}
      loading={of.isFetchingNextPage}
    />
  )
}

const nameOf = ({ id, settings }: Connector): string => settings.name ?? id

interface FiltersProps {
  view: DocumentsView
  partners: readonly Connector[]
  partner: Connector | undefined
  change: ReturnType<typeof useAddress>['change']
}

function Filters({ view, partners, partner, change }: FiltersProps) {
  return (
    <Tools>
      <Search label={t('Search order or number')} value={view.search} onChange={(search) => change({ search })} />
      {partners.length > 1 && (
        <label className={`${field.filter} ${styles.filter}`}>
          {t('Partner')}
          <select
            value={partner?.id ?? ''}
            onChange={(event) => change({ partner: event.target.value, document: null })}
          >
            {partners.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={`${field.filter} ${styles.filter}`}>
        {t('Kind')}
        <select value={view.set} onChange={(event) => change({ set: event.target.value, document: null })}>
          <option value="">{t('All')}</option>
          {KINDS.map(({ set, label }) => (
            <option key={set} value={set}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </Tools>
  )
}
