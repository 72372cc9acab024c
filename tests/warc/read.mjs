// Prints each record that warcio reads: type, URL, status, size of its payload.
// usage: read.mjs FILE NODE_MODULES
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [file, modules] = process.argv.slice(2);
const { WARCParser } = await import(pathToFileURL(modules + "/warcio/dist/index.js").href);
for await (const record of new WARCParser(fs.createReadStream(file))) {
  const payload = await record.readFully(true);
  const status = record.warcType === "response" || record.warcType === "revisit";
  console.log(
    [
      record.warcType,
      record.warcTargetURI ?? "-",
      status ? record.httpHeaders.statusCode : "-",
      record.warcType === "warcinfo" ? "-" : payload.length,
    ].join(" "),
  );
}
