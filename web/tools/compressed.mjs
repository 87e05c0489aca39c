// Writes beside every text file of the build the same file compressed twice, so that the server compresses nothing itself.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, brotliCompressSync, gzipSync } from "node:zlib";

const texts = /\.(html|js|css|svg|json|txt)$/;

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

export function compressed(limit = 60_000) {
  let folder = "dist";
  return {
    name: "compressed",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      let scripts = 0;
      for (const path of files(folder).filter((name) => texts.test(name))) {
        const bytes = readFileSync(path);
        const gz = gzipSync(bytes, { level: 9 });
        const br = brotliCompressSync(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        });
        writeFileSync(`${path}.gz`, gz);
        writeFileSync(`${path}.br`, br);
        if (path.endsWith(".js")) scripts += gz.length;
        console.log(`${path.slice(folder.length + 1)}: ${bytes.length}, gzip ${gz.length}, brotli ${br.length}`);
      }
      if (scripts > limit) throw new Error(`${scripts} bytes of script with gzip; the page may have ${limit}`);
    },
  };
}
