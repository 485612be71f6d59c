/** The frame of a flow: what every flow's screen has around its own content. */

import { ScanLine, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'wouter'
import type { Scan } from '../../shared/barcode/scan.ts'
import { keepAwake } from '../device/wake-lock.ts'
import type { Stop } from '../flows/flow.ts'
import { dayText } from '../language/dates.ts'
import { t } from '../language/t.ts'
import { Button, Card, ChoiceList, Dialog, Frame, Halt, ScanBand, StopPanel, UndoRow } from '../ui/index.ts'
import { Chip } from './chip.tsx'
import { useFloor } from './floor.ts'
import { Notices } from './notices.tsx'
import { ScanTools } from './scan-tools.tsx'
import type { RunningFlow } from './use-flow.ts'

export interface FlowFrameProps {
  title: string
  progress?: string | undefined
  say: string
  /** A number or a choice is asked, not a scan. */
  quiet?: boolean
  stop?: Stop | null
  flow: Pick<RunningFlow<unknown, never>, 'band' | 'undo' | 'undoLast' | 'fault' | 'question'>
  onBack?: (() => void) | undefined
  /** Under a stop: what may be done instead. */
  instead?: ReactNode
  problem?: ReactNode
  primary?: ReactNode
  children?: ReactNode
}

export function FlowFrame({
  title,
  progress,
  say,
  quiet,
  stop,
  flow,
  onBack,
  instead,
  problem,
  primary,
  children,
}: FlowFrameProps) {
  const [, navigate] = useLocation()
  const floor = useFloor()
  // A task is open: the screen stays on until it is left.
  useEffect(() => keepAwake(), [])
  const said = stop ? `${stop.scanned} ${stop.expected}` : say
  useEffect(() => floor.say(said), [floor.say, said])
  return (
    <>
      <Frame
        title={title}
        progress={progress}
        onBack={onBack ?? (() => navigate('/'))}
        backLabel={t('Back')}
        chip={<Chip />}
        band={<ScanBand say={say} band={flow.band} quiet={quiet} />}
        notice={<Notices />}
        step={`${say}${stop?.scanned ?? ''}`}
        undo={flow.undo && <UndoRow label={t('Undo: {label}', { label: flow.undo.label })} onPress={flow.undoLast} />}
        problem={problem}
        primary={primary ?? (quiet ? undefined : <ScanTools compact={Boolean(problem)} />)}
      >
        {stop && (
          <StopPanel scanned={stop.scanned} expected={stop.expected}>
            {stop.todo}
          </StopPanel>
        )}
        {stop && instead}
        {children}
      </Frame>
      {flow.fault && <NotRecordedHalt {...flow.fault} />}
      <QuestionDialog question={flow.question} />
    </>
  )
}

function NotRecordedHalt({ retry, giveUp }: { retry(): void; giveUp(): void }) {
  return (
    <Halt
      title={t('NOT RECORDED')}
      actions={
        <>
          <Button kind="primary" onPress={retry}>
            {t('Try again')}
          </Button>
          <Button kind="danger" wide onPress={giveUp}>
            {t('I will do it again later')}
          </Button>
        </>
      }
    >
      {t(
        'The device could not write it down. Nothing was counted. Try again; if it stays like this, free storage and tell a supervisor.',
      )}
    </Halt>
  )
}

function QuestionDialog({ question }: { question: RunningFlow<unknown, never>['question'] }) {
  const readings = question?.readings ?? []
  return (
    <Dialog
      open={question !== null}
      onClose={() => question?.choose(null)}
      title={t('Which is on the label?')}
      actions={<Button onPress={() => question?.choose(null)}>{t('Scan again')}</Button>}
    >
      <Card tone="warn">
        <TriangleAlert aria-hidden /> {t('The scanner may have lost a separator. Compare with the print on the label.')}
      </Card>
      <ChoiceList
        choices={readings.map((reading, index) => ({
          id: String(index),
          label: readingWords(reading),
          icon: <ScanLine aria-hidden />,
        }))}
        onChoose={(id) => question?.choose(readings[Number(id)] ?? null)}
      />
    </Dialog>
  )
}

function readingWords(scan: Scan): string {
  const parts = [
    scan.lot && t('Lot {lot}', { lot: scan.lot }),
    scan.expiresOn && t('expires {date}', { date: dayText(scan.expiresOn) }),
    scan.producedOn && t('made {date}', { date: dayText(scan.producedOn) }),
    scan.quantity && t('count {quantity}', { quantity: scan.quantity }),
  ]
  return parts.filter(Boolean).join(', ') || scan.code
}
