/** Sign-in: the device is enrolled once, then a person scans a badge and types a PIN. */
import { Building2, Camera, IdCard } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import type { ScanContext } from '../../shared/barcode/scan.ts'
import { interpretScan } from '../../shared/barcode/scan.ts'
import type { Credential, Session } from '../outbox/database.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Declined, Unreachable } from '../sync/transport.ts'
import { Button, Card, createBand, EmptyState, Frame, ScanBand, SignInPad, TextField } from '../ui/index.ts'
import { enrolmentCode } from './from-address.ts'
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
          Office: sign in with {door.name}
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
    band.show('saving', 'Enrolling')
    try {
      await enrol(enrolmentCode(text))
    } catch (failure) {
      band.show('wrong', 'Not enrolled')
      setError(sentenceOf(failure))
    }
  })
  useEffect(() => hub.subscribe((scan) => void tryCode(scan.text)), [hub])
  return (
    <Frame
      title="Lotline"
      {...(again?.onLater ? { onBack: again.onLater, backLabel: 'Later' } : {})}
      band={<ScanBand say="Scan or type the enrolment code" band={band} />}
      notice={<UnsafeAddress />}
      primary={
        <Button kind="primary" off={code.trim() === ''} onPress={() => void tryCode(code)}>
          Enrol this device
        </Button>
      }
    >
      {again ? (
        <Card tone="warn">
          The server does not accept this device any more. {waitingWords(again.waiting)} Ask an administrator for a
          code.
        </Card>
      ) : (
        <Card>An administrator gives a code for each new device, in the settings of the office. It is used once.</Card>
      )}
      <TextField
        label="Enrolment code"
        value={code}
        onChange={setCode}
        onEnter={() => void tryCode(code)}
        error={error}
        inputMode="numeric"
        code
      />
      <Button wide icon={<Camera aria-hidden />} onPress={() => setCamera(true)}>
        Scan it with the camera
      </Button>
      <Door {...door} />
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
    ? 'Nothing on it waits to be sent.'
    : `${waiting} recorded here ${waiting === 1 ? 'is' : 'are'} kept, and sent when it is enrolled again.`

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
  useEffect(
    () =>
      hub.subscribe((raw) => {
        const scan = interpretScan(raw.text, scanContext())
        if (scan.kind !== 'badge') return band.show('wrong', scan.problem ?? 'That is not a badge')
        band.show('recognised', 'Badge')
        setBadge(scan.code)
        setPin('')
        setError(undefined)
      }),
    [hub, band, scanContext],
  )
  const enter = async () => {
    if (badge === null || pin.length < 4) return
    onTouch()
    band.show('saving', 'Signing in')
    try {
      await signIn(badge, pin)
    } catch (failure) {
      setPin('')
      setError(sentenceOf(failure))
      band.show('wrong', 'Not signed in')
    }
  }
  if (badge === null) {
    return (
      <Frame title="Lotline" band={<ScanBand say="Scan your badge" band={band} />} notice={<UnsafeAddress />}>
        <EmptyState icon={<IdCard size={64} aria-hidden />} say="Hold the badge in front of the scanner." />
        <Door {...door} />
      </Frame>
    )
  }
  return (
    <Frame
      title="Lotline"
      onBack={() => setBadge(null)}
      backLabel="Another badge"
      band={<ScanBand say="Type your PIN" band={band} quiet />}
      primary={
        <Button kind="primary" off={pin.length < 4} onPress={() => void enter()}>
          Start shift
        </Button>
      }
    >
      <SignInPad
        label="PIN"
        pin={pin}
        onChange={setPin}
        length={Math.min(LONGEST_PIN, Math.max(4, pin.length + (pin.length >= 4 ? 1 : 0)))}
        error={error}
      />
    </Frame>
  )
}

function sentenceOf(failure: unknown): string {
  if (failure instanceof Declined) return failure.message
  if (failure instanceof Unreachable)
    return 'The server cannot be reached. Signing in needs the network; after that, work goes on without it.'
  return 'It did not work. Try again.'
}
