let audio: AudioContext | undefined;

/** A short high tone for a good scan, two low ones for one to look at. Silent where the browser allows no sound. */
export function beep(good: boolean): void {
  try {
    audio ??= new AudioContext();
    const at = audio.currentTime;
    if (good) tone(audio, 1320, at, 0.09);
    else for (const pause of [0, 0.2]) tone(audio, 220, at + pause, 0.15);
  } catch {
    audio = undefined;
  }
}

function tone(context: AudioContext, hertz: number, at: number, seconds: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  oscillator.type = hertz < 500 ? 'square' : 'sine';
  gain.gain.setValueAtTime(0.15, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}
