import { CalendarCheck } from 'lucide-react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDoing } from '../shell/doing.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import type { CountTasks } from './contract.ts'
import { useCountingSettings } from './queries.ts'

/** The plan is made by itself each day; here it is made at once. */
export function PlanNow({ onSaid }: { onSaid: (what: string) => void }) {
  const { data: settings } = useCountingSettings()
  const { what, begin, stop } = useDoing()
  const open = what === 'plan'
  return (
    <>
      <Action icon={<CalendarCheck aria-hidden />} off={!settings} onPress={() => begin('plan')}>
        {t('Plan the day now')}
      </Action>
      {open && settings?.perDay === 0 && <NoPlan onClose={stop} />}
      {open && settings && settings.perDay > 0 && (
        <PlanDialog
          perDay={settings.perDay}
          onDone={(what) => {
            onSaid(what)
            stop()
          }}
          onClose={stop}
        />
      )}
    </>
  )
}

function NoPlan({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('There is no plan')}
      actions={<Action onPress={onClose}>{t('Close')}</Action>}
    >
      <p>
        {t(
          'No counts a day are set, so no place is ever asked for by itself. Say how many, and how often each class of items is to be counted, in the',
        )}{' '}
        <Link href="/office/settings">{t('settings of counting')}</Link>
        {t('. Single places, items, lots and zones can be asked for without a plan.')}
      </p>
    </Dialog>
  )
}

function PlanDialog({
  perDay,
  onDone,
  onClose,
}: {
  perDay: number
  onDone: (what: string) => void
  onClose: () => void
}) {
  const request = useRequest()
  const plan = async () => {
    const answer = await request.send<CountTasks>('POST', '/counts/plan', undefined)
    if (answer)
      onDone(
        answer.items.length === 0
          ? t('Nothing more is to be counted today: what is due is asked for already, or its time is not over yet.')
          : t('{count} places asked for.', { count: answer.items.length }),
      )
  }
  return (
    <Confirm
      title={t('Plan the day now?')}
      verb={t('Plan the day')}
      request={request}
      onConfirm={() => void plan()}
      onClose={onClose}
    >
      <p>
        {t(
          'Items are classed anew by what left in worth, and the places whose count is due are asked for, up to {count} open counts of the plan. What stands there is kept from handhelds until it is counted.',
          { count: perDay },
        )}
      </p>
    </Confirm>
  )
}
