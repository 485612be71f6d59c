/** Sign-in: the device is enrolled once, then a person scans a badge and types a PIN. */

import { Building2, Camera, IdCard } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { ScanContext } from '../../shared/barcode/scan.ts'
import { interpretScan } from '../../shared/barcode/scan.ts'
import { t, told } from '../language/t.ts'
import type { Credential, Session } from '../outbox/database.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Declined, Unreachable } from '../sync/transport.ts'
import { Button, Card, createBand, EmptyState, Frame, ScanBand, SignInPad, TextField } from '../ui/index.ts'
import { deviceState } from './device-state.ts'
import { enrolmentCode } from './from-address.ts'
import { Languages } from './languages.tsx'
import { UnsafeAddress } from './unsafe-address.tsx'

const CameraView = lazy(() => import('./camera-view.tsx'))

/** The company's own sign-in, for the office. */
export interface OfficeDoor {
  /** "Sign in with NAME". */
  name: string
}

interface DoorProps {
  /** Null where there is none, or it is not known yet. */
  door: OfficeDoor | null
  /** Why it did not let somebody in. */
  refused: string | null
}

function Door({ door, refused }: DoorProps) {
  return (
    <>
      {refused !== null && <Card tone="bad">{refused}</Card>}
      {door && (
        <Button wide icon={<Building2 aria-hidden />} onPress={() => window.location.assign('/auth/oidc/start')}>
          {t('Office: sign in with {name}', { name: door.name })}
        </Button>
      )}
    </>
  )
}

export interface EnrolProps extends DoorProps {
  hub: ScanHub
  enrol(code: string): Promise<Credential>
  /** It came with the address. */
  code: string
  /** Where the device was enrolled before: how much on it waits to be sent, and how to go on without. */
  again: { waiting: number; onLater: (() => void) | null } | null
}

/** A new device asks for its code once; one whose credential was taken asks again, and keeps what it holds. */
export function EnrolScreen({ hub, enrol, code: given, again, ...door }: EnrolProps) {
  const [band] = useState(createBand)
  const [code, setCode] = useState(given)
  const [error, setError] = useState<string | undefined>()
  const [camera, setCamera] = useState(false)
  const tryCode = useEffectEvent(async (text: string) => {
    band.show('saving', t('Enrolling'))
    try {
      await enrol(enrolmentCode(text))
    } catch (failure) {
      band.show('wrong', t('Not enrolled'))
      setError(sentenceOf(failure))
    }
  })
  useEffect(() => hub.subscribe((scan) => void tryCode(scan.text)), [hub])
  return (
    <Frame
      title="Lotline"
      {...(again?.onLater ? { onBack: again.onLater, backLabel: t('Later') } : {})}
      band={<ScanBand say={t('Scan or type the enrolment code')} band={band} />}
      notice={<UnsafeAddress />}
      primary={
        <Button kind="primary" off={code.trim() === ''} onPress={() => void tryCode(code)}>
          {t('Enrol this device')}
        </Button>
      }
    >
      {again ? (
        <Card tone="warn">
          {t('The server does not accept this device any more. {waiting} Ask an administrator for a code.', {
            waiting: waitingWords(again.waiting),
          })}
        </Card>
      ) : (
        <Card>
          {t('An administrator gives a code for each new device, in the settings of the office. It is used once.')}
        </Card>
      )}
      <TextField
        label={t('Enrolment code')}
        value={code}
        onChange={setCode}
        onEnter={() => void tryCode(code)}
        error={error}
        inputMode="numeric"
        code
      />
      <Button wide icon={<Camera aria-hidden />} onPress={() => setCamera(true)}>
        {t('Scan it with the camera')}
      </Button>
      <Door {...door} />
      <Languages />
      {camera && (
        <Suspense fallback={null}>
          <CameraView onScan={(scan) => hub.scan(scan)} onClose={() => setCamera(false)} />
        </Suspense>
      )}
    </Frame>
  )
}

const waitingWords = (waiting: number): string =>
  waiting === 0
    ? t('Nothing on it waits to be sent.')
    : t('{count} recorded here are kept, and sent when it is enrolled again.', { count: waiting })

export interface SignInProps extends DoorProps {
  hub: ScanHub
  scanContext(): ScanContext
  signIn(badge: string, pin: string): Promise<Session>
  /** A tap unlocks sound and vibration. */
  onTouch(): void
}

/** PINs have 4 to 12 digits; the one who types says when it is complete. */
const LONGEST_PIN = 12

export function SignInScreen({ hub, scanContext, signIn, onTouch, ...door }: SignInProps) {
  const [band] = useState(createBand)
  const [badge, setBadge] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>()
  useUpdate(badge === null)
  useEffect(
    () =>
      hub.subscribe((raw) => {
        const scan = interpretScan(raw.text, scanContext())
        if (scan.kind !== 'badge') return band.show('wrong', told(scan.problem ?? '') || t('That is not a badge'))
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
      <Frame title="Lotline" band={<ScanBand say={t('Scan your badge')} band={band} />} notice={<UnsafeAddress />}>
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

function sentenceOf(failure: unknown): string {
  if (failure instanceof Declined) return failure.message
  if (failure instanceof Unreachable)
    return t('The server cannot be reached. Signing in needs the network; after that, work goes on without it.')
  return t('It did not work. Try again.')
}
