/** The QR decoder: zxing compiled to WebAssembly, served from our own origin, loaded when the camera is first opened. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Answers with a function that reads the text of a QR code in an image, or null when there is none. */
export async function loadReader(): Promise<(image: ImageData) => Promise<string | null>> {
  await prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm : prefix + path) },
    fireImmediately: true,
  });
  return async (image) => {
    const [found] = await readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true });
    return found?.isValid ? found.text : null;
  };
}
