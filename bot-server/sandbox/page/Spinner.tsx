// Something is under way.
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span className="spinner">
      <span className="spinner-ring" aria-hidden="true" />
      {label}
    </span>
  );
}
