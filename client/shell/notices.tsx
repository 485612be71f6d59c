/** States of the device that go on while work does. */

import { useSyncExternalStore } from 'react'
import { t } from '../language/t.ts'
import { Banner, Button } from '../ui/index.ts'
import { deviceState } from './device-state.ts'
import { useFloor } from './floor.ts'
import { UnsafeAddress } from './unsafe-address.tsx'

export interface NoticesProps {
  /** No task is open, so that an update takes nobody's work from under them. */
  between?: boolean
}

export function Notices({ between = false }: NoticesProps) {
  const { sync, enrolAgain } = useFloor()
  const { unauthorised, whole } = useSyncExternalStore(sync.subscribe, sync.status)
  const device = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  if (unauthorised)
    return (
      <Banner
        kind="bad"
        title={t('This device must be enrolled again')}
        action={<Button onPress={enrolAgain}>{t('Enrol')}</Button>}
      >
        {t('What you record is kept here and sent after that.')}
      </Banner>
    )
  if (whole === false) return <Banner kind="info" title={t('Loading the warehouse …')} />
  if (device.lowStorage)
    return (
      <Banner kind="warn" title={t('Storage is low')}>
        {t('Free some space on this device.')}
      </Banner>
    )
  if (between && device.applyUpdate)
    return (
      <Banner
        kind="info"
        title={t('An update is ready')}
        action={<Button onPress={device.applyUpdate}>{t('Update')}</Button>}
      />
    )
  return <UnsafeAddress />
}
