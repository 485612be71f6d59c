/** Goods of worth are scrapped by two: a second person's badge and PIN, here and now, or later from the office. */

import { IdCard } from 'lucide-react'
import { t } from '../../../language/t.ts'
import { useFloor } from '../../../shell/floor.ts'
import { PinPad } from '../../../shell/pin-pad.tsx'
import { AmberPanel, EmptyState } from '../../../ui/index.ts'
import { goodsName } from '../goods-name.ts'
import type { InspectAction } from './machine.ts'
import type { Hand } from './state.ts'
import { claimOf } from './transactions.ts'

interface ApprovalPadProps {
  hand: Hand
  badge: string | null
  act(action: InspectAction): void
}

export function ApprovalPad({ hand, badge, act }: ApprovalPadProps) {
  const { session } = useFloor()
  if (badge === null)
    return (
      <>
        <AmberPanel title={t('Scrap {quantity} × {goods}', { quantity: hand.quantity, goods: goodsName(hand.goods) })}>
          {t('It is worth more than one person may scrap.')}
        </AmberPanel>
        <EmptyState icon={<IdCard aria-hidden />} say={t('A second person scans a badge and types the PIN.')} />
      </>
    )
  const reason = hand.because ?? hand.condition ?? 'scrap'
  return (
    <PinPad
      // Another badge, another PIN.
      key={badge}
      badge={badge}
      label={t('Scrap {quantity} × {name}', { quantity: hand.quantity, name: hand.goods.item.name })}
      allow={t('Allow: scrap {quantity}', { quantity: hand.quantity })}
      whyNot={({ id }) => (id === session.user.id ? t('That is you. Another person must allow it.') : null)}
      onPerson={async (person) => {
        const proof = await person.sign(claimOf(hand, reason))
        act({ type: 'approve', approval: { supervisor: person.id, reason, proof } })
      }}
    />
  )
}
