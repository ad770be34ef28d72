// What runs inside the page, put there before anything of the page itself: it hears the click or key that begins something and
// looks, at every change of the page, whether what was waited for is there. The time is taken after the next paint.

/** Given to the browser as text: it may use nothing from outside. */
export function probe() {
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      // A message is handed over only after the frame that was just begun has been drawn.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    });

  const isThere = ({ path, h1, present = [], absent = [] }) => {
    const main = document.querySelector("#main") ?? document.body;
    if (path !== undefined && location.pathname !== path) return false;
    if (h1 !== undefined && !new RegExp(h1).test(main.querySelector("h1")?.textContent ?? "")) return false;
    // What stands for something yet to come is not the content.
    if (main.querySelector(".mantine-Skeleton-root, .mantine-Loader-root")) return false;
    return present.every((css) => document.querySelector(css)) && !absent.some((css) => document.querySelector(css));
  };

  const bench = { result: undefined };
  /** From the next click or key until `wanted` is painted; and when the page came to rest after it. */
  bench.arm = (wanted) => {
    bench.result = new Promise((resolve, reject) => {
      let begun;
      let shown;
      let moved = 0;
      let rest;
      const begin = (event) => {
        begun ??= event.timeStamp;
        changed();
      };
      const end = (outcome) => {
        observer.disconnect();
        removeEventListener("click", begin, true);
        removeEventListener("keydown", begin, true);
        clearTimeout(rest);
        clearTimeout(late);
        outcome();
      };
      const restIfNothingMoves = () => {
        clearTimeout(rest);
        rest = setTimeout(() => end(() => resolve({ shown: shown - begun, settled: Math.max(shown, moved) - begun })), 250);
      };
      let seen = false;
      const changed = () => {
        if (begun === undefined) return;
        if (!seen && isThere(wanted)) {
          seen = true;
          afterPaint((at) => {
            shown = at;
            restIfNothingMoves();
          });
        } else if (shown !== undefined) {
          afterPaint((at) => {
            moved = at;
            restIfNothingMoves();
          });
        }
      };
      const observer = new MutationObserver(changed);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      addEventListener("click", begin, true);
      addEventListener("keydown", begin, true);
      const late = setTimeout(() => end(() => reject(new Error(`not there after 10 s: ${JSON.stringify(wanted)}, but "${document.querySelector("h1")?.textContent}" at ${location.href}`))), 10_000);
    });
    bench.result.catch(() => undefined); // whoever asks for it is told
  };
  bench.isThere = isThere;

  /** Each key until the paint after it, from now on. */
  bench.hearTyping = () => {
    bench.strokes = [];
    addEventListener("keydown", (event) => {
      const begun = event.timeStamp;
      afterPaint((at) => bench.strokes.push(at - begun));
    }, true);
  };

  /** How long each frame took, and whether rows were missing from what is in sight, until `stop` is called. */
  bench.watchFrames = (css) => {
    const frames = [];
    let blank = 0;
    let before;
    let on = true;
    const box = document.querySelector(css);
    const look = (at) => {
      if (!on) return;
      if (before !== undefined) frames.push(at - before);
      before = at;
      const { left, top, width, height } = box.getBoundingClientRect();
      if (!document.elementFromPoint(left + width / 2, top + height / 2)?.closest("[role=row]")) blank++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return () => {
      on = false;
      return { frames, blank };
    };
  };
  globalThis.__bench = bench;
}
