/** Looks over a person's shoulder: at the device's own records, at the server's answers, at the open screen. */
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { TransactionName } from '../../shared/transactions/index.ts'
import { freePickLists, pickWork } from '../replica/view.ts'
import type { Floor } from '../shell/floor.ts'
import { followAnswers } from '../sync/answers.ts'
import { firstIdAt, type Noticed, type Recorded, standing } from './noticed.ts'

/** `floor` null: at a desk without a device, where nothing is recorded. */
export function useNoticed(floor: Floor | null, startedAt: number): Noticed {
  const [path] = useLocation()
  const [answers, setAnswers] = useState<readonly string[]>([])
  useEffect(() => followAnswers((method, said) => setAnswers((before) => [...before, `${method} ${said}`])), [])
  const seen = useLiveQuery(async () => (floor ? look(floor, startedAt) : NOTHING), [floor, startedAt]) ?? NOTHING
  return { ...seen, answers, path }
}

type Seen = Pick<Noticed, 'recorded' | 'picking' | 'lists'>
const NOTHING: Seen = { recorded: new Set(), picking: null, lists: 0 }

async function look({ view, credential }: Floor, startedAt: number): Promise<Seen> {
  const rows = await view.outbox.transactions.where('id').aboveOrEqual(firstIdAt(startedAt)).toArray()
  const recorded = standing(
    rows.map(
      ({ id, envelope }): Recorded => ({
        id,
        type: envelope.type as TransactionName,
        payload: envelope.payload as Recorded['payload'],
      }),
    ),
  )
  const begun = recorded.find(({ type }) => type === 'pick')?.payload.taskId
  const work = await pickWork(view, credential.deviceId)
  const open = work.filter(({ tasks }) => tasks.some(({ remaining }) => remaining > 0))
  const tasks = work.find((one) => one.tasks.some(({ id }) => id === begun))?.tasks ?? []
  const done = tasks.filter(({ remaining }) => remaining === 0).length
  return {
    recorded: new Set(recorded.map(({ type }) => type)),
    picking: done < tasks.length ? { done, of: tasks.length } : null,
    lists: open.length + (await freePickLists(view)).length,
  }
}
