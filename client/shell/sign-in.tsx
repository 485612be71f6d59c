/** Sign-in on an enrolled device: a person scans a badge and types a PIN. */
import { IdCard } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ScanContext } from '../../shared/barcode/scan.ts'
import { interpretScan } from '../../shared/barcode/scan.ts'
import { heard } from '../language/heard.ts'
import { t } from '../language/t.ts'
import type { Session } from '../outbox/database.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Button, createBand, EmptyState, Frame, ScanBand, SignInPad } from '../ui/index.ts'
import { deviceState } from './device-state.ts'
import { Door, type DoorProps, sentenceOf } from './door.tsx'
import { Languages } from './languages.tsx'
import { ScanEntry } from './scan-tools.tsx'
import { UnsafeAddress } from './unsafe-address.tsx'

export interface SignInProps extends DoorProps {
  hub: ScanHub
  scanContext(): ScanContext
  signIn(badge: string, pin: string): Promise<Session>
  /** Scanned before the shift of somebody else was ended. */
  badge: string | null
  /** A tap unlocks sound and vibration. */
  onTouch(): void
}

/** PINs have 4 to 12 digits; the one who types says when it is complete. */
const LONGEST_PIN = 12

export function SignInScreen({ hub, scanContext, signIn, badge: scanned, onTouch, ...door }: SignInProps) {
  const [band] = useState(createBand)
  const [badge, setBadge] = useState(scanned)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>()
  useUpdate(badge === null)
  useEffect(
    () =>
      hub.subscribe((raw) => {
        const scan = interpretScan(raw.text, scanContext())
        if (scan.kind !== 'badge') return band.show('wrong', heard(scan.problem ?? '') || t('That is not a badge'))
        band.show('recognised', t('Badge'))
        setBadge(scan.code)
        setPin('')
        setError(undefined)
      }),
    [hub, band, scanContext],
  )
  const enter = async () => {
    if (badge === null || pin.length < 4) return
    onTouch()
    band.show('saving', t('Signing in'))
    try {
      await signIn(badge, pin)
    } catch (failure) {
      setPin('')
      setError(sentenceOf(failure))
      band.show('wrong', t('Not signed in'))
    }
  }
  if (badge === null) {
    return (
      <Frame
        title="Lotline"
        band={<ScanBand say={t('Scan your badge')} band={band} />}
        notice={<UnsafeAddress />}
        primary={<ScanEntry hub={hub} />}
      >
        <EmptyState icon={<IdCard size={64} aria-hidden />} say={t('Hold the badge in front of the scanner.')} />
        <Door {...door} />
        <Languages />
      </Frame>
    )
  }
  return (
    <Frame
      title="Lotline"
      onBack={() => setBadge(null)}
      backLabel={t('Another badge')}
      band={<ScanBand say={t('Type your PIN')} band={band} quiet />}
      primary={
        <Button kind="primary" off={pin.length < 4} onPress={() => void enter()}>
          {t('Start shift')}
        </Button>
      }
    >
      <SignInPad
        label={t('PIN')}
        pin={pin}
        onChange={setPin}
        length={Math.min(LONGEST_PIN, Math.max(4, pin.length + (pin.length >= 4 ? 1 : 0)))}
        error={error}
      />
    </Frame>
  )
}

/** Nobody works here now: the new version may take over without asking. */
function useUpdate(nobody: boolean): void {
  const { applyUpdate } = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  useEffect(() => {
    if (nobody) applyUpdate?.()
  }, [nobody, applyUpdate])
}
