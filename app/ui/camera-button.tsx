import { Camera } from 'lucide-react';
import { buttonClass } from './button';
import { cx } from './cx';

interface CameraButtonProps {
  name: string;
  id: string;
  label: string;
  onFiles?: (files: File[]) => void;
}

/** Takes a picture with the camera; only on devices that are held in the hand. A file field, so it works without script. */
export function CameraButton({ name, id, label, onFiles }: CameraButtonProps) {
  return (
    <label htmlFor={id} className={cx(buttonClass('secondary'), 'camera-button relative')}>
      <Camera size={16} aria-hidden="true" />
      {label}
      <input
        type="file"
        id={id}
        name={name}
        accept="image/*"
        capture="environment"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => onFiles?.([...(event.currentTarget.files ?? [])])}
      />
    </label>
  );
}
