/**
 * Two soft notes made by the browser itself, so that no sound file is needed. Played through the
 * chosen speaker where the browser lets a page choose one. Rejects when sound cannot be played.
 */
export async function playTestSound(speakerId: string | null): Promise<void> {
  const context = new AudioContext();
  const player = new Audio();
  try {
    const output = context.createMediaStreamDestination();
    player.srcObject = output.stream;
    if (speakerId && 'setSinkId' in player) await player.setSinkId(speakerId);
    await context.resume();
    await player.play();
    const start = context.currentTime + 0.05;
    const end = Math.max(
      note(context, output, 523.25, start),
      note(context, output, 659.25, start + 0.35),
    );
    await new Promise((resolve) => setTimeout(resolve, (end - context.currentTime) * 1000 + 150));
  } finally {
    player.pause();
    player.srcObject = null;
    await context.close();
  }
}

/** One note with a soft start and end; answers when it is over, in seconds of the context. */
function note(context: AudioContext, output: AudioNode, frequency: number, at: number): number {
  const tone = context.createOscillator();
  const volume = context.createGain();
  const end = at + 0.6;
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.25, at + 0.04);
  volume.gain.exponentialRampToValueAtTime(0.001, end);
  tone.connect(volume).connect(output);
  tone.start(at);
  tone.stop(end);
  return end;
}
