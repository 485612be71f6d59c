import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Tabs } from '../ui/chips.tsx'
import { useCountTasks } from './queries.ts'
import { VIEWS, type ViewId, viewIn } from './views.ts'

/** Another view begins without the search, filters and drawer of the one before. */
const CLEAR = { search: null, filter: null, count: null, task: null, from: null, to: null, by: null, do: null }

export function CountTabs() {
  const { params, change } = useAddress()
  const asked = useCountTasks().data?.items.length
  return (
    <Tabs<ViewId>
      label={t('Counts')}
      tabs={VIEWS.map((one) => (one.id === 'asked' ? { ...one, count: asked } : one))}
      chosen={viewIn(params)}
      onChoose={(id) => change({ ...CLEAR, view: id === 'asked' ? null : id })}
    />
  )
}
