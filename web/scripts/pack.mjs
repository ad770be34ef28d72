// Packs every built file once, as tightly as it goes, so that the server never has to: .br and .gz beside each.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
let plain = 0;
let packed = 0;
for (const name of readdirSync(dist, { recursive: true })) {
  const path = `${dist}/${name}`;
  if (!/\.(js|css|svg|json|txt|webmanifest)$/.test(name) || !statSync(path).isFile()) continue;
  const bytes = readFileSync(path);
  if (bytes.length < 200) continue;
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  plain += bytes.length;
  packed += brotli.length;
}
console.log(`packed ${(plain / 1024).toFixed(0)} KB into ${(packed / 1024).toFixed(0)} KB of Brotli`);
