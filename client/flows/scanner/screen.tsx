/** Check the scanner: scan a known label, and read what to change on the device. */

import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { t } from '../../language/t.ts'
import { checkScanner, type ScannerReport, TEST_GS1 } from '../../scan/scanner-check.ts'
import { recordWedge } from '../../scan/wedge.ts'
import type { WedgeEvent } from '../../scan/wedge-event.ts'
import { useFloor } from '../../shell/floor.ts'
import { readScannerSettings, writeScannerSettings } from '../../shell/scanner-settings.ts'
import { Button, Card, ChoiceList, createBand, Facts, Frame, PageHeader, ScanBand } from '../../ui/index.ts'
import { TestLabel } from './test-label.tsx'

/** Events of one scan come within a moment; after this silence they are judged. */
const SETTLE_MS = 700

const GS_WORDS: Record<ScannerReport['gs'], string> = {
  control: t('arrives'),
  'ctrl-bracket': t('arrives as Ctrl+]'),
  'alt-code': t('arrives as Alt+029'),
  picture: t('arrives as a picture of itself'),
  replaced: t('arrives as another sign'),
  lost: t('is lost'),
  'none-expected': t('was not in this label'),
  unknown: t('could not be seen'),
}

type Make = 'zebra' | 'honeywell' | 'generic'

export function ScannerScreen() {
  const { hub, signal, ask, credential } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const [report, setReport] = useState<ScannerReport | null>(null)
  const [make, setMake] = useState<Make>('zebra')
  const events = useRef<WedgeEvent[]>([])
  const { gsReplacements } = readScannerSettings()
  const checkPath = `/devices/${encodeURIComponent(credential.deviceId)}/scanner-check`

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const judge = () => {
      if (events.current.length > 3) {
        const found = checkScanner(events.current, TEST_GS1, gsReplacements)
        setReport(found)
        writeScannerSettings(found)
        band.show(
          found.advice.length === 0 ? 'done' : 'wrong',
          found.advice.length === 0 ? t('The scanner is set right') : t('Something must be changed'),
        )
        signal(found.advice.length === 0 ? 'done' : 'attention')
        // For the office's check-list alone: without a network it hears of the next check.
        if (found.advice.length === 0) void ask('POST', checkPath, {}).catch(() => {})
      }
      events.current = []
    }
    const stopRecording = recordWedge(window, (event) => {
      events.current.push(event)
      clearTimeout(timer)
      timer = setTimeout(judge, SETTLE_MS)
    })
    const stopListening = hub.subscribe(() => {}, { expectRepeats: true })
    return () => {
      clearTimeout(timer)
      stopRecording()
      stopListening()
    }
  }, [band, hub, signal, gsReplacements, ask, checkPath])

  return (
    <Frame
      title={t('Scanner')}
      onBack={() => navigate('/')}
      backLabel={t('Back')}
      band={<ScanBand say={t('Scan the label below, or its print')} band={band} />}
    >
      <TestLabel />
      {report && <Report report={report} make={make} onMake={setMake} />}
      {report && <Button onPress={() => setReport(null)}>{t('Scan again')}</Button>}
    </Frame>
  )
}

function Report({ report, make, onMake }: { report: ScannerReport; make: Make; onMake(make: Make): void }) {
  return (
    <>
      <PageHeader title={report.advice.length === 0 ? t('Set right') : t('To change on the scanner')} />
      <Facts
        facts={[
          { label: t('Separator (GS)'), value: GS_WORDS[report.gs] },
          { label: t('Kind of code (AIM)'), value: report.aimSurvives ? t('is sent') : t('is not sent') },
          { label: t('Ends with'), value: report.terminator },
          {
            label: t('Speed'),
            value: t('{msPerCharacter} ms a character', { msPerCharacter: report.msPerCharacter.toFixed(0) }),
          },
          { label: t('Sent twice'), value: report.sentTwice ? t('yes') : t('no') },
        ]}
      />
      {report.advice.length > 0 && (
        <ChoiceList
          choices={[
            { id: 'zebra', label: t('Zebra') },
            { id: 'honeywell', label: t('Honeywell') },
            { id: 'generic', label: t('Another make') },
          ]}
          chosen={make}
          onChoose={onMake}
        />
      )}
      {report.advice.map((advice) => (
        <Card key={advice.fault} title={advice.what} tone="warn">
          {advice[make]}
        </Card>
      ))}
    </>
  )
}
