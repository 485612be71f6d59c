import { Camera } from 'lucide-react'
import { useState } from 'react'
import {
  AmberPanel,
  Banner,
  Button,
  Card,
  ChoiceList,
  EmptyState,
  Facts,
  Frame,
  ItemLine,
  Keypad,
  LotTag,
  PageHeader,
  ProgressBar,
  type Quantity,
  Stepper,
  TargetCard,
} from '../index.ts'

export function Parts() {
  const [value, setValue] = useState<Quantity>(120)
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  return (
    <Frame title="Parts">
      <PageHeader title="Purchase order 4711" detail="Mill & Sons, due today" action={<Button>Change</Button>} />
      <ProgressBar value={18} max={24} label="18 of 24 picked" />
      <AmberPanel title="30 received, 24 expected.">Say why, and it is recorded for the buyer.</AmberPanel>
      <ChoiceList
        label="Why?"
        choices={[
          { id: 'bonus', label: 'Supplier sent more' },
          { id: 'pack', label: 'Larger cases', hot: true, note: 'proposed' },
          { id: 'other', label: 'Another reason…' },
        ]}
        onChoose={() => {}}
      />
      <ChoiceList
        label="Theme"
        chosen={theme}
        choices={[
          { id: 'light', label: 'Light' },
          { id: 'dark', label: 'Dark', note: 'for the cold store' },
        ]}
        onChoose={setTheme}
      />
      <Button kind="primary" wide note="prints two labels">
        Close the carton
      </Button>
      <Button wide icon={<Camera size={24} aria-hidden />}>
        Take a photo
      </Button>
      <Button wide kind="danger">
        Dismiss this entry
      </Button>
      <Button wide kind="primary" offReason="Two lines are still open">
        Ship
      </Button>
      <Stepper value={value} onChange={setValue} label="of 144" step={12} />
      <Stepper value={999_999} onChange={() => {}} />
      <Keypad onDigit={() => {}} onBackspace={() => {}} onClear={() => {}} />
      <TargetCard fields={[{ label: 'To', value: 'RECEIVING-DOCK-12', kind: 'location' }]} />
      <TargetCard
        fields={[
          { label: 'Bin', value: 'AA-103-24', kind: 'location' },
          { label: 'Take', value: 1440, kind: 'quantity', note: '10 cases of 144' },
        ]}
        detailsLabel="Details"
        details={
          <Facts
            facts={[
              { label: 'Order', value: '10442, Shop' },
              { label: 'Tote', value: 'T-17' },
            ]}
          />
        }
      />
      <LotTag lot="Lot 2417" note="on hold: moisture" tone="bad" />
      <LotTag lot="Lot 2431" note="unconfirmed" tone="warn" />
      <Card tone="ok" title="Line done">
        <ItemLine name="Bio-Haferflockenriegelvorratspackung 500 g" value={24} />
      </Card>
      <Card tone="warn" title="Ships today at 15:00">
        <ItemLine name="Granola 1 kg" detail="GRA-1000 · dock 2" value={6} />
      </Card>
      <Card tone="bad">Lot 2431 is recalled</Card>
      <Banner kind="info" title="An update is ready" action={<Button>Update</Button>}>
        It starts between two tasks.
      </Banner>
      <Banner kind="ok" title="Label printed" />
      <Banner kind="bad" title="Signed out by the server">
        12 are saved here and wait.
      </Banner>
      <EmptyState say="No picks are ready." action={<Button kind="primary">Look again</Button>} />
    </Frame>
  )
}
