// What a page gets from <zicha-form>. Tried by tests/e2e/tests/element.rs; told in docs/embed.md.

export const version: 1;

/** How far the form is. Counts are whole numbers of rows that concern the unit. */
export interface Progress {
  /** The page shown inside, such as `#/walk/7`; never in the address of your page. */
  route: string;
  lang: "zh-Hans" | "en";
  /** Whether a form is open. What follows is there only then. */
  open: boolean;
  catalogue?: string;
  unit?: string;
  unitCode?: string;
  period?: string;
  rows?: number;
  complete?: number;
  /** Rows with something that keeps from signing. */
  withErrors?: number;
  /** Rows by verdict: unreadable, unmet, soft_unmet, blank, not_counted, to_review, none_occurred, coming, past, elsewhere, not_applicable, met. */
  verdicts?: { [verdict: string]: number };
  /** Counts changes since the form was opened. */
  changes?: number;
  /** Every change is kept in this browser, in a file, or by you. */
  saved?: boolean;
  /** The answers are those that were signed last. */
  signed?: boolean;
  /** Id of the indicator shown. */
  indicator?: string;
}

/** A signed file. */
export interface Signed {
  fileName: string;
  /** SHA-256 of the content in groups of four. */
  fingerprint: string;
  revision: number;
  /** The file, byte for byte. */
  bytes: Uint8Array;
}

export interface Report {
  /** What must be corrected before signing. */
  blockers: Array<{ indicator: string; number: string; text: string }>;
  /** Rows not filled in yet; they do not keep from signing. */
  blanks: number;
  /** The signed file, where the answers are those that were signed; else null. */
  signed: Signed | null;
  progress: Progress;
}

/** A key that you hold: in a UKey, or in a service of the portal. */
export interface Signer {
  alg?: "EdDSA" | "Ed25519" | "SM2";
  /** A JWK (OKP Ed25519, EC SM2), the 32 bytes of an Ed25519 key, or the 65 bytes of an SM2 point. */
  publicKey: JsonWebKey | Uint8Array | ArrayBuffer;
  /** 64 bytes: Ed25519 over the input, or r and s of SM2 with SM3 and the usual identity 1234567812345678. */
  sign(input: Uint8Array): Promise<Uint8Array | ArrayBuffer> | Uint8Array | ArrayBuffer;
  /** Who signs; the unit's name where it is left out. */
  name?: string;
  title?: string;
  opinion?: string;
}

/** Errors have a `code`: not-ready, no-form, unsaved, unit, period, catalogue, draft, indicator, readonly, blockers, signer, signature, refused, changed, not-signed, gone. */
export interface ZichaApi {
  readonly version: 1;
  /** When the form can be used; refused with a `code` where it could not be loaded. */
  readonly ready: Promise<void>;
  progress(): Progress;
  /** The draft as JSON in one line; null where no form is open. */
  draft(): string | null;
  load(draft: string | object): Promise<void>;
  report(): Report;
  /** With a signer at once; without one the form's own page for signing opens, and this waits for it. */
  sign(signer?: Signer): Promise<Signed>;
  /** Code or name of the unit, and the period's id; the period of today where that is left out. */
  setUnit(unit: string, period?: string): Promise<void>;
  /** By id, or by its number as printed. */
  focusIndicator(indicator: string | number): Promise<void>;
  /** Ends it for good and gives its memory back. */
  destroy(): void;
}

export class ZichaForm extends HTMLElement {
  static readonly formAssociated: true;
  zicha(version: 1): ZichaApi;
  readonly form: HTMLFormElement | null;
  readonly name: string;
  readonly type: "zicha-form";
  readonly value: string | null;
  readonly validity?: ValidityState;
  readonly validationMessage: string;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

/** All bubble and cross shadow roots. Those marked with * can be cancelled. */
export interface ZichaEvents {
  "zicha-ready": CustomEvent<{ version: 1; build: string }>;
  "zicha-progress": CustomEvent<Progress>;
  "zicha-change": CustomEvent<{ changes: number }>;
  "zicha-dirty": CustomEvent<{ dirty: boolean }>;
  /** * A moment after typing. Cancelled, it says that you have kept the draft. */
  "zicha-draft": CustomEvent<{ draft: string; catalogue: string; unit: string; period: string }>;
  /** * Cancelled, nothing is signed. */
  "zicha-before-sign": CustomEvent<{ by: "person" | "host"; input?: Uint8Array }>;
  "zicha-signed": CustomEvent<Signed>;
  /** * A file goes out. Cancelled, it is yours and nothing is downloaded. */
  "zicha-exported": CustomEvent<{ name: string; type: string; bytes: Uint8Array }>;
  /** * Cancelled, you print. */
  "zicha-print": CustomEvent<{}>;
  /** `cause`: old, nowasm, csp, disk, net, absent, catalogue, mime, altered, mixed, memory, start, stopped, or a code of ZichaApi. */
  "zicha-error": CustomEvent<{ cause: string; text: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "zicha-form": ZichaForm;
  }
  interface HTMLElementEventMap extends ZichaEvents {}
}
