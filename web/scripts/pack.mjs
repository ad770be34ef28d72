// Packs every built file once, as tightly as it goes, so that the server never has to: .br and .gz beside each.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** For vite.config.ts: packs what was written, after each build. */
export function packed() {
  let folder = "";
  return {
    name: "packed",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      pack(folder);
    },
  };
}

function pack(folder) {
  let plain = 0;
  let brotliBytes = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = `${folder}/${name}`;
    if (!/\.(js|css|svg|json|txt|webmanifest)$/.test(name) || !statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    if (bytes.length < 200) continue;
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    writeFileSync(`${path}.br`, brotli);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    plain += bytes.length;
    brotliBytes += brotli.length;
  }
  console.log(`packed ${(plain / 1024).toFixed(0)} KB into ${(brotliBytes / 1024).toFixed(0)} KB of Brotli`);
}
