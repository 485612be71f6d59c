/** A device without a credential: it asks for a code, or, on a server on which nobody can sign in yet, for its first administrator. */
import { Camera } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { t } from '../language/t.ts'
import type { Credential } from '../outbox/database.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Button, Card, createBand, Frame, ScanBand, TextField } from '../ui/index.ts'
import { Door, type DoorProps, sentenceOf } from './door.tsx'
import { type FirstStart, FirstStartScreen } from './first-start.tsx'
import { enrolmentCode } from './from-address.ts'
import { Languages } from './languages.tsx'
import { UnsafeAddress } from './unsafe-address.tsx'

const CameraView = lazy(() => import('./camera-view.tsx'))

export interface EnrolProps extends DoorProps {
  hub: ScanHub
  enrol(code: string): Promise<Credential>
  /** It came with the address. */
  code: string
  /** Where the device was enrolled before: how much on it waits to be sent, and how to go on without. */
  again: { waiting: number; onLater: (() => void) | null } | null
  /** Nobody can sign in on this server yet; null: somebody can, or it is not known. */
  first: FirstStart | null
}

export default function EnrolScreen({ first, ...props }: EnrolProps) {
  const [hasCode, setHasCode] = useState(false)
  if (!first || hasCode || props.code !== '') return <Enrol {...props} />
  return <FirstStartScreen first={first} onEnrol={() => setHasCode(true)} />
}

/** A new device asks for its code once; one whose credential was taken asks again, and keeps what it holds. */
function Enrol({ hub, enrol, code: given, again, ...door }: Omit<EnrolProps, 'first'>) {
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
