import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import { plural } from '../words.ts'
import type { CountTasks } from './contract.ts'
import type { TasksDialogProps } from './return-dialog.tsx'

/** Asks no more for these counts. One that something waits for the server keeps, and says why. */
export function CancelDialog({ tasks, onDone, onClose }: TasksDialogProps) {
  const request = useRequest()
  const cancel = async () => {
    const answer = await request.send<CountTasks>('POST', '/counts/cancel', { tasks: tasks.map(({ id }) => id) })
    if (answer) onDone(`${plural(answer.items.length, 'count')} cancelled.`)
  }
  return (
    <Confirm
      title={tasks.length === 1 ? `Cancel the count of ${tasks[0]?.location}?` : `Cancel ${tasks.length} counts?`}
      verb={tasks.length === 1 ? 'Cancel the count' : 'Cancel the counts'}
      danger
      request={request}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>
        {tasks.length === 1 ? 'It leaves' : 'They leave'} every handheld. A planned place is due again tomorrow. A count
        that has to settle a difference, or goods that a picker did not find, is kept.
      </p>
    </Confirm>
  )
}
