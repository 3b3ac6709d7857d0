#!/usr/bin/env node
/** Draws every icon of the app. The drawings are committed; tests compare them with what this makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { digitShape, shapesFor } from './gatehouse-shapes.mjs';
import { encodeIco, encodePng } from './png.mjs';

/** @typedef {import('./gatehouse-shapes.mjs').Shape} Shape */
/** @typedef {readonly number[]} Colour  red, green, blue and, where it is laid on, alpha; each up to 255 */
/** @typedef {readonly [Shape, Colour | ((x: number, y: number) => Colour)]} Layer */

const STATES = ['needs-you', 'error', 'working', 'idle', 'offline'];
const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9];
const SMALL_APP_SIZES = [16, 22, 24, 32, 48, 64];
const LARGE_APP_SIZES = [128, 256, 512, 1024];
const APP_ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const MAC_MARGIN = (16 * 100) / 1024;
const ICO_SIZES = [16, 20, 24, 32, 40, 48];

const PALETTES = {
  light: {
    wall: [43, 45, 49],
    lit: [222, 132, 0],
    alarm: [205, 47, 38],
    busy: [27, 110, 201],
    onBadge: [255, 255, 255],
  },
  dark: {
    wall: [242, 241, 237],
    lit: [255, 182, 56],
    alarm: [255, 110, 99],
    busy: [110, 182, 255],
    onBadge: [30, 31, 34],
  },
  template: { wall: [0, 0, 0], lit: [0, 0, 0], alarm: [0, 0, 0], busy: [0, 0, 0], onBadge: [0, 0, 0] },
};

/**
 * Every file with pictures up to 64 pixels by its path below `build/`: those of the tray and small ones of the app.
 *
 * @returns {Map<string, Buffer>}
 */
export function drawSmall() {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (const panel of /** @type {const} */ (['light', 'dark'])) {
    for (const state of STATES) {
      for (const count of state === 'needs-you' ? [0, ...COUNTS] : [0]) {
        const name = `tray/${state}${count === 0 ? '' : `-${count}`}-${panel}`;
        const draw = (/** @type {number} */ size) => trayIcon(size, state, count, PALETTES[panel], false);
        files.set(`${name}.png`, draw(22));
        files.set(`${name}@2x.png`, draw(44));
        files.set(`${name}.ico`, encodeIco(ICO_SIZES.map((size) => ({ size, png: draw(size) }))));
      }
    }
  }
  for (const state of STATES) {
    files.set(`tray/${state}Template.png`, trayIcon(16, state, 0, PALETTES.template, true));
    files.set(`tray/${state}Template@2x.png`, trayIcon(32, state, 0, PALETTES.template, true));
  }
  for (const size of SMALL_APP_SIZES) files.set(`icons/${size}x${size}.png`, appIcon(size));
  return files;
}

/**
 * The other files, which take seconds: they have a hundred times as many pixels.
 *
 * @returns {Map<string, Buffer>}
 */
export function drawLarge() {
  const app = new Map([...SMALL_APP_SIZES, ...LARGE_APP_SIZES].map((size) => [size, appIcon(size)]));
  const picture = (/** @type {number} */ size) => app.get(size) ?? appIcon(size);
  return new Map([
    ...LARGE_APP_SIZES.map((size) => /** @type {const} */ ([`icons/${size}x${size}.png`, picture(size)])),
    ['icons/icon.png', picture(512)],
    // Apple's own leave a tenth of the square free.
    ['package/mac/icon.png', appIcon(1024, MAC_MARGIN)],
    ['icons/icon.ico', encodeIco(APP_ICO_SIZES.map((size) => ({ size, png: picture(size) })))],
  ]);
}

/**
 * @param {number} size
 * @param {string} state
 * @param {number} count  shown in the badge; 0 = a plain dot
 * @param {(typeof PALETTES)['light']} colours
 * @param {boolean} isTemplate  one colour, for macOS to tint
 */
function trayIcon(size, state, count, colours, isTemplate) {
  const { walls, opening, bars, exclamation, circle, any, without, both, rect } = shapesFor(size);
  const arch = without(walls, opening);
  const wall = [...colours.wall, 255];
  switch (state) {
    case 'idle':
      return paint(size, [[arch, wall]]);
    case 'working':
      return paint(size, [
        [arch, wall],
        [circle(8, 11.5, 2), [...colours.busy, 255]],
      ]);
    case 'offline':
      return paint(size, [[any(arch, both(opening, bars)), [...colours.wall, 140]]]);
    case 'error':
      return paint(size, [
        [arch, wall],
        [exclamation, [...colours.alarm, 255]],
      ]);
    default: {
      const lit = [...colours.lit, 255];
      const badge = count === 0 ? circle(12.75, 3.25, 3.25) : circle(11.25, 4.75, 4.75);
      const gap = count === 0 ? circle(12.75, 3.25, 4.4) : circle(11.25, 4.75, 5.6);
      // What the badge leaves of the middle tower would be a speck.
      const tower = count === 0 ? () => false : rect(6, 0, 16, 5);
      const digit = count === 0 ? () => false : digitShape(size, count, 11.25, 4.75);
      return paint(size, [
        [without(arch, gap, tower), wall],
        // Without colour a filled arch would be a plain wall, so a template keeps a thin outline.
        [isTemplate ? circle(8, 12, 2) : without(opening, gap), lit],
        [badge, isTemplate ? lit : [...colours.alarm, 255]],
        [digit, [...colours.onBadge, 255]],
      ]);
    }
  }
}

/**
 * @param {number} size
 * @param {number} [margin]  around the plate, of a grid of 16
 */
function appIcon(size, margin = 0.5) {
  const { walls, opening, without, roundedSquare } = shapesFor(size);
  const plateSize = (8 - margin) / 7.5;
  const scale = 0.66 * plateSize;
  /** @type {(shape: Shape) => Shape} */
  const scaled = (shape) => (x, y) => shape((x - 8) / scale + 8, (y - 8.1) / scale + 8.3);
  // Small sizes need their straight edges on pixels, so they use the whole square.
  /** @type {(shape: Shape) => Shape} */
  const place = size < 48 ? (/** @type {Shape} */ shape) => shape : scaled;
  const plate = size < 48 ? () => false : roundedSquare(margin, 3.4 * plateSize);
  /** @type {(x: number, y: number) => Colour} */
  const night = (_x, y) => [mix(52, 30, y / 16), mix(60, 34, y / 16), mix(78, 44, y / 16), 255];
  /** @type {(x: number, y: number) => Colour} */
  const stone =
    size < 48
      ? () => [106, 119, 146, 255]
      : (_x, y) => [mix(250, 222, y / 16), mix(248, 217, y / 16), mix(242, 206, y / 16), 255];
  /** @type {(x: number, y: number) => Colour} */
  const glow = (_x, y) => [255, mix(206, 150, (y - 6) / 8), mix(92, 24, (y - 6) / 8), 255];
  return paint(size, [
    [plate, night],
    [place(without(walls, opening)), stone],
    [place(opening), glow],
  ]);
}

/** @type {(from: number, to: number, part: number) => number} */
const mix = (from, to, part) => Math.round(from + (to - from) * Math.min(1, Math.max(0, part)));

/**
 * Lays shapes over each other.
 *
 * @param {number} size
 * @param {readonly Layer[]} layers
 */
function paint(size, layers) {
  const rgba = Buffer.alloc(size * size * 4);
  const sheets = layers.map(([shape, colour]) => ({ covered: coverage(shape, size), colour }));
  for (let pixel = 0; pixel < size * size; pixel++) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const { covered, colour } of sheets) {
      const part = covered[pixel] ?? 0;
      if (part === 0) continue;
      const [px, py] = [pixel % size, Math.floor(pixel / size)];
      const [r = 0, g = 0, b = 0, a = 0] =
        typeof colour === 'function' ? colour(((px + 0.5) * 16) / size, ((py + 0.5) * 16) / size) : colour;
      const over = part * (a / 255);
      const under = alpha * (1 - over);
      const sum = over + under;
      red = (r * over + red * under) / sum;
      green = (g * over + green * under) / sum;
      blue = (b * over + blue * under) / sum;
      alpha = sum;
    }
    if (alpha === 0) continue;
    rgba[pixel * 4] = Math.round(red);
    rgba[pixel * 4 + 1] = Math.round(green);
    rgba[pixel * 4 + 2] = Math.round(blue);
    rgba[pixel * 4 + 3] = Math.round(alpha * 255);
  }
  return encodePng(size, rgba);
}

/**
 * How much of each pixel a shape covers. Most lie wholly inside or outside, which their middles, corners and the middles
 * of their edges tell, all but the first shared with their neighbours; only the others are looked at closely.
 *
 * @param {Shape} shape
 * @param {number} size
 */
function coverage(shape, size) {
  const at = (/** @type {number} */ x, /** @type {number} */ y) => (shape((x * 16) / size, (y * 16) / size) ? 1 : 0);
  const width = 2 * size + 1;
  const probes = new Uint8Array(width * width);
  for (let y = 0; y < width; y++) for (let x = 0; x < width; x++) probes[y * width + x] = at(x / 2, y / 2);
  const around = [0, 1, 2, width, width + 2, 2 * width, 2 * width + 1, 2 * width + 2];
  const grid = size > 300 ? 4 : 8;
  const covered = new Float64Array(size * size);
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const corner = 2 * py * width + 2 * px;
      const middle = probes[corner + width + 1] ?? 0;
      let hits = 0;
      let isWhole = true;
      for (const step of around) isWhole &&= probes[corner + step] === middle;
      if (!isWhole) {
        for (let sy = 0; sy < grid; sy++) {
          for (let sx = 0; sx < grid; sx++) hits += at(px + (sx + 0.5) / grid, py + (sy + 0.5) / grid);
        }
      }
      covered[py * size + px] = isWhole ? middle : hits / (grid * grid);
    }
  }
  return covered;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const buildDir = join(dirname(fileURLToPath(import.meta.url)), '..');
  for (const [name, bytes] of [...drawSmall(), ...drawLarge()]) {
    mkdirSync(dirname(join(buildDir, name)), { recursive: true });
    writeFileSync(join(buildDir, name), bytes);
  }
}
