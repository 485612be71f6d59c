/** What was found in a place each time that it was counted. */
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { useAddress } from '../shell/address.ts'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { momentText } from '../words.ts'
import { countState, offText, subjectText } from './count-words.ts'
import styles from './counts.module.css'
import { useCounts, useItemName } from './queries.ts'

const SHOWN = 10

export interface PlaceHistoryProps {
  location: string
  /** The count that is being looked at. */
  now?: string | undefined
}

export function PlaceHistory({ location, now }: PlaceHistoryProps) {
  const { change } = useAddress()
  const name = useItemName()
  const counts = useCounts({ location }, SHOWN)
  const made = counts.data?.pages.flatMap(({ items }) => items)
  if (!made) return <Failure of={counts.error} />
  if (made.length === 0) return <p className={parts.say}>{t('{location} was never counted.', { location })}</p>
  return (
    <table className={table.small}>
      <caption>{t('Counts of {location}', { location })}</caption>
      <tbody>
        {made.map((count) => (
          <tr key={count.id} data-changed={count.id === now || undefined}>
            <th scope="row">
              {count.id === now ? (
                momentText(count.occurredAt)
              ) : (
                <Tap
                  className={styles.earlier}
                  onPress={() => change({ view: 'made', count: count.id, task: null, filter: null }, true)}
                >
                  {momentText(count.occurredAt)}
                </Tap>
              )}
              <span className={parts.under}>
                {count.scope === 'location' ? count.person : `${subjectText(count, name)}, ${count.person ?? ''}`}
              </span>
            </th>
            <td className={table.number}>{offText(count.lines)}</td>
            <td className={styles.stateCell}>
              <State name={countState(count)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
