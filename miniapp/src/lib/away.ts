/** The browser leaves for another address, which comes back in time. */
export function goAway(url: string): void {
  location.href = url;
}
