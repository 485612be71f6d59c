import { useState } from 'react'
import { useLocation } from 'wouter'
import { t } from '../../../language/t.ts'
import { setApart } from '../../../replica/returns.ts'
import { Chip } from '../../../shell/chip.tsx'
import { useFloor } from '../../../shell/floor.ts'
import { Notices } from '../../../shell/notices.tsx'
import { useCalmQuery } from '../../../shell/use-calm-query.ts'
import { Button, Card, createBand, EmptyState, Frame, List, Row, ScanBand } from '../../../ui/index.ts'
import { goodsName } from '../goods-name.ts'

/** What stands apart to be made good. It is done where everything is made: this says what and where. */
export function ReworkScreen() {
  const { view } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const lines = useCalmQuery(() => setApart(view, 'rework'), [view])
  const none = lines?.length === 0
  return (
    <Frame
      title={t('Make good')}
      progress={lines && !none ? t('{lines} waiting', { lines: lines.length }) : undefined}
      onBack={() => navigate('/returns')}
      backLabel={t('Back')}
      chip={<Chip />}
      band={
        <ScanBand say={none ? t('Nothing is to be made good') : t('Fetch it, then make it good')} band={band} quiet />
      }
      notice={<Notices />}
      primary={
        none ? undefined : (
          <Button kind="primary" onPress={() => navigate('/make')}>
            {t('Go to Make')}
          </Button>
        )
      }
    >
      {none && <EmptyState say={t('Nothing is to be made good.')} />}
      {lines && !none && (
        <>
          <Card>{t('Under Make, choose Rework: scan the place, then the goods. What comes out has a new lot.')}</Card>
          <List label={t('Where it stands')}>
            {lines.map((line) => (
              <Row key={line.id} title={goodsName(line)} detail={line.location} value={line.remaining} />
            ))}
          </List>
        </>
      )}
    </Frame>
  )
}
