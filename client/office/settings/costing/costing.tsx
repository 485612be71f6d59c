/** What work, storage, platforms and shortages cost, and what other currencies are worth. */
import { t } from '../../../language/t.ts'
import parts from '../../ui/parts.module.css'
import { Section } from '../section.tsx'
import settings from '../settings.module.css'
import { ChannelSection } from './channel-section.tsx'
import { LabourSection } from './labour-form.tsx'
import { RatesSection } from './rates-section.tsx'
import { StorageSection } from './storage-form.tsx'

export function Costing() {
  return (
    <>
      <p className={parts.prose}>
        {t(
          'Margins are reckoned by what is said here. A change counts from now on: what is entered already stays as it is.',
        )}
      </p>
      <ChannelSection />
      <div className={settings.columns}>
        <div className={settings.column}>
          <LabourSection />
        </div>
        <div className={settings.column}>
          <StorageSection />
          <RatesSection />
          <Section
            title={t('Carriers')}
            say={t(
              'What a parcel costs where its carrier has not said it. Rate tables are long: they are given through the API.',
            )}
          >
            <p className={parts.prose}>
              {t('Send them with PUT /settings/carrier-rates, described at')}{' '}
              <a href="/api/docs" target="_blank" rel="noreferrer">
                {t('/api/docs')}
              </a>
              .
            </p>
          </Section>
        </div>
      </div>
    </>
  )
}
