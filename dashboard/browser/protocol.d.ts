// Written by `python -m dashboard.messages` from the declarations in dashboard/messages. Do not edit.

/**
 * A filter without its days, by the rule of dashboard/model/filter.py and browser/filter.js.
 *
 * `choices` holds the chosen values by facet, None for "no value"; `ranges` the lowest and the highest number.
 */
export interface FilterMessage {
  choices: Record<string, Array<string | number | null>>;
  ranges: Record<string, [number | null, number | null]>;
  text: string;
}

/** Which values of a facet have labels that hold a text. */
export interface FindQuestion {
  facet: string;
  text: string;
}

/**
 * A filter and what is asked of it: one of `find`, `list`, `neighbours`, or none of them for every count.
 *
 * `list` is the number of the first line that is asked for; `neighbours` the day whose neighbours are asked for.
 * `bins` is how many bars there is room for, `stack` the facet by which they are stacked.
 */
export interface Question {
  days?: [number, number] | null;
  choices?: Record<string, Array<string | number | null>>;
  ranges?: Record<string, [number | null, number | null]>;
  text?: string;
  find?: FindQuestion;
  list?: number;
  neighbours?: number;
  bins?: number;
  stack?: string;
}

/** The bars of a histogram by class: `counts` has a row a class, then one of all other values, then one of none. */
export interface StackMessage {
  facet: string;
  classes: Array<[string | number, string]>;
  counts: number[][];
}

/** Events in each bar: bar i begins on day `first + i * width` and is `width` days long. */
export interface HistogramMessage {
  first: number;
  width: number;
  counts: number[];
  stack?: StackMessage;
}

/**
 * Every count of a filter.
 *
 * `counts` lists a facet of few values whole, in their order; `top` the most frequent values of the others;
 * `blank` the events without a value. `rows` are the events of the packed file that pass what the page cannot tell
 * by itself, as bits in base64; None for all. `list` are the first lines of the list.
 */
export interface CountsAnswer {
  shown: number;
  counts: Record<string, number[]>;
  blank: Record<string, number>;
  top: Record<string, Array<[string | number, string, number]>>;
  days: HistogramMessage;
  rows: string | null;
  list: Array<[string, string, string, string, string | null]>;
}

/** The values that were found. */
export interface NamesAnswer {
  found: Array<[string | number, string, number]>;
}

/** Some lines of the list, and how many there are in all. */
export interface ListAnswer {
  shown: number;
  list: Array<[string, string, string, string, string | null]>;
}

/** The nearest days before and after a day that have an event; None where there is none. */
export interface NeighboursAnswer {
  neighbours: [number | null, number | null];
}

/** A quote of a card. */
export interface QuoteMessage {
  source: string;
  pieces: Array<[string, string[]]>;
}

/**
 * The words of the card of one event and of its mark.
 *
 * `lines` are all that a plain card shows; the others are the same for a card that lays them out. `more` is how
 * many quotes the card does not show.
 */
export interface CardMessage {
  title: string;
  lines: string[];
  according: string;
  when: string;
  where: string;
  tip: string;
  status: string;
  scope: string;
  quotes: QuoteMessage[];
  more: number;
}

/**
 * One array of the file: `offset` in bytes from the first array, `length` in numbers.
 *
 * "x" and "y" are shares of the Web Mercator world, "start" days after the first day, "span" further days, "precision"
 * 0 a town, 1 a district or province, 2 vaguer. "row" is the event's id as a number, unless the header has `ids`.
 * Where the header has `symbols`, "symbol" is the number of one of them, and "place" that of a place of the ground.
 *
 * A column that is none of these and belongs to no facet holds numbers that a range is chosen of, negative ones too.
 * Where a number is not known, it is NaN ("f32") or the lowest of its type, -2147483648 ("i32").
 */
export interface PackedColumn {
  name: string;
  type: "f32" | "i32" | "u16" | "u8";
  offset: number;
  length: number;
}

/** The codes of a facet: one column a place of the event. A code counts from 0; 255, 65535 or -1 is none. */
export interface PackedFacet {
  columns: string[];
  values: Array<string | number>;
  labels: string[];
}

/**
 * A sign: `svg` from our own constants, `colour` one of the ground's, `time` night, day or unknown.
 *
 * `operation` marks what is no attack; `parts` are what the legend explains of it.
 */
export interface SymbolMessage {
  svg: string;
  colour: string;
  confirmed: boolean;
  time: string;
  operation: boolean;
  parts: string[];
}

/** What the mark of an event says under the pointer and to a screen reader. */
export interface MarkWords {
  title: string;
  when: string;
  status: string;
  tip: string;
  attacker: string;
}

/**
 * `n` events with a place, in order of their first day; `first_day` is that of the first of them.
 *
 * `ids` are their ids where these are no numbers: then the column "row" counts from 0 in this list. Only a set whose
 * events have signs of their own has `symbols`, each once, and `words`, event by event.
 */
export interface PackedHeader {
  n: number;
  first_day: number;
  columns: PackedColumn[];
  facets: Record<string, PackedFacet>;
  ids?: string[];
  symbols?: SymbolMessage[];
  words?: MarkWords[];
}

/** A place with events. `at` is latitude and longitude, `shape` a GeoJSON geometry. */
export interface PlaceMessage {
  id: string;
  name: string;
  level: string;
  at: [number, number];
  shape: Record<string, unknown> | null;
}

/**
 * What signs stand on, without the events: their places, the colours of the signs, the legend.
 *
 * The column "place" of the packed file counts in `places`; `lines` are the legend's lines between countries.
 */
export interface Ground {
  places: PlaceMessage[];
  colours: Record<string, Record<string, string>>;
  legend: Array<[string, Array<[string, string, string]>]>;
  lines: string[];
}

/** A statement on its day. */
export interface TimelineStatement {
  id: string;
  day: number;
  title: string;
}

/** A statement without a day. */
export interface UndatedStatement {
  id: string;
  title: string;
}

/**
 * What the marks over the slider mean; `names` of the colours are in the order of stacking.
 *
 * The events themselves are those of the packed file.
 */
export interface TimelineMarks {
  colours: Record<string, Record<string, string>>;
  names: Record<string, string>;
  statements: TimelineStatement[];
  undated: UndatedStatement[];
}

/** The same with a hash of it, `version`: the same one means the same timeline. */
export interface Timeline {
  colours: Record<string, Record<string, string>>;
  names: Record<string, string>;
  statements: TimelineStatement[];
  undated: UndatedStatement[];
  version: string;
}

/** A GeoJSON feature; the geometry's coordinates are longitude, latitude. */
export interface Feature {
  type: string;
  id: string;
  properties: Record<string, unknown>;
  geometry: Record<string, unknown>;
}

/** A GeoJSON feature collection. */
export interface FeatureCollection {
  type: string;
  features: Feature[];
}

/** The shapes under the marks. A layer without a sound shape is missing. */
export interface BaseMapFile {
  land?: FeatureCollection;
  provinces?: FeatureCollection;
  border?: FeatureCollection;
}

/** The same, with each line and ring written as text with `decimals` decimals (dashboard.export.packed_lines). */
export interface PackedBaseMap {
  land?: FeatureCollection;
  provinces?: FeatureCollection;
  border?: FeatureCollection;
  decimals: number;
}

/**
 * The set that the page ships, whose events have signs of their own.
 *
 * Addresses: `core` of its EVC1 file, `ground` of what the signs stand on, `event` of the card of an event, with
 * "{id}" in it.
 */
export interface ShippedSetMessage {
  id: string;
  core: string;
  ground: string;
  event: string;
}

/** The set that the page ships, and addresses: of the base map, of the page's font ("" for none), of the scripts. */
export interface LayerOptions {
  shipped: ShippedSetMessage;
  base: string;
  font: string;
  assets: string;
}

/** The days and choices that count until the page's own controls have spoken. */
export interface FirstView {
  days: [number, number] | null;
  choices: Record<string, Array<string | number | null>>;
  ranges: Record<string, [number | null, number | null]>;
  text: string;
}

/** An online base map: the address of its tiles and whom they are owed to. */
export interface TilesMessage {
  url: string;
  attribution: string;
}

/**
 * A set of events that the reader opened.
 *
 * `core` and `rest` are addresses of EVC1 files, `event` one of the card of an event, with "{id}" in it;
 * `colourBy` is the facet that colours the marks.
 */
export interface LayerSetMessage {
  id: string;
  name: string;
  core: string;
  rest: string;
  event: string;
  colourBy: string;
}

/** An event by its set and its id. */
export interface EventOfSet {
  set: string;
  event: string;
}

/**
 * What Python tells the layer with each run of the page.
 *
 * `opened` is the open event. `turn` grows when the reader opens or closes one outside the map: then the map shows it
 * too. `shipped` says whether the events that the page ships are drawn. `active` is the set whose filters and list are
 * shown: it lies above the others, which are drawn back, and the map moves to it when it becomes so. `at` is where the
 * map goes: latitude, longitude, zoom, and a number that grows each time.
 */
export interface LayerCommand {
  view: FirstView;
  turn: number;
  theme: string;
  tiles: TilesMessage | null;
  shipped: boolean;
  active: string;
  sets: LayerSetMessage[];
  opened: EventOfSet | null;
  at: [number, number, number, number] | null;
}

/** A mark was clicked. `seq` grows each time. */
export interface MapClick {
  seq: number;
  set: string;
  event: string;
}

/**
 * A facet as the filters draw it.
 *
 * `many`: its values are too many to list; they come with the answers. `server`: only the server can filter by it.
 */
export interface FacetControl {
  name: string;
  title: string;
  values: Array<string | number>;
  labels: string[];
  many: boolean;
  server?: boolean;
}

/** A number by whose range events can be filtered; it reaches from `low` to `high`. */
export interface NumberControl {
  name: string;
  title: string;
  low: number;
  high: number;
}

/** A filter as the reader has set it; `colourBy` is the facet that colours the marks of the set. */
export interface ChosenFilter {
  choices: Record<string, Array<string | number | null>>;
  ranges: Record<string, [number | null, number | null]>;
  text: string;
  colourBy?: string | null;
}

/**
 * The filters of one set of events.
 *
 * `value` is what Python wants to be chosen; it counts where `turn` has changed. `answers` is where
 * the server counts; where `columns` is given, the address of an EVC1 file, the page counts the events of it. `text`
 * is the title of the search in texts.
 */
export interface FiltersData {
  set: string;
  facets: FacetControl[];
  numbers: NumberControl[];
  text: string | null;
  colours: Array<[string, string]>;
  value: ChosenFilter;
  turn: number;
  answers?: string;
  columns?: string | null;
}

/** The reader has chosen: state "filter". */
export interface FilterChange {
  choices: Record<string, Array<string | number | null>>;
  ranges: Record<string, [number | null, number | null]>;
  text: string;
  set: string;
  colourBy?: string | null;
}

/** The chosen days, also as the reader leaves them (state "days"); None is the end of the axis, or no day. */
export interface DaysChoice {
  mode: "one" | "range" | "until";
  first: number | null;
  last: number | null;
}

/** A set of events by its id and its name. */
export interface NamedSet {
  set: string;
  name: string;
}

/**
 * The days of one set of events: `days` of them from `first` on.
 *
 * `mapped` is how many of its events have a place, `rest` the sentences that follow that number. Where the events are few,
 * each is a mark: `columns` is the address of their EVC1 file, `timeline` what the marks mean. `answers` is where the
 * server tells the days beside a day.
 */
export interface DaySliderData {
  set: string;
  first: number;
  days: number;
  value: DaysChoice;
  turn: number;
  mapped: number;
  rest: string;
  others: NamedSet[];
  timeline: Timeline | null;
  columns?: string | null;
  answers?: string;
}

/** The reader asks for a statement: state "statement". `at` makes asking again a new message. */
export interface StatementOpened {
  id: string;
  at?: number;
}

/** The list of the events shown; `opened` is the id of the open one. */
export interface EventRowsData {
  set: string;
  answers: string;
  opened: string | null;
}

/** The reader opens an event of the list: state "row". `n` makes asking again a new message. */
export interface EventRowOpened {
  set: string;
  event: string;
  n?: number;
}

/** A paragraph in pieces; `ends` are the line ends behind it. */
export interface ParagraphMessage {
  pieces: Array<[string, number[], string[], string[]]>;
  ends: string;
}

/** What a passage is evidence for: a row of a table, by its id. `roles` are pairs of a role and its words. */
export interface SupportMessage {
  id: string;
  table: string;
  title: string;
  roles: Array<[string, string]>;
  contradicts: boolean;
}

/** A marked passage: its number in the article, the id of its quote, and what it supports. */
export interface PassageMessage {
  n: number;
  id: string;
  supports: SupportMessage[];
}

/** The quote to scroll to; it counts where `turn` has changed. `take`: the focus moves there too. */
export interface ReaderFocus {
  quote: string | null;
  turn: number;
  take: boolean;
}

/**
 * An article, or one paragraph of it, with its quotes marked.
 *
 * `of` is how many passages the article has; `before` and `after` are quotes that are not in what was sent. The
 * other words name tables (`kinds`, `many`) and roles (`labels`, `roles`).
 */
export interface ArticleMessage {
  label: string;
  lead: string;
  end: string;
  paragraphs: ParagraphMessage[];
  passages: PassageMessage[];
  of: number;
  before: string | null;
  after: string | null;
  kinds: Record<string, string>;
  many: Record<string, string>;
  labels: Record<string, string>;
  roles: Record<string, string>;
}

/**
 * An article and where to scroll; `height` is in pixels, None for all of its length.
 *
 * The state "opened" is the id of what the reader opens, "moved" that of the quote to show.
 */
export interface ArticleReaderData {
  label: string;
  lead: string;
  end: string;
  paragraphs: ParagraphMessage[];
  passages: PassageMessage[];
  of: number;
  before: string | null;
  after: string | null;
  kinds: Record<string, string>;
  many: Record<string, string>;
  labels: Record<string, string>;
  roles: Record<string, string>;
  focus: ReaderFocus;
  height: number | null;
}

/** A button that copies a text, in which "{link}" stands for the page's address; `show`: the text stands below. */
export interface CopyText {
  name: string;
  text: string;
  show: boolean;
}

/** The buttons that copy. `publicAddress`: under which address others reach the page; "" where nobody says. */
export interface CopyTextData {
  texts: CopyText[];
  publicAddress: string;
}

/** The class of the part of the page whose buttons open something; the state "opened" is the id of what they open. */
export interface OpenLinksData {
  scope: string;
}

/** The part of the page to bring into view, once for each turn. */
export interface ScrollToData {
  anchor: string;
  turn: number;
}

/**
 * All that the single HTML file holds.
 *
 * `events` is the EVC1 file in base64; the slider and the filters name it by their `columns`. `cards` are by the
 * ids of the events, `styles` the style sheets of the controls by their names.
 */
export interface StandaloneData {
  centre: [number, number];
  events: string;
  ground: Ground;
  cards: Record<string, CardMessage>;
  base: PackedBaseMap;
  days: DaySliderData;
  filters: FiltersData;
  styles: Record<string, string>;
}

/**
 * Words for a day with their reading. `stated`: the words say it by themselves; else it comes from the context.
 *
 * `calendar` is the one in which they are written: "Hijri", "Solar Hijri", or "" for the Gregorian.
 */
export interface DayOffer {
  words: [number, number];
  first: string;
  last: string;
  precision: number;
  time_of_day: string;
  stated: boolean;
  calendar: string;
  why: string;
}

/**
 * A place that words may mean. `id` is that of the gazetteer, empty where only a hand-made list knows the place.
 *
 * `country` is its name, of a border both names.
 */
export interface PlaceOffer {
  id: string;
  name: string;
  level: string;
  country: string;
  admin1: string;
  population: number | null;
  latitude: number;
  longitude: number;
  why: string;
}

/** A place of the dossier that no gazetteer knows, such as one that was drawn by hand: its names, and its shape. */
export interface OwnPlace {
  id: string;
  name: string;
  level: string;
  country: string;
  admin1: string;
  population: number | null;
  latitude: number;
  longitude: number;
  why: string;
  names: string[];
  shape: Record<string, unknown> | null;
}

/** Words for a place, with what they may mean, best first; or the reason why nothing happened there. */
export interface PlaceWordsOffer {
  words: [number, number];
  not_a_place: string | null;
  candidates: PlaceOffer[];
}

/**
 * Words for a figure: what is counted, and its bounds.
 *
 * `counted` are the words for the people that are counted, and `side` is whose they are, empty where the words leave
 * it open. `own`: they are those of whoever says so.
 */
export interface FigureOffer {
  words: [number, number];
  metric: string;
  n_min: number | null;
  n_max: number | null;
  counted: [number, number] | null;
  side: string;
  own: boolean;
  why: string;
}

/** Words for somebody. Offered, never preselected. */
export interface ActorOffer {
  words: [number, number];
  text: string;
  role: string;
  why: string;
}

/** What somebody is reported to have said, as a sentence of the report's own words; `kinds` of statement best first. */
export interface SaidOffer {
  words: [number, number];
  summary: string;
  kinds: string[];
  why: string;
}

/** A sentence and what is proposed for it; `reports` where it seems to report an act or a figure. */
export interface SentenceOffer {
  start: number;
  end: number;
  text: string;
  score: number;
  reports: boolean;
  kinds: string[];
  why: string;
  days: DayOffer[];
  places: PlaceWordsOffer[];
  figures: FigureOffer[];
  actors: ActorOffer[];
  said: SaidOffer[];
}

/** A value and the reader's word for it. */
export interface NamedChoice {
  value: string;
  label: string;
}

/** An actor of the dossier, with the names by which words are recognised. */
export interface ActorOnFile {
  id: string;
  name: string;
  side: string;
  names: string[];
}

/**
 * An event, a claim or a statement of the dossier, for what is tied to it; a claim has no day and no place.
 *
 * `when` are its days, empty where the title says them. `place` is the id of its place.
 */
export interface CodedOnFile {
  id: string;
  title: string;
  when: string;
  place: string;
}

/** All events, claims and statements of the dossier. They may be thousands: the page fetches them once for each state. */
export interface CodedLists {
  events: CodedOnFile[];
  claims: CodedOnFile[];
  said: CodedOnFile[];
}

/** A quote by its id: which article it is from and where it stands there; `here`: from the one on the desk. */
export interface QuoteOnFile {
  id: string;
  source: string;
  text: string;
  at: [number, number];
  here: boolean;
}

/** An event, a claim or a statement that this article tells of and another one too, with the quotes of all. */
export interface ToldTwice {
  id: string;
  title: string;
  table: string;
  quotes: QuoteOnFile[];
}

/**
 * What the forms choose among, besides what is coded. `outlet` is what the outlet of this article is called.
 *
 * `role_of` is how a claimant stands to what is counted, where nobody says otherwise: by what is counted, the side of the
 * claimant and the side that is counted.
 */
export interface DeskChoices {
  kinds: NamedChoice[];
  metrics: NamedChoice[];
  statements: NamedChoice[];
  sides: NamedChoice[];
  support: NamedChoice[];
  times: NamedChoice[];
  reasons: NamedChoice[];
  roles: NamedChoice[];
  role_of: Record<string, Record<string, Record<string, string>>>;
  actors: ActorOnFile[];
  places: OwnPlace[];
  told_twice: ToldTwice[];
  columns: Record<string, NamedChoice[]>;
  outlet: string;
}

/**
 * A passage that is coded, waits for review, was begun and is not complete, or was left out with a reason.
 *
 * `anchors` are the words that tell it from others: those for the place of an act, those for the figure of a claim.
 */
export interface CodedPassage {
  start: number;
  end: number;
  sort: string;
  state: "accepted" | "waiting" | "begun" | "left_out";
  title: string;
  id: string;
  anchors: Array<[number, number]>;
}

/** A form of any article that waits for review: it can be tied to once it is accepted. */
export interface WaitingForm {
  sort: string;
  title: string;
}

/** What is wrong with a field of the form, in a sentence. `form` counts the place-days, from 0. */
export interface FieldMessage {
  form: number;
  field: string;
  message: string;
}

/**
 * What became of the form that was sent with the number `n`. Without faults it waits for review.
 *
 * `draft` names the drafts under which it is kept as typed, one for each place-day and ";" between them; empty where it
 * could not be kept. `notes` say what of a form that tells of something again is not kept, or becomes a discrepancy.
 */
export interface FormAnswer {
  n: number;
  draft: string;
  notes: string[];
  faults: FieldMessage[];
}

/** What a form is tied to, as the page asked: what it has in each field of the form, in words, open fields left out. */
export interface TiedTo {
  id: string;
  own: Record<string, string>;
}

/** A form as typed, opened once for each turn. */
export interface FormOnDesk {
  draft: string;
  sort: "event" | "claim" | "statement" | "discrepancy" | "contradiction";
  form: Record<string, unknown>;
  turn: number;
}

/**
 * What the map of a form is made of: where our files and the base map lie, its colours, and where it begins.
 *
 * `signs` are SVG by ring: a place that is a "town", an "area" or "vague". `centre` is latitude and longitude.
 */
export interface PlaceMapSettings {
  assets: string;
  base: string;
  theme: string;
  colour: string;
  signs: Record<string, string>;
  centre: [number, number];
}

/**
 * An article on the desk. `reported` is its day, that of its last update. `places` is where places are looked up,
 * `lists` where the lists of what is coded are fetched; empty where nothing of it may be known.
 *
 * `blind`: nothing that another coded is shown. `focus`: the turn in which the focus is asked for on the article, 0
 * where it is not.
 */
export interface DeskData {
  source: string;
  label: string;
  reported: string;
  text: string;
  sentences: SentenceOffer[];
  coded: CodedPassage[];
  waiting: WaitingForm[];
  choices: DeskChoices;
  lists: string;
  places: string;
  map: PlaceMapSettings;
  open: FormOnDesk | null;
  focus: number;
  answer: FormAnswer | null;
  tied: TiedTo | null;
  blind: boolean;
}

/** The name of who works here, and whether somebody typed one in this session. Trigger "kept": the browser's own. */
export interface CoderNameData {
  name: string;
  typed: boolean;
}

/** The form that the review shows, which gets the focus once for each turn. */
export interface ReviewFocusData {
  draft: number;
  turn: number;
}

/** Forms are done, one for each place-day of the sentence: trigger "coded". `draft` names the drafts that they replace, as an answer does. */
export interface FormSent {
  n: number;
  draft: string;
  sort: "event" | "claim" | "statement" | "discrepancy" | "contradiction";
  forms: Array<Record<string, unknown>>;
}

/** A form is tied to something that is coded: trigger "tied". What that has is asked for, to be shown beside. */
export interface TieAsked {
  n: number;
  id: string;
}

/** What waits is to be reviewed, so that a form can be tied to it: trigger "to_review". */
export interface ReviewAsked {
  n: number;
}

/** What is coded of a sentence is to be opened in its form: trigger "edit". `id` is that of the passage. */
export interface EditAsked {
  n: number;
  state: "accepted" | "waiting" | "begun";
  id: string;
}

/** A form was thrown away: trigger "thrown_away". `draft` names the drafts that it was kept in, as an answer does. */
export interface ThrownAway {
  n: number;
  draft: string;
}

/** A sentence was read and holds nothing to code: trigger "left_out". Without a reason it is no longer left out. */
export interface LeftOut {
  n: number;
  start: number;
  end: number;
  reason: string;
}

/** What a search for a place finds, best first. */
export interface PlaceAnswer {
  places: PlaceOffer[];
  note?: string;
}

/** The place of an id as the map draws it; None where no gazetteer has it. */
export interface ShapeAnswer {
  place: PlaceMessage | null;
}
