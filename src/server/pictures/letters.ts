import type { GlobalFonts, createCanvas } from '@napi-rs/canvas';

/** Which letters can be drawn here, and with which faces. */
export interface Letters {
  /** Whether every letter of the text is in a face in use; one that is not takes a face of the machine into use when one has it. */
  readonly canDraw: (text: string) => boolean;
  /** The faces in use as CSS names them, ours first. */
  readonly faces: () => string;
}

/** Faces that draw people's names well, the best first; others come after them as the machine lists them. */
const preferred = [
  /^(noto sans|dejavu sans|liberation sans)$/i,
  /^noto sans (?!mono|symbols|math|sign)/i,
  /^(arial|segoe ui|tahoma|helvetica neue|pingfang|hiragino sans|yu gothic|malgun gothic|microsoft yahei|nirmala ui|leelawadee ui)/i,
  /sans|gothic|hei/i,
];
/** Faces whose every letter is a box or a sign for its block, and the machine's hidden ones. */
const noFace = /^\.|last ?resort|notdef|blank|fallback outline/i;
/** A machine may have a thousand faces; a letter is sought in so many. */
const mostFaces = 250;
/** A letter that no face has, by the standard: what is drawn for it is what is drawn for every missing one. */
const missing = '\u{10FFFF}';
const inkless = /[\s\p{Cf}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}]/u;
const side = 24;

/**
 * Finds out by drawing which letters a canvas can draw: a letter that looks like one that no face has would be a box, and one of which
 * nothing is seen is none. Each letter is drawn once in the life of the process, in some hundredths of a millisecond a face.
 * @param own our own faces, registered before
 * @param machine names of the machine's faces
 */
export function openLetters(
  make: typeof createCanvas,
  own: readonly string[],
  machine: (typeof GlobalFonts)['families'],
): Letters {
  const ruler = make(side, side).getContext('2d');
  const look = (letter: string, face: string): string => {
    ruler.clearRect(0, 0, side, side);
    ruler.font = `16px ${face}`;
    ruler.fillText(letter, 3, 18);
    return Buffer.from(ruler.getImageData(0, 0, side, side).data.buffer).toString('latin1');
  };
  const nothing = look(' ', quoted(own[0]!));
  const boxes = new Map<string, string>();
  const boxOf = (face: string): string => {
    const known = boxes.get(face);
    if (known !== undefined) return known;
    const box = look(missing, face);
    boxes.set(face, box);
    return box;
  };
  const has = (face: string, letter: string): boolean => {
    const seen = look(letter, face);
    return seen === nothing ? inkless.test(letter) : seen !== boxOf(face);
  };
  const inUse = own.map(quoted);
  const others = machine
    .map(({ family }) => family)
    .filter((family) => !own.includes(family) && !noFace.test(family))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostFaces)
    .map(quoted);
  // the engine breaks lines itself
  const known = new Map([['\n', true]]);
  const canDrawOne = (letter: string): boolean => {
    const before = known.get(letter);
    if (before !== undefined) return before;
    let face = inUse.find((each) => has(each, letter));
    if (face === undefined) {
      face = others.find((each) => has(each, letter));
      if (face !== undefined) inUse.push(face);
    }
    known.set(letter, face !== undefined);
    return face !== undefined;
  };
  return {
    // every letter is asked for, so that all faces a text needs are in use after one look at it
    canDraw: (text) => [...text].map(canDrawOne).every(Boolean),
    faces: () => inUse.join(', '),
  };
}

function rank(family: string): number {
  const place = preferred.findIndex((pattern) => pattern.test(family));
  return place === -1 ? preferred.length : place;
}

function quoted(family: string): string {
  return `'${family.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
