// Reads QR pictures, given on standard input as grey pixels, with ZBar: a second opinion beside ZXing.
import { text } from "node:stream/consumers";
import { scanGrayBuffer } from "@undecaf/zbar-wasm";

const pictures = JSON.parse(await text(process.stdin));
const read = [];
for (const { width, height, grey } of pictures) {
  const pixels = Uint8Array.from(Buffer.from(grey, "base64"));
  const symbols = await scanGrayBuffer(pixels.buffer, width, height);
  read.push(symbols.length === 1 ? symbols[0].decode() : null);
}
console.log(JSON.stringify(read));
