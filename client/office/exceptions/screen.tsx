/** Open exceptions, the promise that is due first on top; each with what can be done about it, one tap and a confirmation away. */
import { useMemo } from 'react'
import { useExceptions } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Tabs } from '../ui/chips.tsx'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Scroll, Tools } from '../ui/screen.tsx'
import { ExceptionCard } from './card.tsx'
import { type ExceptionsViewId, found, inView, VIEWS } from './exceptions-view.ts'

export function ExceptionsScreen() {
  const { params, change } = useAddress()
  const view = VIEWS.find(({ id }) => id === params.get('view'))?.id ?? 'shortages'
  const search = params.get('search') ?? ''
  const { data, error } = useExceptions()
  const shown = useMemo(() => found(inView(data?.items ?? [], view), search), [data, view, search])
  const ids = useMemo(() => shown.map(({ id }) => id), [shown])
  const { at } = useListKeys({ ids, open: null, onOpen: () => {} })
  return (
    <Screen
      title="Exceptions"
      say="Promises in danger and contradictions that a person must settle, the one due first on top."
      tools={
        <>
          <Tabs<ExceptionsViewId>
            label="Exceptions by kind"
            tabs={VIEWS.map((one) => ({ ...one, count: data && inView(data.items, one.id).length }))}
            chosen={view}
            onChoose={(id) => change({ view: id })}
          />
          <Tools>
            <Search label="Search item, order or text" value={search} onChange={(text) => change({ search: text })} />
          </Tools>
          {!data && <Failure of={error} />}
        </>
      }
    >
      {data && shown.length === 0 ? (
        <Nothing>{search ? 'No exception is like that.' : 'Nothing is open here.'}</Nothing>
      ) : (
        <Scroll>
          {shown.map((exception) => (
            <ExceptionCard key={exception.id} exception={exception} at={exception.id === at} />
          ))}
        </Scroll>
      )}
    </Screen>
  )
}
