// Where the lines and words of a fishbone go. The cause tree comes as dotted codes ("process.handover"); what stands first is
// a bone, everything below it a twig of that bone.

export type CauseNode = { code: string; title: string };
export type Twig = { code: string; lines: string[]; y: number; from: number; to: number };
export type Bone = { code: string; title: string[]; from: { x: number; y: number }; to: { x: number; y: number }; up: boolean; twigs: Twig[] };
export type Fishbone = { width: number; height: number; spine: number; head: { x: number; y: number; width: number; height: number }; bones: Bone[] };

export const lineHeight = 14;
const character = 6.9; // pixels that one of 12 pixels takes, rather more than less
const boldCharacter = 7.4;
const perLine = 21; // characters that fit beside a bone at the most
const perTitle = 24;
const wide = { pair: 176, slant: 34, head: 150 };
const narrow = { pair: 104, slant: 22, head: 100 };
const tail = 8;
const edge = 4;
const besideBone = 6;
const betweenTitles = 8;
const twigGap = 12;
const headHeight = 96;

/** Lines of at most `most` characters, broken between words; a word longer than that keeps a line of its own. */
export function wrap(text: string, most = perLine): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function groupCauses(causes: readonly CauseNode[]): { root: CauseNode; causes: CauseNode[] }[] {
  const groups = new Map<string, { root: CauseNode; causes: CauseNode[] }>();
  for (const cause of causes) {
    const root = cause.code.split(".")[0] ?? cause.code;
    const group = groups.get(root) ?? { root: { code: root, title: root }, causes: [] };
    if (cause.code === root) group.root = cause;
    else group.causes.push(cause);
    groups.set(root, group);
  }
  return [...groups.values()];
}

/** Whether `code` is the established cause, or a branch it hangs on. */
export function marked(code: string, established: string | undefined): "cause" | "branch" | undefined {
  if (established === undefined) return undefined;
  if (code === established) return "cause";
  return established.startsWith(`${code}.`) ? "branch" : undefined;
}

/** How far apart the bones stand: as far as is comfortable, or as close as `room` asks and the longest word allows. */
function measures(causes: readonly CauseNode[], pairs: number, room: number) {
  const width = ({ pair, slant, head }: typeof wide) => tail + pairs * pair + slant + head + edge;
  if (width(wide) <= room) return wide;
  const longest = (of: readonly CauseNode[]) => Math.max(0, ...of.flatMap(({ title }) => title.split(/\s+/)).map((word) => word.length));
  const twigs = groupCauses(causes).flatMap((group) => group.causes);
  const titles = groupCauses(causes).map(({ root }) => root);
  const least = Math.max(
    narrow.pair,
    narrow.slant + besideBone + Math.ceil(Math.min(longest(twigs), perLine) * character),
    betweenTitles + Math.ceil(Math.min(longest(titles), perTitle) * boldCharacter),
  );
  const fair = Math.floor((room - width({ ...narrow, pair: 0 })) / pairs);
  return { ...narrow, pair: Math.min(wide.pair, Math.max(least, fair)) };
}

/** The first lines, and a sign where there would have been more. */
export function clip(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return lines.slice(0, most).map((line, at) => (at === most - 1 ? `${line} …` : line));
}

/** `room`: how wide it may be, in pixels, if the words allow. */
export function layOut(causes: readonly CauseNode[], room = Infinity): Fishbone {
  const groups = groupCauses(causes);
  const pairs = Math.max(1, Math.ceil(groups.length / 2));
  const { pair: pairWidth, slant, head: headWidth } = measures(causes, pairs, room);
  const most = Math.min(perLine, Math.floor((pairWidth - slant - besideBone) / character));
  const roomOf = (twigs: readonly CauseNode[]) => twigs.reduce((sum, { title }) => sum + wrap(title, most).length * lineHeight + twigGap, twigGap);
  const half = Math.max(80, ...groups.map((group) => roomOf(group.causes)));
  const titles = groups.map(({ root }) => wrap(root.title, Math.min(perTitle, Math.floor((pairWidth - betweenTitles) / boldCharacter))));
  const titleRoom = besideBone + lineHeight * Math.max(2, ...titles.map((lines) => lines.length));
  const spine = titleRoom + half;
  const headX = tail + pairs * pairWidth + slant;

  const bones = groups.map((group, index): Bone => {
    const up = index % 2 === 0;
    const x = tail + (Math.floor(index / 2) + 1) * pairWidth + slant / 2;
    const direction = up ? -1 : 1;
    const from = { x, y: spine };
    const to = { x: x - slant, y: spine + direction * half };
    let y = up ? spine - half : spine;
    const twigs = group.causes.map((cause): Twig => {
      const lines = wrap(cause.title, most);
      y += lines.length * lineHeight + twigGap; // a twig's words stand on its line
      const end = x - (slant * Math.abs(y - spine)) / half;
      return { code: cause.code, lines, y, from: end - (pairWidth - slant - besideBone), to: end };
    });
    return { code: group.root.code, title: titles[index] ?? [], from, to, up, twigs };
  });
  return {
    width: headX + headWidth + edge,
    height: spine + half + titleRoom,
    spine,
    head: { x: headX, y: spine - headHeight / 2, width: headWidth, height: headHeight },
    bones,
  };
}
