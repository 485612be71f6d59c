/** What a channel takes: its platform's fees, and what is lost where goods cannot be had. */

import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { useChannelName, useChannels } from '../../queries.ts'
import { useAddress } from '../../shell/address.ts'
import { Select } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { useWarehouse } from '../../warehouse.ts'
import { Section } from '../section.tsx'
import styles from './costing.module.css'
import { FeesForm } from './fees-form.tsx'
import { useFees, useShortageCosts } from './queries.ts'
import { ShortageForm } from './shortage-form.tsx'

export function ChannelSection() {
  const channels = useChannels()
  const nameOf = useChannelName()
  const { data: warehouse, error } = useWarehouse()
  const { params, change } = useAddress()
  const named = params.get('channel')
  const chosen = (channels.find(({ channel }) => channel === named) ?? channels[0])?.channel
  const [seen, setSeen] = useState<readonly string[]>([])
  // What was typed for another channel waits, unseen, until one comes back to it.
  const kept = chosen === undefined || seen.includes(chosen) ? seen : [...seen, chosen]
  return (
    <Section
      title={t('Channels')}
      say={t('What the platform of a channel takes of each sale, and what a shortage costs there.')}
    >
      {channels.length === 0 && <p className={parts.prose}>{t('There are no channels yet.')}</p>}
      {!warehouse && <Failure of={error} />}
      {chosen !== undefined && (
        <div className={styles.choose}>
          <Select
            label={t('Channel')}
            value={chosen}
            options={channels.map(({ channel, name }) => ({ value: channel, label: name }))}
            onChange={(channel) => {
              setSeen(kept)
              change({ channel })
            }}
          />
        </div>
      )}
      {warehouse &&
        kept.map((channel) => (
          <section key={channel} className={styles.channel} aria-label={nameOf(channel)} hidden={channel !== chosen}>
            <OfChannel channel={channel} currency={warehouse.currency} />
          </section>
        ))}
    </Section>
  )
}

function OfChannel({ channel, currency }: { channel: string; currency: string }) {
  const fees = useFees(channel)
  const shortages = useShortageCosts(channel)
  return (
    <>
      <h3 className={parts.heading}>{t('Fees')}</h3>
      {!fees.data && <Failure of={fees.error} />}
      {fees.data && <FeesForm channel={channel} rules={fees.data.items} currency={currency} />}
      <h3 className={parts.heading}>{t('Shortages')}</h3>
      {!shortages.data && <Failure of={shortages.error} />}
      {shortages.data && <ShortageForm channel={channel} costs={shortages.data} currency={currency} />}
    </>
  )
}
