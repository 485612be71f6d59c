import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Tabs } from '../ui/chips.tsx'
import { useReturns } from './queries.ts'
import { isIn, VIEWS, type ViewId, viewIn } from './views.ts'

/** Another view keeps search and channels, but not the drawer; the figures have tools of their own. */
const CLEAR = { return: null, do: null, for: null, from: null, to: null, by: null, sort: null }

export function ReturnTabs() {
  const { params, change } = useAddress()
  const open = useReturns('open').data?.items
  return (
    <Tabs<ViewId>
      label={t('Returns')}
      tabs={VIEWS.map((one) =>
        one.id === 'closed' || one.id === 'figures'
          ? one
          : { ...one, count: open?.filter((row) => isIn(row, one.id)).length },
      )}
      chosen={viewIn(params).id}
      onChoose={(id) => change({ ...CLEAR, view: id === 'inspect' ? null : id })}
    />
  )
}
