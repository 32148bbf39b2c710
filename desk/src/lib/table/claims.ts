/* Every claim of the ledger in columns, as /api/table sends them: typed arrays that 20,000 claims are sifted in at once. */

/** A column whose values are places in a list of words; -1 where a claim has none. */
export type CodedColumn =
  | "document"
  | "publisher"
  | "type"
  | "kind"
  | "source"
  | "anonymity"
  | "basis"
  | "certainty"
  | "polarity"
  | "realis"
  | "status"
  | "grade"
  | "place"
  | "place_id"
  | "country"
  | "admin1"
  | "incident";

export type ListColumn = "actors" | "flags";

const DAY = 86_400_000;

/** UCDP's where_prec of a district: coarser is no point. */
const DISTRICT = 3;
/** UCDP's where_prec of a first-level division. */
export const PROVINCE = 4;

type DayColumn = "published" | "begin" | "finish";

type Maybe = number | null;

/** What the server sends: `TableView` of protect/desk_views.py. Days are codes of ISO days. */
export interface TableAnswer {
  version: string;
  columns: Record<CodedColumn | DayColumn, number[]> &
    Record<ListColumn, number[][]> & {
      id: string[];
      lat: Maybe[];
      lon: Maybe[];
      /** UCDP's where_prec; 0 where there is no place. */
      precision: number[];
      hatched: boolean[];
      /** The point is none of the claim's own. */
      vague: boolean[];
      unrealised: boolean[];
      /** Its source is protected: a point is never drawn. */
      protected?: boolean[];
    };
  dictionaries: Record<CodedColumn | DayColumn | ListColumn, string[]> & { title: (string | null)[] };
}

/** Codes of several per claim, one after the other; those of row i stand from starts[i] up to starts[i + 1]. */
export interface Lists {
  starts: Int32Array;
  codes: Int32Array;
}

export class ClaimTable {
  readonly version: string;
  readonly size: number;
  readonly ids: string[];
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly precision: Float64Array;
  readonly published: Float64Array;
  readonly begin: Float64Array;
  readonly finish: Float64Array;
  readonly hatched: Uint8Array;
  readonly vague: Uint8Array;
  readonly protectedRows: Uint8Array;
  readonly #codes = new Map<string, Int32Array>();
  readonly #lists = new Map<string, Lists>();
  readonly #words: TableAnswer["dictionaries"];
  #places: Int32Array | null = null;

  constructor(answer: TableAnswer) {
    const { columns } = answer;
    this.version = answer.version;
    this.ids = columns.id;
    this.size = columns.id.length;
    this.#words = answer.dictionaries;
    this.lat = numbers(columns.lat);
    this.lon = numbers(columns.lon);
    this.precision = Float64Array.from(columns.precision);
    this.published = days(columns.published, answer.dictionaries.published);
    this.begin = days(columns.begin, answer.dictionaries.begin);
    this.finish = days(columns.finish, answer.dictionaries.finish);
    this.hatched = Uint8Array.from(columns.hatched, Number);
    this.vague = Uint8Array.from(columns.vague, Number);
    this.protectedRows = Uint8Array.from(columns.protected ?? columns.hatched.map(() => false), Number);
    for (const name of ["actors", "flags"] as const) this.#lists.set(name, lists(columns[name]));
    for (const [name, values] of Object.entries(columns)) {
      if (name in answer.dictionaries && !this.#lists.has(name)) this.#codes.set(name, Int32Array.from(values as number[]));
    }
    this.#nameProvinces();
  }

  /** A province lies in no other: it is its own. */
  #nameProvinces(): void {
    const [admin1, places, names] = [this.codes("admin1"), this.codes("place"), this.#words.admin1];
    for (let row = 0; row < this.size; row++) {
      const name = this.#words.place[places[row] ?? -1];
      if (admin1[row] !== -1 || this.precision[row] !== PROVINCE || name === undefined) continue;
      const known = names.indexOf(name);
      admin1[row] = known === -1 ? names.push(name) - 1 : known;
    }
  }

  codes(name: CodedColumn): Int32Array {
    const found = this.#codes.get(name);
    if (found === undefined) throw new Error(`the table has no column ${name}`);
    return found;
  }

  lists(name: ListColumn): Lists {
    const found = this.#lists.get(name);
    if (found === undefined) throw new Error(`the table has no column ${name}`);
    return found;
  }

  /** The words that the codes of a column stand for. */
  words(name: CodedColumn | ListColumn): string[] {
    return this.#words[name];
  }

  /** The word of one claim; null where it has none. */
  word(name: CodedColumn, row: number): string | null {
    return this.words(name)[this.codes(name)[row] ?? -1] ?? null;
  }

  /** Where a claim may be drawn: only a place as fine as a point, and never that of a source that is protected. */
  isDrawn(row: number): boolean {
    const precision = this.precision[row] ?? 0;
    const isFine = precision >= 1 && precision <= DISTRICT && Number.isFinite(this.lat[row]);
    return isFine && this.protectedRows[row] === 0 && this.hatched[row] === 0 && this.vague[row] === 0;
  }

  /** Code of the place of every claim that may be drawn as a point; -1 for the others. */
  get drawnPlaces(): Int32Array {
    this.#places ??= this.codes("place_id").map((code, row) => (this.isDrawn(row) ? code : -1));
    return this.#places;
  }
}

function numbers(values: Maybe[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** Days since 1970-01-01 of coded ISO days; NaN where there is none. */
function days(codes: number[], words: string[]): Float64Array {
  const known = words.map((word) => Math.round(Date.parse(`${word}T00:00:00Z`) / DAY));
  return Float64Array.from(codes, (code) => known[code] ?? Number.NaN);
}

function lists(values: number[][]): Lists {
  const starts = new Int32Array(values.length + 1);
  for (const [row, codes] of values.entries()) starts[row + 1] = (starts[row] ?? 0) + codes.length;
  return { starts, codes: Int32Array.from(values.flat()) };
}
