import { Truck } from 'lucide-react'
import { Button, Frame, List, PageHeader, Row, SyncChip } from '../index.ts'

const open = () => {}

export function Lists() {
  return (
    <Frame
      title="Outbox"
      onBack={open}
      backLabel="Back"
      chip={<SyncChip online waiting={1} attention={2} />}
      primary={<Button kind="primary">Send now</Button>}
    >
      <PageHeader title="On this device" detail="Nothing here is lost at sign-out." />
      <List label="Needs attention">
        <Row
          title="Receive 24 × Oat bars 500 g"
          detail="08:14 · lot 2417 · Dock 1"
          state="Needs attention: unknown location"
          tone="bad"
          onPress={open}
        />
      </List>
      <List label="Today">
        <Row
          title="Pick 3 × Rye crisps"
          detail="09:02 · B-10"
          state="Saved here"
          tone="wait"
          value={3}
          onPress={open}
        />
        <Row title="Pick 12 × Granola 1 kg" detail="09:01 · A-04-1" state="Done" tone="ok" value={12} onPress={open} />
      </List>
      <List label="Receipts">
        <Row
          icon={<Truck size={28} aria-hidden />}
          title="PO 4711, Mill & Sons"
          detail="12 lines, due today"
          value="3 of 12"
          hot
          onPress={open}
        />
        <Row title="PO 4712, Oatworks International Trading Company" detail="1 line" value="0 of 1" onPress={open} />
        <Row title="Not a button" value="1,440" />
      </List>
    </Frame>
  )
}
