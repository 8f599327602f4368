export interface BrandProps {
  name: string;
  /** The operator's logo; the portal's own by default. */
  logoUrl?: string;
}

/** The operator's logo, and its name unless only the mark has room. */
export function Brand({
  name,
  logoUrl = '/logo.svg',
  markOnly = false,
}: BrandProps & { markOnly?: boolean }) {
  return (
    <>
      <img src={logoUrl} alt="" width={28} height={28} />
      {!markOnly && <span className="frame-brand-name truncate">{name}</span>}
    </>
  );
}
