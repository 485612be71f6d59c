/** What can be imported at a desk: its columns in words, and how their cells are written elsewhere. */
import { t } from '../../../language/t.ts'

export type ImportKind = 'items' | 'barcodes' | 'locations' | 'lots' | 'stock'

/** How a cell is read: see read-cell.ts. */
export type CellType = 'text' | 'whole' | 'money' | 'date' | 'flag' | 'choice'

export interface Column {
  /** As the server calls it. */
  name: string
  label: string
  type: CellType
  needed?: true
  /** What a cell may say, and what else people write for it. */
  choices?: Readonly<Record<string, readonly string[]>>
  /** Headings of other systems, in lower case without marks. */
  known: readonly string[]
}

export interface Table {
  /** "Import items". */
  title: string
  /** What a row is, and what must be there before. */
  say: string
  columns: readonly Column[]
}

const SKU: Column = {
  ...{ name: 'sku', label: t('SKU'), type: 'text', needed: true },
  known: [
    'sku',
    'item',
    'itemnumber',
    'itemno',
    'itemcode',
    'articulo',
    'article',
    'articlenumber',
    'artikel',
    'artikelnummer',
    'product',
    'productcode',
    'partnumber',
    'material',
    'variantsku',
    'sellersku',
    'defaultcode',
    'internalreference',
    'clave',
    'codigo',
  ],
}

const LOT: Column = {
  ...{ name: 'lot', label: t('Lot'), type: 'text' },
  known: ['lot', 'lotnumber', 'lotno', 'batch', 'batchnumber', 'batchno', 'charge', 'lote', 'numerodelote', 'serial'],
}

const QUANTITY = [
  'quantity',
  'qty',
  'onhand',
  'quantityonhand',
  'stock',
  'available',
  'menge',
  'bestand',
  'cantidad',
  'existencias',
  'units',
  'count',
]

export const TABLES: Readonly<Record<ImportKind, Table>> = {
  items: {
    title: t('Import items'),
    say: t(
      'A row for each item. An item that is there already is changed in the columns that the file has; nothing is deleted.',
    ),
    columns: [
      SKU,
      {
        ...{ name: 'name', label: t('Name'), type: 'text', needed: true },
        known: [
          'name',
          'title',
          'description',
          'itemname',
          'itemdescription',
          'productname',
          'producttitle',
          'nombre',
          'descripcion',
          'bezeichnung',
          'designation',
        ],
      },
      {
        ...{ name: 'lotTracked', label: t('Has lots'), type: 'flag' },
        known: ['lottracked', 'lots', 'tracklots', 'batchtracked', 'tracking', 'lotcontrolled', 'porlote'],
      },
      {
        ...{ name: 'rotation', label: t('Rotation'), type: 'choice' },
        choices: {
          fifo: ['fifo', 'firstinfirstout', 'peps'],
          fefo: ['fefo', 'expiry', 'expiration', 'firstexpiredfirstout', 'pcps'],
        },
        known: ['rotation', 'removalstrategy', 'strategy', 'rotacion'],
      },
      {
        ...{ name: 'unit', label: t('Unit'), type: 'text' },
        known: ['unit', 'uom', 'unitofmeasure', 'baseunit', 'einheit', 'unidad', 'mengeneinheit'],
      },
      {
        ...{ name: 'standardCost', label: t('Cost of a unit'), type: 'money' },
        known: [
          'standardcost',
          'cost',
          'unitcost',
          'costperitem',
          'purchaseprice',
          'costo',
          'coste',
          'einkaufspreis',
          'standardprice',
        ],
      },
      {
        ...{ name: 'group', label: t('Group'), type: 'text' },
        known: [
          'group',
          'category',
          'productcategory',
          'itemgroup',
          'type',
          'producttype',
          'family',
          'grupo',
          'categoria',
          'warengruppe',
        ],
      },
      {
        ...{ name: 'leadTimeDays', label: t('Lead time in days'), type: 'whole' },
        known: ['leadtimedays', 'leadtime', 'deliverytime', 'plazodeentrega', 'lieferzeit'],
      },
      {
        ...{ name: 'weightGrams', label: t('Weight in grams'), type: 'whole' },
        known: ['weightgrams', 'weight', 'grams', 'variantgrams', 'peso', 'gewicht'],
      },
      {
        ...{ name: 'cubicCm', label: t('Volume in cm³'), type: 'whole' },
        known: ['cubiccm', 'volume', 'volumen'],
      },
      {
        ...{ name: 'traced', label: t('On the food traceability list'), type: 'flag' },
        known: ['traced', 'ftl', 'foodtraceability', 'traceability'],
      },
      {
        ...{ name: 'secondarySku', label: t('Secondary SKU'), type: 'text' },
        known: ['secondarysku', 'bgradesku', 'secondssku'],
      },
      {
        ...{ name: 'substituteSku', label: t('Substitute item'), type: 'text' },
        known: ['substitutesku', 'substitute', 'alternative', 'sustituto'],
      },
      {
        ...{ name: 'rotationPolicy', label: t('Rotation policy'), type: 'choice' },
        choices: { enforce: ['enforce', 'strict'], warn: ['warn', 'soft'] },
        known: ['rotationpolicy', 'policy'],
      },
    ],
  },
  barcodes: {
    title: t('Import barcodes'),
    say: t(
      'A row for each barcode: an item may have several, such as one on the unit and one on the case. The items come first; a file of items can be used again here.',
    ),
    columns: [
      {
        ...{ name: 'code', label: t('Barcode'), type: 'text', needed: true },
        known: [
          'code',
          'barcode',
          'gtin',
          'ean',
          'ean13',
          'upc',
          'upca',
          'variantbarcode',
          'codigodebarras',
          'itf14',
          'gtin14',
          'productid',
        ],
      },
      SKU,
      {
        ...{ name: 'quantity', label: t('Units in it'), type: 'whole' },
        known: ['unitsinit', 'packquantity', 'packsize', 'casequantity', 'unitspercase', 'unidades', ...QUANTITY],
      },
    ],
  },
  locations: {
    title: t('Import locations'),
    say: t('A row for each place. What stands within another place may come before or after it.'),
    columns: [
      {
        ...{ name: 'code', label: t('Code'), type: 'text', needed: true },
        known: [
          'code',
          'location',
          'locationcode',
          'bin',
          'bincode',
          'place',
          'name',
          'ubicacion',
          'lagerplatz',
          'storagebin',
        ],
      },
      {
        ...{ name: 'kind', label: t('Kind'), type: 'choice', needed: true },
        choices: {
          pick: ['pick', 'picking', 'bin', 'shelf', 'forward'],
          storage: ['storage', 'bulk', 'reserve', 'palletrack', 'almacen'],
          dock: ['dock', 'receiving', 'inbound', 'input', 'anden'],
          staging: ['staging', 'stage', 'shipping', 'outbound', 'output', 'salida'],
          returns: ['returns', 'return', 'devoluciones'],
          unit: ['unit', 'tote', 'carton', 'pallet', 'lpn'],
        },
        known: ['kind', 'type', 'locationtype', 'bintype', 'usage', 'tipo', 'lagertyp'],
      },
      {
        ...{ name: 'zone', label: t('Zone'), type: 'text' },
        known: ['zone', 'area', 'aisle', 'section', 'zona', 'bereich'],
      },
      {
        ...{ name: 'pickSequence', label: t('Turn on the way'), type: 'whole' },
        known: ['picksequence', 'sequence', 'order', 'walksequence', 'pickorder', 'routing', 'secuencia', 'sort'],
      },
      {
        ...{ name: 'within', label: t('Stands within'), type: 'text' },
        known: ['within', 'parent', 'parentlocation', 'padre'],
      },
      {
        ...{ name: 'blocked', label: t('Blocked'), type: 'flag' },
        known: ['blocked', 'locked', 'inactive', 'bloqueado', 'gesperrt'],
      },
    ],
  },
  lots: {
    title: t('Import lots'),
    say: t('A row for each lot of an item. The day it came in decides which lot leaves first. The items come first.'),
    columns: [
      SKU,
      { ...LOT, needed: true },
      {
        ...{ name: 'receivedOn', label: t('Received on'), type: 'date', needed: true },
        known: [
          'receivedon',
          'received',
          'receiptdate',
          'datereceived',
          'indate',
          'entrydate',
          'wareneingang',
          'fechaderecepcion',
          'fechadeentrada',
          'date',
        ],
      },
      {
        ...{ name: 'expiresOn', label: t('Expires on'), type: 'date' },
        known: [
          'expireson',
          'expiry',
          'expirydate',
          'expirationdate',
          'expires',
          'bestbefore',
          'useby',
          'mhd',
          'caducidad',
          'fechadecaducidad',
          'sled',
        ],
      },
      {
        ...{ name: 'producedOn', label: t('Made on'), type: 'date' },
        known: [
          'producedon',
          'productiondate',
          'manufacturingdate',
          'madeon',
          'mfgdate',
          'fechadefabricacion',
          'herstelldatum',
        ],
      },
      {
        ...{ name: 'supplier', label: t('Supplier'), type: 'text' },
        known: ['supplier', 'vendor', 'proveedor', 'lieferant', 'vendorname', 'suppliername'],
      },
      {
        ...{ name: 'supplierLot', label: t("Supplier's lot"), type: 'text' },
        known: ['supplierlot', 'vendorlot', 'vendorbatch', 'lotedelproveedor'],
      },
      {
        ...{ name: 'unitCost', label: t('Cost of a unit'), type: 'money' },
        known: ['unitcost', 'cost', 'price', 'costo', 'coste', 'standardcost'],
      },
      {
        ...{ name: 'unitCostQuantity', label: t('Units at that cost'), type: 'whole' },
        known: ['unitcostquantity', ...QUANTITY],
      },
      {
        ...{ name: 'tlcSource', label: t('Source of the traceability lot code'), type: 'text' },
        known: ['tlcsource', 'tlc', 'traceabilitylotcodesource'],
      },
    ],
  },
  stock: {
    title: t('Import opening stock'),
    say: t(
      'A row for each item, lot and place. What it says is added to what stands there. Items, lots and locations come first.',
    ),
    columns: [
      SKU,
      LOT,
      {
        ...{ name: 'location', label: t('Location'), type: 'text', needed: true },
        known: ['location', 'bin', 'place', 'bincode', 'locationcode', 'ubicacion', 'lagerplatz', 'storagebin'],
      },
      {
        ...{ name: 'quantity', label: t('Quantity'), type: 'whole', needed: true },
        known: QUANTITY,
      },
      {
        ...{ name: 'status', label: t('Status'), type: 'choice' },
        choices: {
          available: ['available', 'ok', 'good', 'free', 'unrestricted', 'disponible'],
          uninspected: ['uninspected', 'qualityinspection', 'qc', 'inspection'],
          rework: ['rework'],
          damaged: ['damaged', 'blocked', 'scrap', 'danado'],
        },
        known: ['status', 'stockstatus', 'condition', 'estado', 'bestandsart'],
      },
    ],
  },
}
