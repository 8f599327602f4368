import { LoaderCircle } from 'lucide-react';

/** A turning ring; the words beside it say what is awaited. */
export function Spinner({ size = 16 }: { size?: number }) {
  return <LoaderCircle size={size} className="animate-spin" aria-hidden="true" />;
}
