import { CalendarRange, FileUp } from 'lucide-react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { Action } from '../ui/action.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { plansFile } from './plans-file.ts'
import { exportPath, useMayPlan } from './queries.ts'
import type { PlansView } from './views.ts'

export interface PlanActionsProps {
  view: PlansView
  none: boolean
  onOpen: (what: 'events' | 'demand') => void
}

/** Right of the title: what is known of demand, and the list as a file. */
export function PlanActions({ view, none, onOpen }: PlanActionsProps) {
  const { api } = useDesk()
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
      <DownloadMenu
        file={plansFile(api, view)}
        others={[{ label: t('Spreadsheet with each channel'), make: () => api.file(exportPath(view)) }]}
        off={none}
      />
    </>
  )
}
