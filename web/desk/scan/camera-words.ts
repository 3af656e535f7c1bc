/** The English of the camera, which comes when it is asked for. */
export const onCamera = {
  closeCamera: "Close the camera",
  cameraHint: "Hold the patient’s code in the frame.",
  cameraStarting: "Starting the camera…",
  cameraRefused: "The camera may not be used here. Allow it in the browser, or use the scanner.",
  cameraMissing: "No camera was found. Use the scanner.",
} as const;
