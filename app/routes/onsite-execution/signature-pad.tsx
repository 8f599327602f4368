import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { useHydrated } from '~/ui/use-hydrated';

type Props = {
  /** The field that carries the drawing, a PNG in a data URL. */
  name: string;
  /** What was drawn before. */
  drawn: string;
  errors: string[];
};

const WIDTH = 640;
const HEIGHT = 240;
const PEN = 3;

/** A field to sign in with a finger, pen or mouse. Without scripts there is none, and the typed name stands alone. */
export function SignaturePad({ name, drawn, errors }: Props) {
  const { t } = useTranslation('partners');
  const hydrated = useHydrated();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const [value, setValue] = useState(drawn);

  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!hydrated || !pen || !drawn) return;
    const picture = new Image();
    picture.onload = () => pen.drawImage(picture, 0, 0);
    picture.src = drawn;
  }, [hydrated, drawn]);

  if (!hydrated) return null;

  /** Where the pointer is, in pixels of the drawing. */
  function at({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): [number, number] {
    const { width, height } = currentTarget.getBoundingClientRect();
    return [(nativeEvent.offsetX * WIDTH) / width, (nativeEvent.offsetY * HEIGHT) / height];
  }

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    const pen = event.currentTarget.getContext('2d');
    if (!pen) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    pen.lineWidth = PEN;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = '#16181d';
    const [x, y] = at(event);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x, y);
    pen.stroke();
  }

  function go(event: PointerEvent<HTMLCanvasElement>) {
    const pen = drawing.current ? event.currentTarget.getContext('2d') : null;
    if (!pen) return;
    pen.lineTo(...at(event));
    pen.stroke();
  }

  function end() {
    if (!drawing.current) return;
    drawing.current = false;
    setValue(canvas.current?.toDataURL('image/png') ?? '');
  }

  function clear() {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    setValue('');
  }

  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium" id={`${name}-label`}>
        {t('execution.signature')}
      </span>
      {/* Paper is white in the dark too: the signature is kept as black on white. */}
      <canvas
        ref={canvas}
        id={name}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-labelledby={`${name}-label`}
        aria-describedby={`${name}-help`}
        className="aspect-[8/3] w-full touch-none rounded-md border border-line-strong bg-white"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <input type="hidden" name={name} value={value} />
      {errors.map((error) => (
        <p key={error} className="text-danger-text">
          {error}
        </p>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p id={`${name}-help`} className="text-muted">
          {t(value ? 'execution.signed' : 'execution.signature_help')}
        </p>
        <Button size="small" onClick={clear} disabled={value === ''}>
          {t('execution.clear')}
        </Button>
      </div>
    </div>
  );
}
