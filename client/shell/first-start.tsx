/** A new server greets whoever opens it: the one who has its code becomes the first administrator, and is handed the badge. */
import { Printer } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '../language/t.ts'
import type { Session } from '../outbox/database.ts'
import { Button, Card, createBand, Frame, PageHeader, ScanBand, TextField } from '../ui/index.ts'
import { sentenceOf } from './door.tsx'
import { Languages } from './languages.tsx'
import { openBadge } from './open-label.ts'
import { UnsafeAddress } from './unsafe-address.tsx'

/** Its library is large. */
const Qr = lazy(() => import('../ui/qr.tsx'))

export interface FirstInput {
  code: string
  name: string
  pin: string
}

export interface FirstStart {
  /** Makes the administrator, enrols this browser and signs in. Throws an Error whose message is a sentence. */
  begin(input: FirstInput): Promise<Begun>
  /** The badge has been seen: on to the set-up. */
  enter(): void
}

export interface Begun {
  badge: string
  device: { token: string; warehouse: string }
  session: Session
}

const isPin = (text: string): boolean => /^\d{4,12}$/.test(text)

export interface FirstStartScreenProps {
  first: FirstStart
  /** Somebody has a code for a device after all. */
  onEnrol(): void
}

export function FirstStartScreen({ first, onEnrol }: FirstStartScreenProps) {
  const [begun, setBegun] = useState<Begun | null>(null)
  return begun ? (
    <Badge begun={begun} onDone={first.enter} />
  ) : (
    <Begin onBegin={async (input) => setBegun(await first.begin(input))} onEnrol={onEnrol} />
  )
}

interface BeginProps {
  onBegin(input: FirstInput): Promise<void>
  onEnrol(): void
}

function Begin({ onBegin, onEnrol }: BeginProps) {
  const [band] = useState(createBand)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isWhole = code.trim() !== '' && name.trim() !== '' && isPin(pin) && pin === again
  const begin = async () => {
    if (!isWhole || busy) return
    setBusy(true)
    setProblem(null)
    band.show('saving', t('Beginning'))
    try {
      await onBegin({ code: code.replace(/\s/g, ''), name: name.trim(), pin })
    } catch (failure) {
      band.show('wrong', t('Not begun'))
      setProblem(sentenceOf(failure))
      setBusy(false)
    }
  }
  return (
    <Frame
      title="Lotline"
      band={<ScanBand say={t('This server is new. Become its first administrator')} band={band} quiet />}
      notice={<UnsafeAddress />}
      primary={
        <Button kind="primary" off={!isWhole || busy} onPress={() => void begin()}>
          {t('Begin')}
        </Button>
      }
    >
      {problem !== null && <Card tone="bad">{problem}</Card>}
      <Card>
        {t(
          'The set-up code stands where the server was started: in its window, or in the output of its container or service. “lotline first-start” prints a new one.',
        )}
      </Card>
      <TextField
        label={t('Set-up code')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        hint={t('12 digits')}
        code
      />
      <TextField label={t('Your name')} value={name} onChange={setName} autoComplete="name" />
      <TextField
        label={t('A PIN of your own')}
        value={pin}
        onChange={setPin}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        hint={t('4 to 12 digits. It is typed after each scan of your badge.')}
        error={pin !== '' && !isPin(pin) ? t('A PIN has 4 to 12 digits.') : undefined}
      />
      <TextField
        label={t('The PIN once more')}
        value={again}
        onChange={setAgain}
        onEnter={() => void begin()}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        error={again !== '' && isPin(pin) && !pin.startsWith(again) ? t('The two are not alike.') : undefined}
      />
      <Button wide onPress={onEnrol}>
        {t('I have an enrolment code for this device')}
      </Button>
      <Languages />
    </Frame>
  )
}

/** Nobody can be shown it again: it is printed, or kept where passwords are kept. */
function Badge({ begun, onDone }: { begun: Begun; onDone(): void }) {
  const { badge, session } = begun
  const [band] = useState(createBand)
  const [copied, setCopied] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const text = `BDG:${badge}`
  const print = async () => {
    const answer = await openBadge(badge, session.user.name, session.token)
    setProblem(answer === 'opened' ? null : t('The server did not make the badge. Try again, or copy it.'))
  }
  // Without a secure context there is no clipboard: it can be selected by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Frame
      title="Lotline"
      band={<ScanBand say={t('Print your badge: it is shown once')} band={band} quiet />}
      primary={
        <Button kind="primary" onPress={onDone}>
          {t('Go on to the set-up')}
        </Button>
      }
    >
      <PageHeader title={session.user.name} />
      {problem !== null && <Card tone="bad">{problem}</Card>}
      <Suspense fallback={null}>
        <Qr text={text} label={t('Badge of {name}, to be scanned', { name: session.user.name })} />
      </Suspense>
      <Card tone="warn">
        {t('You sign in with this badge and your PIN, here and on every handheld. Whoever has both is you.')}
      </Card>
      <Button wide icon={<Printer aria-hidden />} onPress={() => void print()}>
        {t('Print the badge')}
      </Button>
      <Button wide onPress={copy} note={t('For a password manager: paste it where a badge is asked for')}>
        {copied ? t('Copied') : t('Copy the badge')}
      </Button>
    </Frame>
  )
}
