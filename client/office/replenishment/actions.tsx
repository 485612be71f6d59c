import { CalendarRange, Download as DownloadIcon, FileUp } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { csv } from '../csv.ts'
import { useDesk } from '../desk.ts'
import { saveCsv } from '../save-file.ts'
import { Action } from '../ui/action.tsx'
import { Download } from '../ui/download.tsx'
import { Failure } from '../ui/note.tsx'
import { plansTable } from './plans-table.ts'
import { allPlans, exportPath, useMayPlan } from './queries.ts'
import { ofSupplier, type PlansView } from './views.ts'

export interface PlanActionsProps {
  view: PlansView
  none: boolean
  onOpen: (what: 'events' | 'demand') => void
}

/** Right of the title: what is known of demand, and the list as a file. */
export function PlanActions({ view, none, onOpen }: PlanActionsProps) {
  const may = useMayPlan()
  return (
    <>
      <Action icon={<CalendarRange aria-hidden />} label={t('Promotions and events')} onPress={() => onOpen('events')}>
        {t('Events')}
      </Action>
      {may && (
        <Action icon={<FileUp aria-hidden />} onPress={() => onOpen('demand')}>
          {t('Import demand')}
        </Action>
      )}
      <CsvDownload view={view} off={none} />
      <Download path={exportPath(view)} off={none}>
        {t('XLSX')}
      </Download>
    </>
  )
}

/** The list as it is filtered, with the pages that are not loaded yet. */
function CsvDownload({ view, off }: { view: PlansView; off: boolean }) {
  const { api } = useDesk()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { head, rows } = plansTable(ofSupplier(await allPlans(api, view), view.supplier))
      saveCsv(`replenishment-${view.need}.csv`, csv(head, rows))
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Action icon={<DownloadIcon aria-hidden />} off={off || busy} onPress={() => void save()}>
        {busy ? t('Preparing…') : t('CSV')}
      </Action>
      <Failure of={failure} />
    </>
  )
}
