// What the page of the bench can do: sticky notes of Excalidraw, and its exports of them.

import { convertToExcalidrawElements, exportToBlob, exportToSvg } from '@excalidraw/excalidraw';

/** The notes as rectangles with their texts inside, as a person would draw them. */
window.draw = ({ boxes }) => {
  const skeletons = boxes.map(({ x, y, width, height, fill, text }) => ({
    type: 'rectangle',
    x,
    y,
    width,
    height,
    backgroundColor: fill,
    fillStyle: 'solid',
    roughness: 0,
    label: text ? { text, fontSize: 16 } : undefined,
  }));
  window.elements = convertToExcalidrawElements(skeletons);
  return window.elements.length;
};

const appState = { exportBackground: true, viewBackgroundColor: '#ffffff', exportWithDarkMode: false };

/** Milliseconds and bytes of a drawing. */
window.svg = async () => {
  const begun = performance.now();
  const svg = await exportToSvg({ elements: window.elements, appState, files: null });
  const text = svg.outerHTML;
  return { millis: performance.now() - begun, bytes: new Blob([text]).size, texts: svg.querySelectorAll('text').length };
};

/** Milliseconds and bytes of a picture that is so many pixels wide. */
window.png = async (wanted) => {
  const begun = performance.now();
  const size = {};
  const getDimensions = (width, height) => {
    const scale = wanted / width;
    Object.assign(size, { width: Math.round(width * scale), height: Math.round(height * scale) });
    return { ...size, scale };
  };
  const blob = await exportToBlob({ elements: window.elements, appState, files: null, getDimensions });
  return { millis: performance.now() - begun, bytes: blob.size, ...size };
};
