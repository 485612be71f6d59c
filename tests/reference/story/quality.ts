/** Lots are held, traced and recalled; what the law asks for is written down; goods are labelled. */
import { GIFT, MUG, TEA } from './company.ts'
import { dayFrom, type Scene } from './scene.ts'

export async function lookAfterLots({ told, refused }: Scene): Promise<void> {
  await told('POST', `/lots/${TEA}/U2602/hold`, { reason: 'Seal broken on one pallet' })
  await told('POST', `/lots/${TEA}/U2602/release`, { reason: 'Looked at, all well' })
  await told('GET', `/lots/${TEA}/U2601/trace`)
  await refused('not-found', 'GET', `/lots/${TEA}/NO-SUCH-LOT/trace`)
  await told('POST', '/recalls/preview', { lots: [{ sku: TEA, lot: 'U2601' }] })
  const { id } = await told<{ id: string }>('POST', '/recalls', {
    lots: [{ sku: TEA, lot: 'U2601' }],
    reason: 'Yearly drill',
    drill: true,
  })
  await told('GET', '/recalls')
  await told('GET', `/recalls/${id}`)
  await told('GET', `/recalls/${id}/notifications?format=csv`)
}

export async function keepTraceability({ told, floor, now }: Scene, shipment: string): Promise<void> {
  const { id } = await floor.stream.push('receive', {
    sku: TEA,
    lot: 'U2603',
    quantity: 10,
    location: 'B-01-1',
    expiresOn: dayFrom(now(), 410),
  })
  await told('PUT', `/traceability/events/${id}`, { documentType: 'Bill of lading', documentNumber: 'BOL-5521' })
  await told('PUT', `/lots/${TEA}/U2603`, { supplier: 'Uji Tea Growers', supplierLot: 'UJI-902' })
  await told('PUT', '/partners/Uji%20Tea%20Growers', {
    address: {
      name: 'Uji Tea Growers',
      phone: '+81 774 555 010',
      street: '3 Byodoin',
      city: 'Uji',
      state: 'Kyoto',
      zip: '611-0021',
      country: 'JP',
    },
  })
  await told('GET', '/partners')
  await told('PUT', '/settings/traceability', {
    planText: 'Records are kept in Lotline for two years.',
    contactName: 'Ruth',
    contactPhone: '+1 312 555 0100',
  })
  await told('GET', '/settings/traceability')
  await told('GET', `/traceability/export?sku=${TEA}&from=${dayFrom(now(), -7)}&to=${dayFrom(now(), 1)}`)
  await told('PUT', `/traceability/events/${shipment}`, { documentType: 'Invoice', documentNumber: 'INV-1001' })
}

export async function label({ told, refused, floor }: Scene): Promise<void> {
  await refused('company-prefix-not-set', 'POST', '/sscc', { count: 1 })
  await told('PUT', '/settings/labels', { companyPrefix: '9521234', extensionDigit: 0, dates: 'best-before' })
  await told('GET', '/settings/labels')
  await told('POST', '/sscc', { count: 2 })
  await floor.stream.push('move', { sku: MUG, lot: null, quantity: 2, from: 'A-12-4', to: 'TOTE-7' })
  await told('GET', '/labels/units/TOTE-7?format=zpl')
  await told('GET', `/labels/lots/${GIFT}/G1?format=zpl&copies=2`)
}
