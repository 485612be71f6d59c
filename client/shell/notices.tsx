/** States of the device that go on while work does. */
import { useSyncExternalStore } from 'react'
import { Banner, Button } from '../ui/index.ts'
import { deviceState } from './device-state.ts'
import { useFloor } from './floor.ts'
import { UnsafeAddress } from './unsafe-address.tsx'

export function Notices() {
  const { sync, enrolAgain } = useFloor()
  const { unauthorised, whole } = useSyncExternalStore(sync.subscribe, sync.status)
  const device = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  if (unauthorised)
    return (
      <Banner
        kind="bad"
        title="This device must be enrolled again"
        action={<Button onPress={enrolAgain}>Enrol</Button>}
      >
        What you record is kept here and sent after that.
      </Banner>
    )
  if (!whole) return <Banner kind="info" title="Loading the warehouse …" />
  if (device.lowStorage)
    return (
      <Banner kind="warn" title="Storage is low">
        Free some space on this device.
      </Banner>
    )
  if (device.applyUpdate)
    return (
      <Banner kind="info" title="An update is ready" action={<Button onPress={device.applyUpdate}>Update</Button>} />
    )
  return <UnsafeAddress />
}
