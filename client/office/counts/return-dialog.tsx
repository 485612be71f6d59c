import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import type { CountTask, CountTasks } from './contract.ts'

export interface TasksDialogProps {
  tasks: readonly CountTask[]
  /** With what is to be said about it. */
  onDone: (what: string) => void
  onClose: () => void
}

/** Takes counts back from their devices, so that another one can have them. */
export function ReturnDialog({ tasks, onDone, onClose }: TasksDialogProps) {
  const request = useRequest()
  const leased = tasks.filter(({ device }) => device !== null)
  const devices = [...new Set(leased.flatMap(({ device }) => device ?? []))]
  const takeBack = async () => {
    for (const deviceId of devices) {
      const own = leased.filter(({ device }) => device === deviceId).map(({ id }) => id)
      if (!(await request.send<CountTasks>('POST', '/counts/return', { deviceId, tasks: own }))) return
    }
    onDone(
      t('{count} counts taken back from {devices}. Any handheld may take them now.', {
        count: leased.length,
        devices: devices.join(', '),
      }),
    )
  }
  return (
    <Confirm
      title={
        leased.length === 1
          ? t('Take back {location}?', { location: leased[0]?.location })
          : t('Take back {count} counts?', { count: leased.length })
      }
      verb={t('Take back')}
      request={request}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <p>
        {t(
          '{devices} may be counting this very moment, also without a network. What it counts is still recorded; if another one counts the same and finds something else, the place is counted again.',
          { devices: devices.join(', ') },
        )}
      </p>
    </Confirm>
  )
}
