/** The address of a customer's orders. */
export function customerOrdersPath(id: number): string {
  return `/orders?customer=${id}`;
}
