/** Sign-in: the device is enrolled once, then a person scans a badge and types a PIN. */
import { IdCard } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ScanContext } from '../../shared/barcode/scan.ts'
import { interpretScan } from '../../shared/barcode/scan.ts'
import type { Credential, Session } from '../outbox/database.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Declined, Unreachable } from '../sync/transport.ts'
import { Button, Card, createBand, EmptyState, Frame, ScanBand, SignInPad, TextField } from '../ui/index.ts'
import { UnsafeAddress } from './unsafe-address.tsx'

export interface EnrolProps {
  hub: ScanHub
  enrol(code: string): Promise<Credential>
}

/** A new device asks for its code once. */
export function EnrolScreen({ hub, enrol }: EnrolProps) {
  const [band] = useState(createBand)
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | undefined>()
  const tryCode = useEffectEvent(async (text: string) => {
    band.show('saving', 'Enrolling')
    try {
      await enrol(text.trim())
    } catch (failure) {
      band.show('wrong', 'Not enrolled')
      setError(sentenceOf(failure))
    }
  })
  useEffect(() => hub.subscribe((scan) => void tryCode(scan.text.replace(/^\]../, ''))), [hub])
  return (
    <Frame
      title="Lotline"
      band={<ScanBand say="Scan or type the enrolment code" band={band} />}
      notice={<UnsafeAddress />}
      primary={
        <Button kind="primary" off={code.trim() === ''} onPress={() => void tryCode(code)}>
          Enrol this device
        </Button>
      }
    >
      <Card>A supervisor or the command line gives a code for each new device. It is used once.</Card>
      <TextField
        label="Enrolment code"
        value={code}
        onChange={setCode}
        onEnter={() => void tryCode(code)}
        error={error}
        inputMode="numeric"
        code
      />
    </Frame>
  )
}

export interface SignInProps {
  hub: ScanHub
  scanContext(): ScanContext
  signIn(badge: string, pin: string): Promise<Session>
  /** A tap unlocks sound and vibration. */
  onTouch(): void
}

/** PINs have 4 to 12 digits; the one who types says when it is complete. */
const LONGEST_PIN = 12

export function SignInScreen({ hub, scanContext, signIn, onTouch }: SignInProps) {
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
