/** How far a number or duration reaches, and whether it is one in form (its value may still be refused). */
export interface NumberScan {
  readonly kind: "number" | "duration" | "bad";
  readonly to: number;
}

const DECIMAL = "0123456789";
const HEX = "0123456789abcdefABCDEF";
const ALPHANUMERIC = /[0-9A-Za-z_]/;

/** Reads what begins with a digit, or with a point and a digit, at `from`. */
export function scanNumberOrDuration(query: string, from: number): NumberScan {
  const reader = new Reader(query, from);
  if (scanNumber(reader)) return { kind: "number", to: reader.at };
  if (scanRestOfDuration(reader)) return { kind: "duration", to: reader.at };
  return { kind: "bad", to: reader.at };
}

class Reader {
  readonly query: string;
  at: number;

  constructor(query: string, at: number) {
    this.query = query;
    this.at = at;
  }

  isAtEnd(): boolean {
    return this.at >= this.query.length;
  }

  is(chars: string): boolean {
    return !this.isAtEnd() && chars.includes(this.query[this.at] ?? "");
  }

  accept(chars: string): boolean {
    if (!this.is(chars)) return false;
    this.at++;
    return true;
  }

  acceptRun(chars: string): void {
    while (this.accept(chars)) continue;
  }

  isAlphanumeric(): boolean {
    return ALPHANUMERIC.test(this.query[this.at] ?? "");
  }
}

/** Where it refuses, the reader stands behind the character that did it, since the message quotes up to there. */
function scanNumber(reader: Reader): boolean {
  let digits = DECIMAL;
  if (reader.accept("0") && reader.accept("xX")) {
    reader.accept("_");
    digits = HEX;
  }
  reader.accept(".");
  reader.accept(digits);
  let hasPoint = false;
  let hasExponent = false;
  while (reader.is(`${digits}._eE`)) {
    if (reader.is(".") && hasPoint) return refuse(reader);
    if (reader.is("eE") && hasExponent) return refuse(reader);
    if (reader.accept(".")) {
      hasPoint = true;
      if (reader.accept("_.") || digits === HEX) return false;
    } else if (reader.accept("eE")) {
      hasExponent = true;
      reader.accept("+-");
      if (reader.accept("._eE") || reader.isAtEnd()) return false;
    } else if (reader.accept("_")) {
      if (reader.accept("._eE") || reader.isAtEnd()) return false;
    } else {
      reader.acceptRun(digits);
    }
  }
  return !reader.isAlphanumeric();
}

function refuse(reader: Reader): false {
  reader.at++;
  return false;
}

function scanRestOfDuration(reader: Reader): boolean {
  if (!reader.accept("smhdwy")) return false;
  reader.accept("s");
  while (reader.accept(DECIMAL)) {
    reader.acceptRun(DECIMAL);
    if (!reader.accept("smhdw")) return false;
    reader.accept("s");
  }
  if (!reader.isAlphanumeric()) return true;
  return refuse(reader);
}
