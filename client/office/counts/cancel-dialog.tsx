import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import type { CountTasks } from './contract.ts'
import type { TasksDialogProps } from './return-dialog.tsx'

/** Asks no more for these counts. One that something waits for the server keeps, and says why. */
export function CancelDialog({ tasks, onDone, onClose }: TasksDialogProps) {
  const request = useRequest()
  const cancel = async () => {
    const answer = await request.send<CountTasks>('POST', '/counts/cancel', { tasks: tasks.map(({ id }) => id) })
    if (answer) onDone(t('{count} counts cancelled.', { count: answer.items.length }))
  }
  return (
    <Confirm
      title={
        tasks.length === 1
          ? t('Cancel the count of {location}?', { location: tasks[0]?.location })
          : t('Cancel {count} counts?', { count: tasks.length })
      }
      verb={tasks.length === 1 ? t('Cancel the count') : t('Cancel the counts')}
      danger
      request={request}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>
        {t(
          'No handheld is asked for it any more. A planned place is due again tomorrow. A count that has to settle a difference, or goods that a picker did not find, is kept.',
        )}
      </p>
    </Confirm>
  )
}
