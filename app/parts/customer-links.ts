/** The address of a customer's orders. */
export function customerOrdersPath(customer: { number: string; name: string }): string {
  return `/orders?${new URLSearchParams({ q: `${customer.number} ${customer.name}` })}`;
}
