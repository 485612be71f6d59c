/** The test label, drawn where it is needed: the drawing library stays out of the first load. */

import { useEffect, useState } from 'react'
import { t } from '../../language/t.ts'
import { TEST_GS1 } from '../../scan/scanner-check.ts'
import { Card } from '../../ui/index.ts'

export function TestLabel() {
  const [drawn, setDrawn] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    import('./draw-label.ts').then(({ drawLabel }) => setDrawn(drawLabel(TEST_GS1.print))).catch(() => setFailed(true))
  }, [])
  return (
    <Card title={t('Test label')}>
      {failed && t('The label cannot be drawn here. Print it from another device.')}
      {drawn && <img src={drawn} alt={TEST_GS1.print} style={{ width: '100%', maxWidth: 480, background: '#fff' }} />}
    </Card>
  )
}
