/** This device: how it looks, sounds and speaks, and what it can keep. */
import { useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { isInstalled } from '../device/install.ts'
import { canSpeak } from '../device/speech.ts'
import { languages, nameOfLanguage } from '../language/language.ts'
import { t } from '../language/t.ts'
import { Button, Card, ChoiceList, createBand, Facts, Frame, PageHeader, ScanBand } from '../ui/index.ts'
import { deviceState } from './device-state.ts'
import { useFloor } from './floor.ts'
import type { Preferences } from './preferences.ts'
import { useScan } from './use-scan.ts'

const MEGABYTE = 1_000_000

export function DeviceScreen() {
  const { credential, preferences, signal } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  useScan(band, () => band.show('wrong', t('Nothing is scanned here')))
  const chosen = useSyncExternalStore(preferences.subscribe, preferences.read)
  const change = (part: Partial<Preferences>) => {
    preferences.change(part)
    // Heard and felt as it is from now on.
    signal('right')
  }
  return (
    <Frame
      title={t('This device')}
      progress={credential.deviceId}
      onBack={() => navigate('/')}
      backLabel={t('Back')}
      band={<ScanBand say={t('Choose how it looks and sounds')} band={band} quiet />}
    >
      <Looks chosen={chosen} onChange={change} />
      <Sounds chosen={chosen} onChange={change} />
      {languages.length > 1 && (
        <ChoiceList
          label={t('Language')}
          choices={languages.map((id) => ({ id, label: nameOfLanguage(id) }))}
          chosen={chosen.language}
          onChoose={(language) => change({ language })}
        />
      )}
      <Keeping />
    </Frame>
  )
}

interface PartProps {
  chosen: Preferences
  onChange(part: Partial<Preferences>): void
}

function Looks({ chosen, onChange }: PartProps) {
  return (
    <>
      <ChoiceList
        label={t('Colours')}
        choices={[
          { id: 'system', label: t('As the device is set') },
          { id: 'light', label: t('Bright') },
          { id: 'dark', label: t('Dark'), note: t('for a dark aisle') },
          { id: 'contrast', label: t('High contrast'), note: t('for direct sun') },
        ]}
        chosen={chosen.theme}
        onChoose={(theme) => onChange({ theme })}
      />
      <ChoiceList
        label={t('Size of text')}
        choices={[
          { id: '100', label: t('Usual') },
          { id: '125', label: t('Large'), note: '125 %' },
          { id: '150', label: t('Largest'), note: '150 %' },
        ]}
        chosen={chosen.text}
        onChoose={(text) => onChange({ text })}
      />
    </>
  )
}

const yesNo = () =>
  [
    { id: 'on', label: t('On') },
    { id: 'off', label: t('Off') },
  ] as const

function Sounds({ chosen, onChange }: PartProps) {
  return (
    <>
      <ChoiceList
        label={t('Sounds')}
        choices={[
          { id: '1', label: t('Loud') },
          { id: '0.5', label: t('Middle') },
          { id: '0.25', label: t('Quiet') },
          { id: '0', label: t('Silent'), note: t('colour and words only') },
        ]}
        chosen={String(chosen.volume)}
        onChoose={(volume) => onChange({ volume: Number(volume) as Preferences['volume'] })}
      />
      <ChoiceList
        label={t('Vibration')}
        choices={yesNo()}
        chosen={chosen.vibration ? 'on' : 'off'}
        onChoose={(id) => onChange({ vibration: id === 'on' })}
      />
      {canSpeak() && (
        <ChoiceList
          label={t('Prompts are read out')}
          choices={yesNo()}
          chosen={chosen.speech ? 'on' : 'off'}
          onChoose={(id) => onChange({ speech: id === 'on' })}
        />
      )}
    </>
  )
}

/** Whether what is recorded here is safe from the browser's own tidying, and the app on the home screen. */
function Keeping() {
  const { keepStorage } = useFloor()
  const { install, evictable, freeBytes } = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  const [refused, setRefused] = useState(false)
  const installed = isInstalled(window)
  return (
    <>
      <PageHeader title={t('What is kept here')} />
      {evictable && (
        <Card tone="warn" title={t('This browser may delete what is not sent yet')}>
          {refused
            ? t('It did not agree to keep it. Install the app: what an installed app keeps is deleted last.')
            : t('It does so when the device has little space left. Ask it to keep everything, or install the app.')}
        </Card>
      )}
      {evictable && (
        <Button wide onPress={() => void keepStorage().then((kept) => setRefused(!kept))}>
          {t('Ask it to keep everything')}
        </Button>
      )}
      {install && (
        <Button wide onPress={() => void install()}>
          {t('Install the app')}
        </Button>
      )}
      {!install && !installed && (
        <Card title={t('On the home screen')}>
          {t(
            'Open the menu of the browser (on an iPhone or iPad: Share) and choose “Add to home screen”. It then opens at once, on the whole screen.',
          )}
        </Card>
      )}
      <Facts
        facts={[
          { label: t('Kept for good'), value: evictable ? t('no') : t('yes') },
          { label: t('Installed'), value: installed ? t('yes') : t('no') },
          ...(freeBytes === null
            ? []
            : [{ label: t('Free for it'), value: t('{size} MB', { size: Math.floor(freeBytes / MEGABYTE) }) }]),
          { label: t('Version'), value: import.meta.env.VITE_LOTLINE_VERSION },
        ]}
      />
    </>
  )
}
