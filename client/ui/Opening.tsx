/** On a slow line what was pressed takes a while; on others this is gone before it can be seen. */
export function Opening() {
  return (
    <p className="opening" role="status">
      Opening…
    </p>
  );
}
