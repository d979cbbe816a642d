/*
 * Pictures for the gallery: silhouettes drawn on a canvas and offered as a video track, so that
 * tiles are drawn by the same code as in a call. These are models, not people.
 */

interface Look {
  readonly ground: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly suit: string;
  readonly tie: string;
  readonly long: boolean;
}

const looks: readonly Look[] = [
  {
    ground: ['#b9cbd2', '#8ea6b0'],
    skin: '#e8c0a0',
    hair: '#2b2422',
    suit: '#26324a',
    tie: '#7c2b30',
    long: false,
  },
  {
    ground: ['#cfc3b4', '#a99a88'],
    skin: '#f0d3bd',
    hair: '#8a8a88',
    suit: '#1d242e',
    tie: '#2b4878',
    long: false,
  },
  {
    ground: ['#d8cbb8', '#b6a488'],
    skin: '#efcdb2',
    hair: '#241d1c',
    suit: '#4b3d4d',
    tie: '#e6e2dc',
    long: true,
  },
  {
    ground: ['#c3ccd0', '#97a6ad'],
    skin: '#eccbb2',
    hair: '#8b5e3c',
    suit: '#30404c',
    tie: '#dfe5e8',
    long: true,
  },
  {
    ground: ['#bccabf', '#8fa596'],
    skin: '#e4b896',
    hair: '#211c1a',
    suit: '#2d352f',
    tie: '#94a59a',
    long: false,
  },
  {
    ground: ['#c6d0c4', '#94a893'],
    skin: '#f1d2b9',
    hair: '#5d5552',
    suit: '#3b3f3a',
    tie: '#707a6e',
    long: false,
  },
  {
    ground: ['#c9c3cf', '#9d96a8'],
    skin: '#ecc7a6',
    hair: '#2e2424',
    suit: '#2c3a50',
    tie: '#dadbe2',
    long: true,
  },
  {
    ground: ['#d6c4ae', '#b59e82'],
    skin: '#f2d6c4',
    hair: '#5e3e30',
    suit: '#503941',
    tie: '#e8dfd6',
    long: true,
  },
];

const width = 640;
const height = 480;

/** A still picture as a live track; the canvas is redrawn slowly so that late viewers get a frame. */
export function portraitTrack(index: number): MediaStreamTrack | null {
  const look = looks[index % looks.length];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!look || !pen) return null;
  drawPerson(pen, look);
  setInterval(() => {
    drawPerson(pen, look);
  }, 250);
  return canvas.captureStream(5).getVideoTracks()[0] ?? null;
}

function drawPerson(pen: CanvasRenderingContext2D, look: Look): void {
  const ground = pen.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, look.ground[0]);
  ground.addColorStop(1, look.ground[1]);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = 'rgb(255 255 255 / 0.25)';
  pen.beginPath();
  pen.roundRect(430, 40, 150, 170, 8);
  pen.fill();
  if (look.long) ellipse(pen, look.hair, 320, 250, 108, 150);
  ellipse(pen, look.suit, 320, 545, 215, 190);
  pen.fillStyle = look.skin;
  pen.fillRect(282, 300, 76, 80);
  pen.fillStyle = '#f4f1ec';
  triangle(pen, [278, 362], [362, 362], [320, 440]);
  pen.fillStyle = look.tie;
  triangle(pen, [306, 380], [334, 380], [320, 478]);
  ellipse(pen, look.skin, 320, 235, 84, 108);
  drawFace(pen);
  drawHair(pen, look);
}

function drawFace(pen: CanvasRenderingContext2D): void {
  const ink = '#2a2422';
  ellipse(pen, ink, 288, 238, 7, 7);
  ellipse(pen, ink, 352, 238, 7, 7);
  pen.strokeStyle = 'rgb(60 40 34 / 0.65)';
  pen.lineWidth = 5;
  pen.lineCap = 'round';
  arc(pen, 288, 232, 20, 1.2, 1.8);
  arc(pen, 352, 232, 20, 1.2, 1.8);
  pen.strokeStyle = 'rgb(140 72 60 / 0.85)';
  arc(pen, 320, 268, 32, 0.25, 0.75);
}

/** Angles in half turns, clockwise from the right. */
function arc(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  from: number,
  to: number,
): void {
  pen.beginPath();
  pen.arc(x, y, radius, from * Math.PI, to * Math.PI);
  pen.stroke();
}

function drawHair(pen: CanvasRenderingContext2D, look: Look): void {
  pen.fillStyle = look.hair;
  pen.beginPath();
  pen.moveTo(230, 250);
  pen.bezierCurveTo(200, 80, 440, 80, 410, 250);
  pen.bezierCurveTo(404, 206, 398, 190, 376, 182);
  pen.bezierCurveTo(330, 196, 286, 192, 262, 178);
  pen.bezierCurveTo(244, 196, 236, 210, 230, 250);
  pen.fill();
}

function ellipse(
  pen: CanvasRenderingContext2D,
  fill: string,
  x: number,
  y: number,
  rx: number,
  ry: number,
): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
}

type Point = readonly [number, number];

function triangle(
  pen: CanvasRenderingContext2D,
  ...[a, b, c]: readonly [Point, Point, Point]
): void {
  pen.beginPath();
  pen.moveTo(...a);
  pen.lineTo(...b);
  pen.lineTo(...c);
  pen.fill();
}

/** A page with a diagram, as somebody might share it. */
export function slideTrack(): MediaStreamTrack | null {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  drawSlide(pen);
  setInterval(() => {
    drawSlide(pen);
  }, 250);
  return canvas.captureStream(5).getVideoTracks()[0] ?? null;
}

function drawSlide(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#fbfbfa';
  pen.fillRect(0, 0, 1280, 720);
  pen.fillStyle = '#13201c';
  pen.font = '600 44px sans-serif';
  pen.fillText('Joint laboratory: first twelve months', 80, 120);
  pen.font = '26px sans-serif';
  pen.fillStyle = '#46534e';
  pen.fillText('联合实验室：前十二个月 · Совместная лаборатория: первый год', 80, 170);
  const bars = [180, 240, 300, 340, 390, 430];
  bars.forEach((value, index) => {
    pen.fillStyle = index % 2 === 0 ? '#2457c5' : '#a84b12';
    pen.fillRect(110 + index * 180, 640 - value, 110, value);
  });
  pen.fillStyle = '#c7cfcb';
  pen.fillRect(80, 642, 1120, 2);
}
