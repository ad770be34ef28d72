// Where the lines and words of a fishbone go. The cause tree comes as dotted codes ("process.handover"); what stands first is
// a bone, everything below it a twig of that bone.

export type CauseNode = { code: string; title: string };
export type Twig = { code: string; lines: string[]; y: number; from: number; to: number };
export type Bone = { code: string; title: string[]; from: { x: number; y: number }; to: { x: number; y: number }; up: boolean; twigs: Twig[] };
export type Fishbone = { width: number; height: number; spine: number; head: { x: number; y: number; width: number; height: number }; bones: Bone[] };

export const lineHeight = 14;
const perLine = 21; // characters of 12 pixels that fit beside a bone
const pairWidth = 176;
const slant = 34;
const twigGap = 12;
const titleRoom = 34;
const head = { width: 150, height: 96 };

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

export function layOut(causes: readonly CauseNode[]): Fishbone {
  const groups = groupCauses(causes);
  const roomOf = (twigs: readonly CauseNode[]) => twigs.reduce((sum, { title }) => sum + wrap(title).length * lineHeight + twigGap, twigGap);
  const half = Math.max(80, ...groups.map((group) => roomOf(group.causes)));
  const pairs = Math.max(1, Math.ceil(groups.length / 2));
  const spine = titleRoom + half;
  const tail = 8;
  const headX = tail + pairs * pairWidth + slant;

  const bones = groups.map((group, index): Bone => {
    const up = index % 2 === 0;
    const x = tail + (Math.floor(index / 2) + 1) * pairWidth + slant / 2;
    const direction = up ? -1 : 1;
    const from = { x, y: spine };
    const to = { x: x - slant, y: spine + direction * half };
    let y = up ? spine - half : spine;
    const twigs = group.causes.map((cause): Twig => {
      const lines = wrap(cause.title);
      y += lines.length * lineHeight + twigGap; // a twig's words stand on its line
      const end = x - (slant * Math.abs(y - spine)) / half;
      return { code: cause.code, lines, y, from: end - (pairWidth - slant - 6), to: end };
    });
    return { code: group.root.code, title: wrap(group.root.title, 24), from, to, up, twigs };
  });
  return {
    width: headX + head.width + 4,
    height: spine + half + titleRoom,
    spine,
    head: { x: headX, y: spine - head.height / 2, ...head },
    bones,
  };
}
